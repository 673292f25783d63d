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
    problems: items.flatMap(({ tag, problems }) =>
      problems.map((problem) => ({ message: `${tag}: ${problem}` })),
    ),
  };
}
