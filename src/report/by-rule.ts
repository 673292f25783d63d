import { compare, type ComponentFinding } from "./standing.ts";

/** Above this, readers look for rules rather than for components. */
export const MOST_COMPONENTS = 5;

/** What stands in a remedy for the name of each of many components. */
export const ANY_COMPONENT = "COMPONENT";

/** What one rule found of several components, in the order of their names. */
export interface RuleFindings {
  readonly rule: string;
  readonly findings: readonly ComponentFinding[];
  /** How many components there are. */
  readonly components: number;
  /** What is wrong, where it is the same for all. */
  readonly reason: string | undefined;
  /** How the policy differs from the default, where it does so for all alike. */
  readonly compared: string | undefined;
}

/** What is said of several findings together, and need not be of each. */
export interface AlreadySaid {
  readonly reason?: boolean;
  readonly compared?: boolean;
}

/**
 * Findings of many components rule by rule, so that what is asked for and how to mend it stands once;
 * undefined where they are of few components, or of as many rules: then each component is told by itself.
 */
export function byRule(findings: readonly ComponentFinding[]): readonly RuleFindings[] | undefined {
  const components = new Set(findings.map(({ component }) => component));
  if (components.size <= MOST_COMPONENTS) return undefined;
  const groups = Map.groupBy(findings, ({ rule }) => rule);
  return groups.size < components.size
    ? [...groups].map(([rule, each]) => groupOf(rule, each))
    : undefined;
}

/** Rows of all rules together: with the links of each, what a field of a check run has room for. */
const MOST_ROWS = 120;
const FEWEST_ROWS = 3;

/** How many components each rule may list, so that every rule is seen and not only the first ones. */
export function rowsOf(groups: readonly RuleFindings[]): number {
  const rows = groups.reduce((sum, { findings }) => sum + findings.length, 0);
  if (rows <= MOST_ROWS) return rows;
  return Math.max(FEWEST_ROWS, Math.floor(MOST_ROWS / groups.length));
}

/** Says of how many more findings a list does not speak; nothing if there are none. */
export function restText(number: number): string[] {
  return number > 0 ? [`and ${number} more; \`mltrl check\` names them all`] : [];
}

function groupOf(rule: string, findings: readonly ComponentFinding[]): RuleFindings {
  return {
    rule,
    findings: findings.toSorted((a, b) => compare(a.component, b.component)),
    components: new Set(findings.map(({ component }) => component)).size,
    reason: sharedBy(findings, ({ reason }) => reason),
    compared: sharedBy(findings, ({ comparedWithDefault }) => comparedWithDefault),
  };
}

function sharedBy(
  findings: readonly ComponentFinding[],
  textOf: (finding: ComponentFinding) => string | undefined,
): string | undefined {
  const [text, ...others] = new Set(findings.map(textOf));
  return others.length === 0 && findings.length > 1 ? text : undefined;
}
