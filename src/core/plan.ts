import type { Subject } from "./kinds/define-kind.ts";
import { KINDS } from "./kinds/index.ts";
import { activeRules, rulesSwitchedOff } from "./policy/active-rules.ts";
import { comparedWithDefault } from "./policy/compared-with-default.ts";
import { withOverrides } from "./policy/rule-numbers.ts";
import { overrideFor } from "./policy/rule-override.ts";
import type { Card } from "./model/card.ts";
import { type Hotfix, hotfixStandIn, isReplacedByHotfix } from "./model/hotfix.ts";
import type { Level } from "./model/level.ts";
import type { ComponentPlan, Obligation } from "./model/obligation.ts";
import type { Policy } from "./model/policy.ts";
import type { Catalogue, Rule } from "./model/rule.ts";
import { paramsAt } from "./params-at.ts";
import { severityAt } from "./model/severity.ts";
import { graduationOf, levelOf, type Movement, type Step } from "./model/step.ts";
import { endedText, waiverState } from "./model/waiver.ts";
import { isWaivable, waiverRoleOf } from "./policy/waiver-rights.ts";
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
  /** A review record from 9 to 9 is new here: a deployed component graduates again in place. */
  readonly renews?: boolean;
  /** Merged reviews that show the content as merged at the level of the head already, by path. */
  readonly provenBy?: readonly string[];
  /** Whether a check on the branch asks for a level: what is merged there is for others to use. */
  readonly toRelease?: boolean;
  /** What stands in for the panel in this pull request. */
  readonly hotfix?: Hotfix;
  /** Server time, ISO 8601: waivers begin and end. */
  readonly now: string;
}

/** Decides what a pull request does to a component, and so which rules must hold. */
export function plan(whole: Policy, catalogue: Catalogue, state: ComponentState): ComponentPlan {
  const policy = { ...whole, components: whole.components.filter(({ id }) => id === state.id) };
  const step = stepOf(state);
  const becauseOf = (rule: Rule): Obligation["because"] | undefined =>
    isAbout(rule, subjectOf(state, step)) ? whyApplies(rule, step, state) : undefined;
  const switchedOff = rulesSwitchedOff(policy, catalogue, state.id).filter(
    ({ rule }) => becauseOf(rule) !== undefined,
  );
  return {
    id: state.id,
    step,
    obligations: activeRules(policy, catalogue, state.id).flatMap((rule) => {
      const because = becauseOf(rule);
      return because === undefined
        ? []
        : [obligation(rule, because, policy, catalogue, state, step)];
    }),
    ...(switchedOff.length > 0 && { switchedOff }),
  };
}

function subjectOf({ system, card }: ComponentState, step: Step): Subject {
  if (step.movement === "remove") return "removal";
  if (card?.retired) return "retired";
  return system && card === undefined ? "system" : "component";
}

function isAbout({ kind }: Rule, subject: Subject): boolean {
  return (KINDS.get(kind)?.subjects ?? ["component"]).includes(subject);
}

function stepOf(state: ComponentState): Step {
  const { id, system, declaredAt, from, to, provenBy = [] } = state;
  return {
    component: id,
    system,
    movement: movementOf(state),
    from: declaredAt.base ? from : undefined,
    to: declaredAt.head ? to : undefined,
    ...(provenBy.length > 0 && { provenBy }),
  };
}

function movementOf({ declaredAt, from, to, touch, renews }: ComponentState): Movement {
  if (!declaredAt.base) return "add";
  if (!declaredAt.head) return "remove";
  if (to > from) return "raise";
  if (to < from) return "lower";
  if (touch === undefined) return "untouched";
  if (renews) return "renew";
  return touch.content.length > 0 ? "content" : "records";
}

/**
 * Where the gates of a graduation begin. New content that stays at 9 answers once more for those that lead
 * to production; a recurring review of the same content only needs its panel.
 */
function firstGate({ from, movement }: Step, { touch }: ComponentState): Level {
  if (movement !== "renew") return from ?? 0;
  return touch !== undefined && touch.content.length > 0 ? 7 : 9;
}

