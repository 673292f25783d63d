import { compareBuild } from "semver";
import type { RegisteredVersion } from "../../core/model/facts.ts";
import type { ArtifactTag, Tag } from "../../core/model/version-tag.ts";
import { parseArtifactTag } from "./parse-artifact-tag.ts";

/** A tag that registers a version or takes it back. */
interface VersionTag extends ArtifactTag {
  readonly event: Extract<ArtifactTag["event"], { version: string }>;
}

/**
 * The tags that speak of an artifact: by its name, or by `folder:name` where the artifact lies below
 * that folder, as GTO calls what a `dvc.yaml` of the folder declares.
 */
export function tagsOfArtifact(
  tags: readonly Tag[],
  { name, path = "" }: { readonly name: string; readonly path?: string },
): readonly ArtifactTag[] {
  const named = tagsByName.get(tags) ?? groupByName(tags);
  tagsByName.set(tags, named);
  return (named.get(lastName(name)) ?? []).filter(({ artifact }) => {
    if (artifact === name) return true;
    const folder = artifact.slice(0, artifact.lastIndexOf(":"));
    return artifact === `${folder}:${name}` && path.startsWith(`${folder}/`);
  });
}

/** Every component asks the same tags for its own. */
const tagsByName = new WeakMap<readonly Tag[], ReadonlyMap<string, readonly ArtifactTag[]>>();

function groupByName(tags: readonly Tag[]): ReadonlyMap<string, readonly ArtifactTag[]> {
  const parsed = tags.map((tag) => parseArtifactTag(tag)).filter((tag) => tag !== undefined);
  return Map.groupBy(parsed, ({ artifact }) => lastName(artifact));
}

function lastName(artifact: string): string {
  return artifact.slice(artifact.lastIndexOf(":") + 1);
}

/**
 * The versions that are registered and were not taken back afterwards, in order of precedence. A
 * lightweight tag in GTO's form registers nothing.
 */
export function registeredVersions(tags: readonly ArtifactTag[]): readonly RegisteredVersion[] {
  return activeRegistrations(tags)
    .toSorted(
      (a, b) =>
        compareBuild(a.event.version, b.event.version) || (a.tag.name < b.tag.name ? -1 : 1),
    )
    .map(({ event, tag }) => ({
      version: event.version,
      tag: tag.name,
      annotated: tag.annotated,
      ...(tag.taggedAt !== undefined && { taggedAt: tag.taggedAt }),
    }));
}

/** What is wrong with the tags of an artifact, by tag: GTO's own commands would not have made them. */
export function tagProblems(tags: readonly ArtifactTag[]): ReadonlyMap<Tag, readonly string[]> {
  const problems = new Map<Tag, string[]>();
  const add = ({ tag }: ArtifactTag, problem: string): void => {
    problems.set(tag, [...(problems.get(tag) ?? []), problem]);
  };
  for (const each of tags) {
    if (!counts(each)) add(each, "is a lightweight tag, which counts for nothing; make it with -a");
  }
  const ofVersion = new Map<string, VersionTag[]>();
  const atCommit = new Map<string, VersionTag>();
  for (const each of activeRegistrations(tags).toSorted(byTime)) {
    const { event, tag } = each;
    const earlier = ofVersion.get(event.version) ?? [];
    ofVersion.set(event.version, [...earlier.slice(0, 1), each]);
    const same = earlier.find((other) => isRegisteredTwice(other, each));
    if (same) add(each, `registers ${event.version} again after ${same.tag.name}`);
    const other = atCommit.get(tag.commit);
    if (other === undefined) atCommit.set(tag.commit, each);
    else if (other.event.version !== event.version) {
      add(each, `stands on the commit of ${other.tag.name}: one content, two versions`);
    }
  }
  const [registrations, cancellations] = versionTags(tags);
  const registered = new Set(registrations.map(({ event }) => event.version));
  for (const each of cancellations.filter(({ event }) => !registered.has(event.version))) {
    add(each, `takes back ${each.event.version}, which nothing registers`);
  }
  return problems;
}

/** The same in sentences, with the end of the artifact if a tag says that. */
export function describeProblems(tags: readonly ArtifactTag[]): string[] {
  const end = deprecation(tags);
  return [
    ...[...tagProblems(tags)].flatMap(([{ name }, problems]) =>
      problems.map((problem) => `${name} ${problem}`),
    ),
    ...(end === undefined ? [] : [`${end.name} says that it is deprecated`]),
  ];
}

/** The tag that says last that nobody should use the artifact any more, if there is one. */
export function deprecation(tags: readonly ArtifactTag[]): Tag | undefined {
  return tags
    .filter((each) => each.event.action === "deprecate" && counts(each))
    .toSorted(byTime)
    .at(-1)?.tag;
}

function activeRegistrations(tags: readonly ArtifactTag[]): VersionTag[] {
  const [registrations, cancellations] = versionTags(tags.filter(counts));
  const cancelled = new Map<string, VersionTag>();
  for (const each of cancellations) {
    const last = cancelled.get(each.event.version);
    if (last === undefined || isAfter(each, last)) cancelled.set(each.event.version, each);
  }
  return registrations.filter((each) => {
    const by = cancelled.get(each.event.version);
    return by === undefined || isAfter(each, by);
  });
}

/** Tags that register a version, and those that take one back. */
function versionTags(
  tags: readonly ArtifactTag[],
): readonly [registrations: VersionTag[], cancellations: VersionTag[]] {
  const all = tags.filter((tag): tag is VersionTag => "version" in tag.event);
  return [
    all.filter(({ event }) => event.action === "register"),
    all.filter(({ event }) => event.action === "deregister"),
  ];
}

/** Plain tags are often lightweight: releases of GitHub are. */
function counts({ form, tag }: ArtifactTag): boolean {
  return form === "plain" || tag.annotated;
}

/** `nn@v1.0.0` beside `nn/v1.0.0` on the same commit is one registration in two forms. */
function isRegisteredTwice(one: VersionTag, other: VersionTag): boolean {
  return (
    one.event.version === other.event.version &&
    (one.form === other.form || one.tag.commit !== other.tag.commit)
  );
}

/** Whether an event came after another: by date, else by GTO's counter, which the first tag lacks. */
function isAfter(one: ArtifactTag, other: ArtifactTag): boolean {
  const [then, now] = [other.tag.taggedAt, one.tag.taggedAt];
  if (then !== undefined && now !== undefined && then !== now) return now > then;
  return (one.counter ?? 0) > (other.counter ?? 0);
}

/** An order that does not depend on how the tags were listed. */
function byTime(one: ArtifactTag, other: ArtifactTag): number {
  return (
    (one.tag.taggedAt ?? 0) - (other.tag.taggedAt ?? 0) ||
    (one.counter ?? 0) - (other.counter ?? 0) ||
    (one.tag.name < other.tag.name ? -1 : 1)
  );
}
