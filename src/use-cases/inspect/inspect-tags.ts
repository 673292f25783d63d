import { summarizeTags } from "../../evidence/version-tags/summarize-tags.ts";
import type { InspectedFile, Understood } from "./understood.ts";

/** A list of git tags, one a line: what each says of which artifact. */
export function inspectTags({ text }: InspectedFile): Understood {
  const { items } = summarizeTags(text);
  const events = Map.groupBy(items, ({ event }) => event ?? "none");
  return {
    kind: "tags",
    format: "git-tags",
    items: items.map((item) => ({ ...item })),
    summary: {
      tags: items.length,
      artifacts: new Set(items.flatMap(({ artifact }) => artifact ?? [])).size,
      events: Object.fromEntries([...events].map(([event, of]) => [event, of.length])),
    },
    problems: items.every(({ event, problems }) => event === undefined && problems.length === 0)
      ? [{ message: "no line is a tag that says something of an artifact, such as nn@v1.2.0" }]
      : items.flatMap(({ tag, problems }) =>
          problems.map((problem) => ({ message: `${tag}: ${problem}` })),
        ),
  };
}
