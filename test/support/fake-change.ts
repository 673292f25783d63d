import type { Change, Comment, Review } from "../../src/core/model/change.ts";
import { type Fact, known } from "../../src/core/model/fact.ts";
import type { ChangedFile } from "../../src/core/model/tree.ts";
import type { Tag } from "../../src/core/model/version-tag.ts";
import type { ChangeSource } from "../../src/ports/change-source.ts";
import type { Repository } from "../../src/ports/repository.ts";
import type { JudgePorts } from "../../src/use-cases/judge.ts";
import { fakeCiReports, type FakeRun } from "./fake-ci-reports.ts";
import { fakePeople, type FakePeople } from "./fake-people.ts";
import { fakeRepository, type FakeTree, objectId } from "./fake-repository.ts";

/** Commit ids that can be told apart at a glance. */
export const BASE = "ba5e".padEnd(40, "0");
export const HEAD = "4ead".padEnd(40, "0");
const ORIGIN = "0519".padEnd(40, "0");
const BEFORE = "bef0".padEnd(40, "0");
const DEFAULT = "defa".padEnd(40, "0");

/** A pull request by the files it leads from and to. */
export interface FakeChangeDescription {
  readonly base: FakeTree;
  readonly head: FakeTree;
  /** Where head left base, if base has moved on since. */
  readonly mergeBase?: FakeTree;
  /** The default branch, if that is not the base. */
  readonly defaultBranch?: FakeTree;
  /** The base branch as it stood some days ago; `none` where it had not begun. */
  readonly before?: FakeTree | "none";
  /** Further revisions, such as heads of the past. */
  readonly revisions?: Readonly<Record<string, FakeTree>>;
  readonly tags?: readonly Tag[];
  readonly people?: FakePeople;
  /** What CI has run, and what it delivered. */
  readonly runs?: readonly FakeRun[];
  readonly customProperties?: Readonly<Record<string, readonly string[]>>;
  readonly reviews?: readonly Review[];
  readonly comments?: readonly Comment[];
  /** Whatever else is different. */
  readonly change?: Partial<Change>;
}

export interface FakeChange extends JudgePorts {
  readonly change: Change;
  readonly source: ChangeSource;
  readonly repository: Repository;
}

/** A change with the repository and the people around it. */
export function fakeChange(description: FakeChangeDescription): FakeChange {
  const { base, head, mergeBase = base, defaultBranch = base, revisions = {} } = description;
  const { before } = description;
  const repository = fakeRepository({
    revisions: {
      ...revisions,
      [ORIGIN]: mergeBase,
      [BASE]: base,
      [HEAD]: head,
      [DEFAULT]: defaultBranch,
      ...(typeof before === "object" && { [BEFORE]: before }),
    },
    ...(before !== undefined && { before: before === "none" ? before : BEFORE }),
    mergeBase: ORIGIN,
    ...(description.tags && { tags: description.tags }),
    ...(description.customProperties && { customProperties: description.customProperties }),
  });
  const change: Change = {
    title: "A change",
    defaultBranch: "main",
    baseRef: "main",
    headRef: "topic",
    defaultTip: description.defaultBranch ? DEFAULT : BASE,
    baseTip: BASE,
    head: HEAD,
    state: "open",
    draft: false,
    fromFork: false,
    archived: false,
    author: { login: "ml-engineer", bot: false },
    changedFiles: known(changedFiles(mergeBase, head)),
    behindBase: known(description.mergeBase !== undefined),
    contributors: known({ logins: ["ml-engineer"], unlinked: [] }),
    reviews: known(description.reviews ?? []),
    comments: known(description.comments ?? []),
    replacedHeads: known([]),
    askedReviewers: known([]),
    codeOwners: known(undefined),
    checkRuns: known([]),
    requiredChecks: known([]),
    siblings: [],
    now: "2026-06-01T12:00:00.000Z",
    ...description.change,
  };
  return {
    change,
    source: { read: () => Promise.resolve<Fact<Change>>(known(change)) },
    repository,
    people: fakePeople(description.people),
    ci: fakeCiReports(description.runs),
  };
}

/** A review that somebody gave on a commit. */
export function aReview(
  login: string,
  state: Review["state"] = "approved",
  commit = HEAD,
  submittedAt = "2026-06-01T10:00:00Z",
): Review {
  return { author: { login, bot: false }, state, commit, submittedAt, body: "", edited: false };
}

/** What differs between two trees, as GitHub lists it; moves of equal content are renames. */
export function changedFiles(before: FakeTree, after: FakeTree): ChangedFile[] {
  const removed = Object.keys(before).filter((path) => !Object.hasOwn(after, path));
  const files: ChangedFile[] = [];
  for (const [path, file] of Object.entries(after)) {
    const old = before[path];
    if (old === undefined) {
      const from = removed.findIndex((each) => objectId(before[each] ?? "") === objectId(file));
      const [previousPath] = from === -1 ? [] : removed.splice(from, 1);
      files.push(
        previousPath === undefined
          ? { path, status: "added" }
          : { path, status: "renamed", previousPath },
      );
    } else if (objectId(old) !== objectId(file)) files.push({ path, status: "modified" });
  }
  return [...files, ...removed.map((path): ChangedFile => ({ path, status: "removed" }))];
}
