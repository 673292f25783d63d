import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ChangedLines } from "../core/model/tree.ts";
import type { Tag } from "../core/model/version-tag.ts";
import type { Repository } from "../ports/repository.ts";
import { customProperties } from "./custom-properties.ts";
import { type Comparison, compareCommits } from "./compare-commits.ts";
import { textOf } from "./blob-text.ts";
import type { BlobAnswer, SideAnswer } from "./object-answers.ts";
import type { GithubAccess } from "./github-access.ts";
import { rawBlob } from "./raw-blob.ts";
import { keepTexts } from "./record-texts.ts";
import { repositoryTrees } from "./repository-trees.ts";

/** A repository on GitHub. Commits that the first request brought are known at once. */
export interface GithubRepository extends Repository {
  /** Takes in a commit that came along with another request. */
  remember(side: SideAnswer): void;
  /** Takes in where a branch stood at an instant; nothing where it had not begun. */
  rememberBefore(tip: string, instant: string, side: SideAnswer | undefined): void;
  rememberTags(tags: Fact<readonly Tag[]>): void;
  /** The same where they may take further requests: only once somebody asks. */
  readTagsBy(read: () => Promise<Fact<readonly Tag[]>>): void;
  /** Blobs that are likely to be asked for: they come along with the first that is. */
  expect(ids: readonly string[]): void;
}

function tagsUnread(): Promise<Fact<readonly Tag[]>> {
  return Promise.resolve(unavailable("upstream", "the tags were not read"));
}

export function githubRepository(access: GithubAccess): GithubRepository {
  const { client, loader, cache, repository } = access;
  const trees = repositoryTrees(access);
  const comparisons = new Map<string, Promise<Fact<Comparison>>>();
  const before = new Map<string, string | undefined>();
  let expected: readonly string[] = [];
  let tags = tagsUnread;

  const compare = (base: string, head: string): Promise<Fact<Comparison>> => {
    const key = `${base}...${head}`;
    const asked = comparisons.get(key) ?? compareCommits(client, repository, base, head);
    comparisons.set(key, asked);
    return asked;
  };

  return {
    remember: (side) => trees.remember(side),
    rememberBefore(tip, instant, side) {
      before.set(`${tip} ${instant}`, side?.oid);
      if (side === undefined) return;
      trees.remember(side);
      keepTexts(side, access);
    },
    async commitBefore(tip, instant) {
      const key = `${tip} ${instant}`;
      if (before.has(key)) return known(before.get(key));
      const side = (await loader.load({ type: "commit-before", id: tip, instant })) as Fact<
        SideAnswer | undefined
      >;
      if (side.state === "unavailable") return side;
      this.rememberBefore(tip, instant, side.value);
      return known(side.value?.oid);
    },
    rememberTags: (read) => void (tags = () => Promise.resolve(read)),
    readTagsBy(read) {
      let asked: Promise<Fact<readonly Tag[]>> | undefined;
      tags = () => (asked ??= read());
    },
    records: (revision) => trees.records(revision),
    files: (revision, folder) => trees.files(revision, folder),
    root: (revision) => trees.root(revision),
    expect: (ids) => void (expected = ids),
    async blob(id) {
      const cached = cache.blob(repository.id, id);
      if (cached) return known(cached);
      const along = expected.filter((each) => each !== id);
      expected = [];
      for (const each of along) void this.blob(each);
      const answer = (await loader.load({ type: "blob", id })) as Fact<BlobAnswer>;
      if (answer.state === "unavailable") return answer;
      const bytes = textOf(answer.value);
      const fact = bytes ? known(bytes) : await rawBlob(client, repository, answer.value);
      if (fact.state === "known") cache.keepBlob(repository.id, id, fact.value);
      return fact;
    },
    tags: () => tags(),
    customProperties: () => customProperties(client, repository, access.organization.properties),
    async mergeBase(one, other) {
      const comparison = await compare(one, other);
      return comparison.state === "known" ? known(comparison.value.mergeBase) : comparison;
    },
    async changedLines(base, head, paths): Promise<Fact<readonly ChangedLines[]>> {
      const comparison = await compare(base, head);
      if (comparison.state === "unavailable") return comparison;
      const found = paths.map((path) => comparison.value.lines.get(path));
      const absent = paths.find((_, i) => found[i] === undefined);
      return absent === undefined
        ? known(found.filter((each) => each !== undefined))
        : unavailable("upstream", `GitHub does not show which lines of ${absent} change`);
    },
  };
}
