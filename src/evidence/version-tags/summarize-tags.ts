import type { ArtifactTag, Tag, TagEvent } from "../../core/model/version-tag.ts";
import { isSemanticVersion, parseArtifactTag } from "./parse-artifact-tag.ts";
import { deprecation, tagProblems } from "./registered-versions.ts";

/** More tags than any repository holds that people look at. */
const MAX_LINES = 100_000;

/** One tag, as `mltrl inspect` shows it. */
export interface TagItem {
  readonly tag: string;
  readonly artifact?: string;
  /** Absent where the tag says nothing of an artifact. */
  readonly event?: TagEvent["action"];
  readonly version?: string;
  readonly stage?: string;
  readonly problems: readonly string[];
}

/**
 * What a list of tags says of artifacts, in its order. A line is a name, or what git prints of a tag:
 * `git for-each-ref` (its own form or `%(objecttype) %(refname:strip=2) %(*objectname)
 * %(taggerdate:unix)`), `git show-ref` or `git ls-remote`.
 */
export function summarizeTags(text: string): { readonly items: readonly TagItem[] } {
  const lines = text.split(/\r?\n/, MAX_LINES).filter((line) => line.trim() !== "");
  const tags = lines.map((line) => tagOf(line)).filter((tag) => tag !== undefined);
  const read = tags.map((tag) => ({ tag, parsed: parseArtifactTag(tag) }));
  const parsed = read.map((each) => each.parsed).filter((each) => each !== undefined);
  const problems = new Map<Tag, readonly string[]>();
  for (const own of Map.groupBy(parsed, ({ artifact }) => artifact).values()) {
    for (const [tag, found] of [...tagProblems(own), ...afterTheEnd(own)]) {
      problems.set(tag, [...(problems.get(tag) ?? []), ...found]);
    }
  }
  return {
    items: read.map(({ tag, parsed: each }) =>
      each === undefined
        ? { tag: tag.name, problems: whyNone(tag.name) }
        : itemOf(each, problems.get(tag) ?? []),
    ),
  };
}

function itemOf({ tag, artifact, event }: ArtifactTag, problems: readonly string[]): TagItem {
  return {
    tag: tag.name,
    artifact,
    event: event.action,
    ...("version" in event && { version: event.version }),
    ...("stage" in event && { stage: event.stage }),
    problems,
  };
}

function afterTheEnd(tags: readonly ArtifactTag[]): [Tag, readonly string[]][] {
  const end = deprecation(tags)?.taggedAt;
  if (end === undefined) return [];
  return tags
    .filter(({ tag }) => (tag.taggedAt ?? 0) > end)
    .map(({ tag }) => [tag, ["comes after the artifact was deprecated"]]);
}

const OBJECT_TYPES: ReadonlySet<string> = new Set(["tag", "commit", "tree", "blob"]);
const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** A name of a tag holds no white space (git-check-ref-format). A plain name says nothing of its kind. */
function tagOf(line: string): Tag | undefined {
  const fields = line.trim().split(/\s+/);
  const type = fields.find((field) => OBJECT_TYPES.has(field));
  const ids = fields.filter((field) => OBJECT_ID.test(field));
  const rest = fields.filter(
    (field) => fields.length === 1 || (!OBJECT_TYPES.has(field) && !OBJECT_ID.test(field)),
  );
  const name = rest.find((field) => field.startsWith("refs/")) ?? rest[0];
  const seconds = Number(rest.find((field) => /^\d{9,11}$/.test(field) && field !== name));
  // Branches, and the second line that ls-remote prints of an annotated tag.
  if (name === undefined || name.endsWith("^{}")) return undefined;
  if (name.startsWith("refs/") && !name.startsWith("refs/tags/")) return undefined;
  return {
    name: name.replace(/^refs\/tags\//, ""),
    // Tags of which the commit is not told are not said to share one.
    commit: ids.at(-1) ?? `unknown: ${name}`,
    annotated: type === undefined || type === "tag",
    ...(seconds > 0 && { taggedAt: seconds }),
  };
}

/** Why a tag that looks like one of GTO's is none. Of any other tag nothing is expected. */
function whyNone(name: string): readonly string[] {
  const at = name.indexOf("@");
  if (at === 0) return ["a name cannot begin with @: GTO has no scoped names"];
  if (at > 0 && name.includes("#") && name.indexOf("#") < at) {
    return ["a tag registers a version or assigns a stage, not both"];
  }
  if (at < 0) {
    return name.includes("#") ? ["expected a name, # and a stage, such as nn#prod"] : [];
  }
  const event = name.slice(at + 1).replace(/#\d+$/, "");
  if (isSemanticVersion(event)) return [`expected a v before the version: @v${event}`];
  if (parseArtifactTag({ name: `name${name.slice(at)}`, commit: "", annotated: true })) {
    return [
      `expected a name of letters, digits, -, _ and / that begins and ends with a letter or digit, got "${name.slice(0, Math.min(at, 100))}"`,
    ];
  }
  return [`expected @v and a semantic version with three numbers, got "@${event.slice(0, 100)}"`];
}
