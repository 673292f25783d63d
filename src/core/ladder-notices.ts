import type { Judged } from "./decide.ts";
import type { Finding } from "./model/finding.ts";
import type { ComponentPlan, Obligation } from "./model/obligation.ts";

/** Changes that are told one by one. */
const MOST_CHANGES = 10;

/** A component that was judged by the pinned ladder, and what the newest would judge of it. */
export interface JudgedByLadder {
  readonly judged: Judged;
  readonly newer: ComponentPlan | undefined;
}

/**
 * What a newer ladder than the pinned one would change for the judged components: told, and nothing judged
 * by it. What it would find is said only where it asks the same of what is known already.
 */
export function ladderNotices(
  { pinned, newest }: { readonly pinned: string; readonly newest: string },
  components: readonly JudgedByLadder[],
): string[] {
  if (pinned === newest) return [];
  const changes = components.flatMap(({ judged, newer }) =>
    newer === undefined
      ? []
      : changesOf(judged, newer).map((text) => ({ text, component: judged.plan.id })),
  );
  const texts = [...Map.groupBy(changes, ({ text }) => text)].map(
    ([text, of]) => `${text} (${of.length > 1 ? `${of.length} components` : of[0]?.component})`,
  );
  const left = texts.length - MOST_CHANGES;
  const list = [...texts.slice(0, MOST_CHANGES), ...(left > 0 ? [`${left} more`] : [])].join("; ");
  const what = list === "" ? "would ask the same here" : `would change what is asked: ${list}`;
  return [
    `This is judged by ladder ${pinned}, and there is ${newest}, which ${what}. It counts once \`ladder: "${newest}"\` stands in .mltrl/config.yml.`,
  ];
}

function changesOf({ plan, findings }: Judged, newer: ComponentPlan): string[] {
  const before = byRule(plan);
  const after = byRule(newer);
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].flatMap((id) => {
    const change = changeOf(
      before.get(id),
      after.get(id),
      findings.find(({ rule }) => rule === id),
    );
    return change === undefined ? [] : [`${id} ${change}`];
  });
}

function byRule({ obligations }: ComponentPlan): ReadonlyMap<string, Obligation> {
  return new Map(obligations.map((obligation) => [obligation.rule.id, obligation]));
}

function changeOf(
  before: Obligation | undefined,
  after: Obligation | undefined,
  finding: Finding | undefined,
): string | undefined {
  if (before === undefined) return after && `is new and ${after.severity}`;
  if (after === undefined) return "is asked for no more";
  if (asked(before) !== asked(after)) return `asks for something else and is ${after.severity}`;
  if (before.severity === after.severity) return undefined;
  const fails = finding?.outcome === "fail" || finding?.outcome === "unknown";
  return `is ${after.severity} there${fails ? " and does not hold now" : ""}`;
}

function asked({ rule, params }: Obligation): string {
  return JSON.stringify([rule.kind, params]);
}