/**
 * A standing rule of gate g holds from the graduation g → g+1 on; one at graduation only while the
 * level rises through its gate; one at release only where the level rises or others wait for it. Rules of every gate always stand. A level that jumps answers for all
 * the gates it passes.
 */
function whyApplies(
  rule: Rule,
  step: Step,
  state: ComponentState,
): Obligation["because"] | undefined {
  if (rule.applies === "continuous") return undefined;
  const level = levelOf(step);
  const graduation = graduationOf(step);
  const raised = graduation !== undefined;
  const from = firstGate(step, state);
  const to = step.to ?? 0;
  if (rule.applies === "at-graduation") {
    const guarded = rule.gate === "every" || (rule.gate >= from && rule.gate < to);
    return raised && guarded ? "graduation" : undefined;
  }
  if (rule.applies === "at-hotfix" && !bringsHotfix(state)) return undefined;
  if (rule.applies === "at-release" && !raised && !state.toRelease) return undefined;
  if (typeof rule.applies === "object" && level >= rule.applies.until) return undefined;
  if (rule.gate === "every") return "standing";
  if (raised && rule.gate >= from && rule.gate < to) return "graduation";
  return rule.gate < level ? "standing" : undefined;
}

function bringsHotfix({ id, touch }: ComponentState): boolean {
  const folder = `.mltrl/hotfixes/${id}/`;
  return touch?.records.some((path) => path.startsWith(folder)) ?? false;
}

function obligation(
  rule: Rule,
  because: Obligation["because"],
  policy: Policy,
  catalogue: Catalogue,
  state: ComponentState,
  step: Step,
): Obligation {
  const override = overrideFor(policy, state.id, rule.id);
  const exempt = because === "standing" ? notWalked(rule, state) : proven(rule, step);
  const called = isReplacedByHotfix(rule.kind) ? state.hotfix : undefined;
  const waived = waivedIn(rule, state.id, policy, catalogue, state.now);
  const severity = severityAt(override?.severity ?? rule.severity, levelOf(step));
  const usual = severityAt(rule.severity, levelOf(step));
  // What runs is looked at by monitors, at any level: no run on its content can say how it does.
  const params = paramsAt(rule, because === "continuous" ? 0 : trustLevel(step));
  const accepts =
    params["trust"] !== undefined && isWaivable(rule.id, state.id, policy, catalogue)
      ? waiverRoleOf(rule.id, policy)
      : undefined;
  const compared = comparedWithDefault({ ...rule, params }, override?.params ?? {}, { asked: severity, usual }); // prettier-ignore
  return {
    rule,
    params: withOverrides(params, override?.params ?? {}),
    severity,
    because,
    ...(exempt !== undefined && { exempt }),
    ...(accepts !== undefined && { accepts }),
    ...waived,
    ...(called !== undefined && { standIn: hotfixStandIn(called) }),
    ...(compared !== undefined && { comparedWithDefault: compared }),
  };
}

/** A step is judged at the level that it leaves: gate 3 leads to level 4 and is no level-4 gate yet. */
function trustLevel(step: Step): Level {
  return step.movement === "raise" ? (step.from ?? 0) : levelOf(step);
}

/** What only a graduation asks for was given where this very content graduated. */
function proven({ applies }: Rule, { movement, provenBy = [] }: Step): string | undefined {
  const [proof] = provenBy;
  return applies === "at-graduation" && movement === "raise" && proof !== undefined
    ? `proven by ${proof}: this very content has been reviewed`
    : undefined;
}

/** What the policy's waivers come to for a rule. */
export function waivedIn(
  rule: Rule,
  component: string,
  policy: Policy,
  catalogue: Catalogue,
  now: string,
): Pick<Obligation, "standIn" | "ended"> {
  const own = policy.waivers.filter((each) => each.rule === rule.id);
  if (own.length === 0 || !isWaivable(rule.id, component, policy, catalogue)) return {};
  const { standIn, ended } = waiverState(own, component, policy.waiverMaximumDays, now);
  return {
    ...(standIn !== undefined && { standIn }),
    ...(ended !== undefined && { ended: endedText(ended) }),
  };
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
