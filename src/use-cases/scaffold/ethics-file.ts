import type { Catalogue, ReferenceChecklist } from "../../core/model/rule.ts";
import type { NewComponent, NewFile } from "./new-component.ts";

/** The lists of questions by the level from which a component works on them. */
const LISTS: readonly { readonly from: number; readonly list: string; readonly heading: string }[] =
  [
    { from: 4, list: "mltrl-pre-development", heading: "Pre-Development" },
    { from: 7, list: "mltrl-post-development", heading: "Post-Development" },
  ];

/** The ethics checklist of a component, every question open. */
export function ethicsFile(
  { id, level }: NewComponent,
  { checklists }: Pick<Catalogue, "checklists">,
): readonly NewFile[] {
  const parts = LISTS.filter(({ from }) => level >= from).flatMap(({ list, heading }) => {
    const reference = checklists.find(({ name }) => name === list);
    return reference === undefined ? [] : [partText(heading, reference)];
  });
  if (parts.length === 0) return [];
  return [
    {
      path: `.mltrl/ethics/${id}.md`,
      text: `# Ethics of ${id}

<!-- Answer below each question, indented; or write "N/A: " and the reason. The questions are
     paraphrased; in full they stand at ${checklists.find(({ name }) => name === LISTS[0]?.list)?.source ?? "the source"}. -->

${parts.join("\n\n")}
`,
    },
  ];
}

function partText(heading: string, { items }: ReferenceChecklist): string {
  const groups = Map.groupBy(items, ({ id }) => id.split("/").slice(1, -1).join("/"));
  const texts = [...groups].map(([group, questions]) => {
    const list = questions.map(({ text }, i) => `${i + 1}. ${text}?`).join("\n\n");
    return group === "" ? list : `### ${titleOf(group)}\n\n${list}`;
  });
  return [`## ${heading}`, ...texts].join("\n\n");
}

function titleOf(group: string): string {
  const words = group.replaceAll("-", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
