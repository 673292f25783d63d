import { conclusionOf } from "./conclusion.ts";
import type { Judged } from "./decide.ts";
import type { Finding } from "./model/finding.ts";
import type { ComponentPlan, Obligation } from "./model/obligation.ts";
import { placeText } from "./model/place.ts";
import type { Policy, RuleOverride } from "./model/policy.ts";
import type { Rule } from "./model/rule.ts";
import { numbersOf } from "./policy/rule-numbers.ts";

/** Changes that are told one by one. */
const MOST_CHANGES = 10;

/** A component as the newest ladder would judge it. */
export interface JudgedByNewest {
  readonly plan: ComponentPlan;
  /** Of what that asks otherwise; all the rest comes to what it comes to now. */
  readonly findings: readonly Finding[];
}

/** What another version of the rule set asks that this one does not ask, or asks otherwise. */
export function askedOtherwise(now: ComponentPlan, newer: ComponentPlan): readonly Obligation[] {
  const before = byRule(now);
  return newer.obligations.filter((obligation) => {
    const own = before.get(obligation.rule.id);
    return own === undefined || differences(own, obligation).length > 0;
  });
}

/**
 * What a newer ladder than the pinned one would change for the judged components, what each change would
 * come to, and how to move on. Told, and no verdict rests on it; undefined where it would change nothing.
 */
export function ladderNotice(
  newest: { readonly ladder: string; readonly rules: readonly Rule[] },
  policy: Pick<Policy, "ladder" | "rules" | "components">,
  judged: readonly Judged[],
  byNewest: ReadonlyMap<string, JudgedByNewest>,
): string | undefined {
  const changes = judged.flatMap((now) => {
    const component = now.plan.id;
    const newer = byNewest.get(component);
    return newer ? changesOf(now, newer).map((change) => ({ ...change, component })) : [];
  });
  const grouped = [...Map.groupBy(changes, ({ text }) => text)].toSorted(
    ([, [one]], [, [other]]) => Number(other?.breaks) - Number(one?.breaks),
  );
  const texts = grouped.map(
    ([text, of]) => `${text} (${of.length > 1 ? `${of.length} components` : of[0]?.component})`,
  );
  if (texts.length === 0) return undefined;
  const left = texts.length - MOST_CHANGES;
  const list = [...texts.slice(0, MOST_CHANGES), ...(left > 0 ? [`${left} more`] : [])].join("; ");
  return [
    `This is judged by ladder ${policy.ladder}, and there is ${newest.ladder}, which would change of what is judged here: ${list}.`,
    `To move on, write \`ladder: "${newest.ladder}"\` in .mltrl/config.yml${outdated(newest.rules, policy)}; until then nothing of it counts.`,
  ].join(" ");
}

/** Words of the repository on rules that are gone keep its file from being read under the newest ladder. */
function outdated(rules: readonly Rule[], policy: Pick<Policy, "rules" | "components">): string {
  const ids = new Set(rules.map(({ id }) => id));
  const words = [policy.rules, ...policy.components.map((component) => component.rules)];
  const gone = words
    .flatMap((each): [string, RuleOverride][] => [...each])
    .filter(([id, { place }]) => !ids.has(id) && place.path.startsWith(".mltrl/"))
    .map(([id, { place }]) => `${id} (${placeText(place)})`);
  return gone.length === 0 ? "" : ` and take out what it says of ${gone.join(", ")}`;
}

interface LadderChange {
  readonly text: string;
  /** Whether it turns something red that is not. */
  readonly breaks: boolean;
}

function changesOf(now: Judged, newer: JudgedByNewest): LadderChange[] {
  const [before, after] = [byRule(now.plan), byRule(newer.plan)];
  const gone = now.plan.obligations.filter(({ rule }) => !after.has(rule.id));
  return [
    ...askedOtherwise(now.plan, newer.plan).map((obligation) => {
      const { id } = obligation.rule;
      const own = before.get(id);
      const what =
        own === undefined
          ? `would be asked for (${obligation.severity})`
          : differences(own, obligation).join(" and ");
      const [was, is] = [findingOf(now.findings, id), findingOf(newer.findings, id)];
      return { text: `${id} ${what}: ${effect(was, is)}`, breaks: isRed(is) && !isRed(was) };
    }),
    ...gone.map(({ rule: { id } }) => {
      const was = isRed(findingOf(now.findings, id))
        ? "would fail no more"
        : "it does not fail now";
      return { text: `${id} would be asked for no more: ${was}`, breaks: false };
    }),
  ];
}

function findingOf(findings: readonly Finding[], id: string): Finding | undefined {
  return findings.find(({ rule }) => rule === id);
}

function effect(was: Finding | undefined, is: Finding | undefined): string {
  if (is === undefined) return "cannot be told";
  if (isRed(is)) return isRed(was) ? "fails as it does now" : "would newly fail";
  if (isRed(was)) return "would fail no more";
  if (is.outcome === "pending") {
    return `would wait for ${is.turn === "ci" ? "CI" : "people"}`;
  }
  if (is.outcome === "fail" || is.outcome === "unknown") return "would advise, and not block";
  return is.outcome === "pass" ? "would pass" : "would not block";
}

function isRed(finding: Finding | undefined): boolean {
  return finding !== undefined && conclusionOf([finding]) === "failure";
}

function byRule({ obligations }: ComponentPlan): ReadonlyMap<string, Obligation> {
  return new Map(obligations.map((obligation) => [obligation.rule.id, obligation]));
}

/** What one rule asks otherwise, each in words that go on after its name. */
function differences(one: Obligation, other: Obligation): string[] {
  const severity =
    one.severity === other.severity ? [] : [`would be ${other.severity}, not ${one.severity}`];
  if (one.rule.kind !== other.rule.kind) return ["would be judged otherwise", ...severity];
  const [was, is] = [numbersOf(one.params), numbersOf(other.params)];
  const numbers = [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => `${name} ${is.get(name) ?? "none"} instead of ${was.get(name) ?? "none"}`);
  const others = [...new Set([...Object.keys(one.params), ...Object.keys(other.params)])]
    .filter((name) => name !== "limits" && !was.has(name) && !is.has(name))
    .filter((name) => JSON.stringify(one.params[name]) !== JSON.stringify(other.params[name]))
    .map((name) => `another \`${name}\``);
  const asked = [...numbers, ...others];
  return [...(asked.length === 0 ? [] : [`would ask for ${asked.join(", ")}`]), ...severity];
}
