import type { Subject } from "./kinds/define-kind.ts";
import { KINDS } from "./kinds/index.ts";
import { isStricter } from "./policy/tighten.ts";
import type { Card } from "./model/card.ts";
import type { Level } from "./model/level.ts";
import type { ComponentPlan, Obligation } from "./model/obligation.ts";
import type { Policy } from "./model/policy.ts";
import type { Catalogue, Rule } from "./model/rule.ts";
import { levelOf, type Movement, type Step } from "./model/step.ts";
import type { Touch } from "./scope.ts";

/** What is known of one component before its rules are chosen. */
export interface ComponentState {
  readonly id: string;
  readonly system: boolean;
  /** Declared by the policy in force, and by the configuration that the head brings. */
  readonly declaredAt: { readonly base: boolean; readonly head: boolean };
  /** Levels of the cards; a component without a card is at level 0. */
  readonly from: Level;
  readonly to: Level;
  readonly card: Card | undefined;
  /** The card on the base branch: what exempts from a gate has to stand there already. */
  readonly cardAtBase: Card | undefined;
  readonly touch: Touch | undefined;
}

/** Decides what a pull request does to a component, and so which rules must hold. */
export function plan(policy: Policy, catalogue: Catalogue, state: ComponentState): ComponentPlan {
  const step = stepOf(state);
  return {
    id: state.id,
    step,
    obligations: activeRules(policy, catalogue).flatMap((rule) => {
      const because = isAbout(rule, subjectOf(state, step)) ? whyApplies(rule, step) : undefined;
      return because === undefined ? [] : [obligation(rule, because, policy, state, step)];
    }),
  };
}

function subjectOf({ system, card }: ComponentState, step: Step): Subject {
  if (step.movement === "remove") return "removal";
  return system && card === undefined ? "system" : "component";
}

function isAbout({ kind }: Rule, subject: Subject): boolean {
  return (KINDS.get(kind)?.subjects ?? ["component"]).includes(subject);
}

function stepOf({ id, system, declaredAt, from, to, touch }: ComponentState): Step {
  return {
    component: id,
    system,
    movement: movementOf(declaredAt, from, to, touch),
    from: declaredAt.base ? from : undefined,
    to: declaredAt.head ? to : undefined,
  };
}

function movementOf(
  declaredAt: ComponentState["declaredAt"],
  from: Level,
  to: Level,
  touch: Touch | undefined,
): Movement {
  if (!declaredAt.base) return "add";
  if (!declaredAt.head) return "remove";
  if (to > from) return "raise";
  if (to < from) return "lower";
  if (touch === undefined) return "untouched";
  return touch.content.length > 0 ? "content" : "records";
}

function activeRules(policy: Policy, catalogue: Catalogue): Rule[] {
  const chosen = new Set(catalogue.profiles.find(({ name }) => name === policy.profile)?.rules);
  return catalogue.rules.filter(({ id }) => {
    const severity = policy.rules.get(id)?.severity;
    return severity !== "off" && (chosen.has(id) || severity !== undefined);
  });
}

/**
 * A standing rule of gate g holds from the graduation g → g+1 on; one at graduation only while the
 * level rises through its gate. Rules of every gate always stand. A level that jumps answers for all
 * the gates it passes.
 */
function whyApplies(rule: Rule, step: Step): Obligation["because"] | undefined {
  if (rule.applies === "continuous") return undefined;
  const level = levelOf(step);
  const raised = step.movement === "raise" && step.from !== undefined && step.to !== undefined;
  const { from = 0, to = 0 } = step;
  if (rule.applies === "at-graduation") {
    const guarded = rule.gate === "every" || (rule.gate >= from && rule.gate < to);
    return raised && guarded ? "graduation" : undefined;
  }
  if (typeof rule.applies === "object" && level >= rule.applies.until) return undefined;
  if (rule.gate === "every") return "standing";
  if (raised && rule.gate >= from && rule.gate < to) return "graduation";
  return rule.gate < level ? "standing" : undefined;
}

function obligation(
  rule: Rule,
  because: Obligation["because"],
  policy: Policy,
  state: ComponentState,
  step: Step,
): Obligation {
  const override = policy.rules.get(rule.id);
  const exempt = because === "standing" ? notWalked(rule, state) : undefined;
  const compared = comparedWithDefault(rule, override?.params ?? {});
  return {
    rule,
    params: { ...rule.params, ...override?.params },
    severity: severityAt(override?.severity ?? rule.severity, levelOf(step)),
    because,
    ...(exempt !== undefined && { exempt }),
    ...(compared !== undefined && { comparedWithDefault: compared }),
  };
}

function severityAt(severity: Rule["severity"] | "off", level: Level): Obligation["severity"] {
  if (typeof severity === "object") {
    return level >= severity["blocking-from"] ? "blocking" : "advisory";
  }
  return severity === "blocking" ? "blocking" : "advisory";
}

/** A pull request may say so of a component that it brings; of one that is there it would relax its own gate. */
function notWalked(
  { gate }: Rule,
  { card, cardAtBase, declaredAt }: ComponentState,
): string | undefined {
  const start = card?.adopted ?? card?.entry;
  const before = declaredAt.base ? (cardAtBase?.adopted ?? cardAtBase?.entry) : start;
  const exempts = [start, before].every(
    (each) => gate !== "every" && each?.gatesNotWalked.includes(gate),
  );
  return start !== undefined && exempts
    ? `the component entered at level ${start.level} without walking this gate: ${start.reason}`
    : undefined;
}

function comparedWithDefault(
  rule: Rule,
  params: Readonly<Record<string, unknown>>,
): string | undefined {
  const words = Object.entries(params).flatMap(([name, value]) => {
    const usual = rule.params[name];
    if (typeof value !== "number" || typeof usual !== "number") return [];
    if (usual === undefined) return [];
    if (isStricter(rule.kind, name, usual, value)) {
      return [`${name} ${value} is below MLTRL's default of ${usual}`];
    }
    return isStricter(rule.kind, name, value, usual)
      ? [`${name} ${value} is stricter than MLTRL's default of ${usual}`]
      : [];
  });
  return words.length > 0 ? words.join("; ") : undefined;
}
