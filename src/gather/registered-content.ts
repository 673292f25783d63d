import type { ContentChange } from "../core/model/artifact-content.ts";
import type { Artifact } from "../core/model/card.ts";
import type { RegisteredVersion } from "../core/model/facts.ts";
import type { Tag } from "../core/model/version-tag.ts";
import { precedence } from "../evidence/version-tags/precedence.ts";
import type { Repository } from "../ports/repository.ts";
import { gatherCard } from "./card.ts";
import { artifactContent } from "./content-id/artifact-content.ts";
import { compareArtifacts, type Located } from "./content-id/compare-artifacts.ts";
import { declaredArtifact } from "./content-id/declared-artifact.ts";
import { discreetChange } from "./content-id/discreet.ts";
import type { GatherContext } from "./context.ts";
import { viewAt } from "./view.ts";

/** Of so many versions on either side of the declared one is asked at most: each may cost a request. */
const MAX_ASKED = 5;

/** The same tags are asked for by every artifact. */
const commitsOf = new WeakMap<readonly Tag[], ReadonlyMap<string, string>>();

interface Question {
  readonly artifact: Artifact;
  readonly base: Artifact | undefined;
  /** What is judged. */
  readonly now: Located;
  /** Whether it differs from base, or may. */
  readonly changed: boolean;
  readonly context: GatherContext;
}

/**
 * Looks up what the tags stand on that the declared version is measured by: the tags of that very
 * version, the greatest above it that base has in its history, and, where content changes and the
 * version on the card does not, the greatest below it. Of other versions nobody asks.
 */
export async function lookUpVersions(
  registered: readonly RegisteredVersion[],
  tags: readonly Tag[],
  question: Question,
): Promise<readonly RegisteredVersion[]> {
  const { artifact, base, changed } = question;
  const declared = artifact.version?.text.trim() ?? "";
  const commits = commitsOf.get(tags) ?? new Map(tags.map(({ name, commit }) => [name, commit]));
  commitsOf.set(tags, commits);
  const order = ({ version }: RegisteredVersion): number | undefined =>
    precedence(version, declared);
  const looked = new Map<string, RegisteredVersion>();
  for (const version of registered.filter((each) => order(each) === 0)) {
    const found = await withContent(version, commits, question);
    const same = found.change?.state === "same";
    looked.set(version.tag, same ? found : await withHistory(found, commits, question));
  }
  const unraised = changed && base?.version?.text.trim() === artifact.version?.text.trim();
  const sides = [
    registered.filter((each) => (order(each) ?? 0) > 0),
    unraised ? registered.filter((each) => (order(each) ?? 0) < 0) : [],
  ];
  for (const side of sides) {
    for (const version of side.toReversed().slice(0, MAX_ASKED)) {
      const found = await withHistory(version, commits, question);
      looked.set(version.tag, found);
      if (found.inBase !== true) continue;
      looked.set(version.tag, await withContent(found, commits, question));
      break;
    }
  }
  return registered.map((version) => looked.get(version.tag) ?? version);
}

async function withHistory(
  version: RegisteredVersion,
  commits: ReadonlyMap<string, string>,
  { context: { repository, change } }: Question,
): Promise<RegisteredVersion> {
  const commit = commits.get(version.tag) ?? "";
  const inBase = await isAncestor(repository, commit, change.baseTip);
  return inBase === undefined ? version : { ...version, inBase };
}

/** Undefined where it is not told, as in a shallow clone. */
async function isAncestor(
  repository: Repository,
  commit: string,
  of: string,
): Promise<boolean | undefined> {
  if (commit === of) return true;
  const meeting = await repository.mergeBase(commit, of);
  return meeting.state === "known" ? meeting.value === commit : undefined;
}

/** Adds what stood there, by the card of that time: what is pinned by a digest had another one then. */
async function withContent(
  version: RegisteredVersion,
  commits: ReadonlyMap<string, string>,
  { artifact, now, context }: Question,
): Promise<RegisteredVersion> {
  const view = await viewAt(context.repository, commits.get(version.tag) ?? "");
  if (view.state === "unavailable") return version;
  const card = await gatherCard(view.value, context.component.id);
  const artifacts =
    card.state === "known" ? [...(card.value?.models ?? []), ...(card.value?.datasets ?? [])] : [];
  const onCard = artifacts.find(({ name }) => name === artifact.name);
  const then = await declaredArtifact(onCard ?? artifact, view.value);
  if (then.state === "unavailable") return version;
  const change = await changeSince(then.value, now, view.value);
  const declaredThere = onCard && then.value.version?.text.trim();
  return {
    ...version,
    ...(change && { change: discreetChange(artifact, change) }),
    ...(declaredThere !== undefined && declaredThere !== version.version && { declaredThere }),
  };
}

async function changeSince(
  then: Artifact,
  now: Located,
  view: Located["view"],
): Promise<ContentChange | undefined> {
  const content = await artifactContent(then, view);
  if (content.state === "unavailable" || content.value === undefined) return undefined;
  const change = await compareArtifacts({ content: content.value, view }, now);
  return change.state === "known" ? change.value : undefined;
}
