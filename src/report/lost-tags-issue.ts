import { z } from "zod";
import type { LostTag, ReportedTag, TagUse } from "../core/model/tag-change.ts";
import { code, plain } from "./escape.ts";

/** By what the issue on tags is known. */
export const TAGS_MARKER = "<!-- mltrl-gate tags ";

/** More fit into no issue; the ones that were lost last stay. */
const MOST_TAGS = 40;

/** Cards that rely on one tag, beyond which it is only said how many. */
const MOST_USES = 5;

/** Longest command that is shown whole: a tag's name may have 1,024 characters. */
const MAX_COMMAND = 1200;

const OBJECT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

const ENTRIES = z.array(
  z.object({
    tag: z.string(),
    object: z.string().regex(OBJECT),
    commit: z.string().regex(OBJECT),
    by: z.string(),
    at: z.string(),
  }),
);

/** The tags that an issue tells of. Whatever somebody made of its first line that we did not write is no entry. */
export function readLostTags(body: string): readonly LostTag[] {
  const [, written = ""] = /<!-- mltrl-gate tags (\S+) -->/.exec(body) ?? [];
  try {
    return ENTRIES.parse(JSON.parse(decodeURIComponent(written)));
  } catch {
    return [];
  }
}

/** What the issue says of tags that do not stand where they stood, and what it says when none is left. */
export function lostTagsIssue(
  tags: readonly ReportedTag[],
  unreadable: readonly string[],
): { readonly title: string; readonly body: string } {
  if (tags.length === 0) {
    return {
      title: "Version tags stand where they stood",
      body: [
        marker([]),
        "Every tag that this told of stands where it stood, or nothing here relies on it any more.",
      ].join("\n\n"),
    };
  }
  const listed = tags.slice(0, MOST_TAGS);
  return {
    title: "Version tags were moved or deleted",
    body: [
      marker(listed),
      "**Somebody should look at these tags: a version is what its tag names, and others may have pinned it.**",
      listed.map(lines).join("\n"),
      ...unreadable.map(
        (component) =>
          `The card of ${code(component)} cannot be read, so that what it relies on is not known.`,
      ),
      "The commands take a clone that still has the old tag; in any other call `git fetch origin` with the long id first. A tag that stands on its old commit again leaves this list, and the issue closes with the last one. If it was meant, say so here and close the issue; the next version is better off with a tag of its own. A ruleset for tags that restricts updates and deletions keeps it from happening.",
    ].join("\n\n"),
  };
}

function marker(tags: readonly LostTag[]): string {
  const kept = tags.map(({ tag, object, commit, by, at }) => ({ tag, object, commit, by, at }));
  return `${TAGS_MARKER}${encodeURIComponent(JSON.stringify(kept))} -->`;
}

function lines({ tag, object, commit, by, at, now, uses }: ReportedTag): string {
  const what =
    now === undefined ? `was deleted; it named ${commit}` : `was moved from ${commit} to ${now}`;
  const who = by === "" ? "" : ` by ${code(by)}`;
  const shown = uses.slice(0, MOST_USES).map(useText);
  const more = uses.length > MOST_USES ? [`${uses.length - MOST_USES} more`] : [];
  const relying = uses.length === 0 ? "no card that could be read" : [...shown, ...more].join("; ");
  const command = `git push --force origin '${object}:refs/tags/${tag}'`;
  return [
    `- ${code(tag)} ${what}`,
    `  - pushed${who}, noticed at ${plain(at)}`,
    `  - relied on by ${relying}`,
    `  - to put it back: ${code(command, MAX_COMMAND)}`,
  ].join("\n");
}

function useText({ component, what, name = "", version }: TagUse): string {
  if (what === "deployed") return `${code(component)}, of which ${code(version ?? "")} runs`;
  const at = version === undefined ? "" : `, on its card at ${code(version)}`;
  return `${code(component)} by its ${what} ${code(name)}${at}`;
}
