import type { ComponentDecision } from "../core/model/decision.ts";
import { count } from "./count.ts";
import type { Section } from "./cut.ts";
import { code, prose } from "./escape.ts";
import { riskMatrix } from "./risk-matrix.ts";

/** As many ids as a cell names. */
const MOST_IN_A_CELL = 8;

/** The risk matrix of a component that rises, folded; nothing where no requirement has a risk. */
export function riskSections(components: readonly ComponentDecision[]): Section[] {
  return components.flatMap(({ id, requirements = [] }) => {
    const { columns, rows, unscored } = riskMatrix(requirements);
    const scored = requirements.length - unscored.length;
    if (scored === 0) return [];
    return [
      {
        name: `Risk of ${code(id)}`,
        open: [
          `<details>\n<summary>Risk of ${id} (${count(scored, "requirement")})</summary>\n`,
          `| failure \\ value | ${columns.join(" | ")} |`,
          `|---|${columns.map(() => "---|").join("")}`,
        ].join("\n"),
        items: rows.map(({ band, cells }) => `| ${band} | ${cells.map(cellText).join(" | ")} |`),
        close: `\n${noteOf(unscored)}\n</details>`,
      },
    ];
  });
}

function cellText(ids: readonly string[]): string {
  const more = ids.length - MOST_IN_A_CELL;
  return prose(ids.slice(0, MOST_IN_A_CELL).join(", ")) + (more > 0 ? ` +${more}` : "");
}

function noteOf(unscored: readonly string[]): string {
  const without = unscored.length > 0 ? ` Without a risk: ${cellText(unscored)}.` : "";
  return `Probability of failure by value at stake. With \\*: what mitigation leaves.${without}`;
}
