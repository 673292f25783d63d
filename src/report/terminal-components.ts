import type { ComponentDecision } from "../core/model/decision.ts";
import type { Rule } from "../core/model/rule.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import type { ComponentFinding, Standing } from "./standing.ts";
import { stepText } from "./step-name.ts";
import type { Style } from "./style.ts";
import { switchedOffText } from "./switched-off.ts";
import { findingLines } from "./terminal-finding.ts";
import { wrap } from "./wrap.ts";

/** A component and how it stands. */
export interface StandingComponent {
  readonly component: ComponentDecision;
  readonly standing: Standing;
}

/** How findings are shown. */
export interface Showing {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly style: Style;
  /** What holds and what does not apply is listed as well. */
  readonly all?: boolean;
}

/** Component by component: those with news, then the others in a line each. */
export function componentBlocks(
  components: readonly StandingComponent[],
  showing: Showing,
): string[][] {
  const blocks = components.map((each) => componentLines(each, showing));
  return [
    ...blocks.filter((lines) => lines.length > 1),
    blocks.filter((lines) => lines.length === 1).flat(),
  ];
}

/** Findings that people have to know of, the most pressing first. */
export const NEWS = ["fixes", "waiting", "waived", "inGrace", "advice"] as const;

/** What people have to know of a component. */
export function newsOf(standing: Standing): readonly ComponentFinding[] {
  return NEWS.flatMap((sort) => standing[sort]);
}

/** One component: its name, then each finding. */
export function componentLines(
  { component, standing }: StandingComponent,
  { rules, style, all = false }: Showing,
): string[] {
  const { holds, notApplicable, off } = standing;
  const shown = [...newsOf(standing), ...(all ? [...holds, ...notApplicable, ...off] : [])];
  const held = rest(standing, all);
  const name = `${style.bold(plain(component.id))}  ${stepText(component)}`.trimEnd();
  if (shown.length === 0) {
    const [first = "", ...others] = held;
    return [
      `${style.good("✓")} ${name}${style.dim(first === "" ? "" : `  ${first}`)}`,
      ...others.map((text) => style.dim(`  ${text}`)),
    ];
  }
  return [
    name,
    ...shown.flatMap((finding) => findingLines(finding, rules, style)),
    ...held.map((text) => style.dim(`  ${text}`)),
  ];
}

function rest({ holds, notApplicable, off }: Standing, all: boolean): string[] {
  if (all) return [];
  const held = holds.length === 0 ? [] : [count(holds.length, "rule holds", "rules hold")];
  const none = notApplicable.length;
  const parts = [
    ...held,
    ...(none === 0 ? [] : [`${none} ${none === 1 ? "does" : "do"} not apply`]),
  ];
  const mended = holds.filter(({ since }) => since === "mended").map(({ rule }) => plain(rule));
  return [
    ...(parts.length === 0 ? [] : [parts.join(", ")]),
    ...(mended.length === 0 ? [] : wrap(`mended here: ${mended.join(", ")}`, "")),
    ...switchedOffText(off).flatMap((text) => wrap(text, "")),
  ];
}
