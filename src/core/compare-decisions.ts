import type { Conclusion } from "./model/conclusion.ts";
import type { CheckDecision, Decision } from "./model/decision.ts";
import { type Finding, withoutGrace } from "./model/finding.ts";
import type { ComparedConclusion } from "./model/policy-edit.ts";
import type { Colour, Difference, SeenFinding, TurnedRule } from "./model/simulation.ts";

/** What is different between two verdicts, by check, component and rule. */
export function compareDecisions(before: Decision, after: Decision): Difference {
  return {
    checks: compareChecks(before.checks, after.checks),
    components: conclusions(before.components.map(byId), after.components.map(byId)).filter(
      (each) => each.before !== each.after,
    ),
    rules: turnedRules(seenIn(before), seenIn(after)),
  };
}

/** Every check of either side, by name. */
export function compareChecks(
  before: readonly CheckDecision[],
  after: readonly CheckDecision[],
): ComparedConclusion[] {
  return conclusions(before.map(byName), after.map(byName));
}

type Concluded = readonly [name: string, conclusion: Conclusion];

function byName({ name, conclusion }: CheckDecision): Concluded {
  return [name, conclusion];
}

function byId({ id, conclusion }: Decision["components"][number]): Concluded {
  return [id, conclusion];
}

function conclusions(
  before: readonly Concluded[],
  after: readonly Concluded[],
): ComparedConclusion[] {
  const was = new Map(before);
  const is = new Map(after);
  return [...new Set([...was.keys(), ...is.keys()])].map((name) => ({
    name,
    before: was.get(name),
    after: is.get(name),
  }));
}

/** What rules came to, by component and rule; of several findings of one rule the worst. */
type Seen = ReadonlyMap<string, ReadonlyMap<string, SeenFinding>>;

function seenIn({ checks, components }: Decision): Seen {
  const strict = new Set(
    checks.filter((check) => check.strict).flatMap((check) => check.components),
  );
  const found = [
    ...components.flatMap(({ id, findings }) =>
      findings.map((finding) => ({ ...finding, component: id })),
    ),
    ...checks.flatMap(({ findings }) => findings),
  ];
  return new Map(
    [...Map.groupBy(found, ({ component }) => component)].map(([component, findings]) => {
      const worst = findings
        .map((finding) => (strict.has(component) ? withoutGrace(finding) : finding))
        .map((finding) => [finding.rule, seen(finding)] as const)
        // A map keeps the last of a name.
        .toSorted(([, a], [, b]) => SEVERITY.indexOf(a.colour) - SEVERITY.indexOf(b.colour));
      return [component, new Map(worst)];
    }),
  );
}

/** From the least to the worst. */
const SEVERITY: readonly Colour[] = ["green", "waiting", "red"];

function seen({ outcome, severity, reason, grace }: Omit<Finding, "evidence">): SeenFinding {
  return {
    colour: colourOf({ outcome, severity, ...(grace && { grace }) }),
    outcome,
    severity,
    reason,
  };
}

/** What a finding does to its component. */
export function colourOf({
  outcome,
  severity,
  grace,
}: Pick<Finding, "outcome" | "severity" | "grace">): Colour {
  if (severity !== "blocking" || grace !== undefined) return "green";
  if (outcome === "fail" || outcome === "unknown") return "red";
  return outcome === "pending" ? "waiting" : "green";
}

function turnedRules(before: Seen, after: Seen): TurnedRule[] {
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((component) => {
    const was = before.get(component);
    const is = after.get(component);
    const rules = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
    return [...rules].toSorted().flatMap((rule): TurnedRule[] => {
      const [one, other] = [was?.get(rule), is?.get(rule)];
      const turns = other?.colour ?? "green";
      return (one?.colour ?? "green") === turns
        ? []
        : [{ component, rule, before: one, after: other, turns }];
    });
  });
}
