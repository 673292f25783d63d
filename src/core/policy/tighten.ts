import * as z from "zod";
import { KINDS } from "../kinds/index.ts";
import {
  type CheckPolicy,
  type ComponentPolicy,
  ENFORCEMENTS,
  type Policy,
  type RuleOverride,
} from "../model/policy.ts";
import type { Catalogue } from "../model/rule.ts";
import { STRICTEST_DEFAULT } from "../model/trust.ts";
import { catalogueAt } from "./catalogue-at.ts";
import { joinedPanels, PANELS } from "./panels-compared.ts";
import { rulesOfProfile } from "./own-profile.ts";
import { tightenEnvironments } from "./tighten-environments.ts";
import { overrideFor } from "./rule-override.ts";
import {
  listsOf,
  numbersOf,
  strictDirection,
  strictestList,
  withNumber,
  withOverrides,
} from "./rule-numbers.ts";

/**
 * The default branch's policy, made stricter where the base branch's own asks for more. Whatever the
 * base branch says less of, or says of roles, has no effect.
 */
export function tighten(policy: Policy, base: Policy, catalogue: Catalogue): Policy {
  const ladder = catalogueAt(catalogue, policy.ladder);
  return {
    ...policy,
    ...widerProfile(policy, { ...base, ladder: policy.ladder }, catalogue),
    checks: tightenChecks(policy.checks, base.checks),
    components: tightenComponents(policy, base, ladder),
    rules: tightenRules(policy.rules, base.rules, ladder),
    uncovered: strictest<Policy["uncovered"]>(
      ["ignore", "warn", "block"],
      policy.uncovered,
      base.uncovered,
    ),
    evidenceTimeout: Math.min(policy.evidenceTimeout, base.evidenceTimeout),
    existingGrace: Math.min(policy.existingGrace, base.existingGrace),
    waiverMaximumDays: Math.min(policy.waiverMaximumDays, base.waiverMaximumDays),
    explicitFrom: Math.min(policy.explicitFrom, base.explicitFrom),
    requestReviews: policy.requestReviews || base.requestReviews,
    environments: tightenEnvironments(policy.environments, base.environments),
    panels: strictest<Policy["panels"]>(["small-team", "independent"], policy.panels, base.panels),
  };
}

/** The base branch's profile where it asks for everything that the default branch's does. */
function widerProfile(
  own: Policy,
  base: Policy,
  catalogue: Catalogue,
): Pick<Policy, "profile" | "profiles"> {
  const wider = rulesOfProfile(base, catalogue).isSupersetOf(rulesOfProfile(own, catalogue));
  const { profile, profiles } = wider ? base : own;
  return { profile, profiles };
}

function strictest<T>(order: readonly T[], ...values: T[]): T {
  return values.reduce((one, other) => (order.indexOf(other) > order.indexOf(one) ? other : one));
}

function tightenChecks(
  checks: readonly CheckPolicy[],
  base: readonly CheckPolicy[],
): CheckPolicy[] {
  const tightened = checks.map((check) => {
    const other = base.find(({ name }) => name === check.name);
    if (!other) return check;
    const levels = [check.minimumLevel, other.minimumLevel].filter((each) => each !== undefined);
    const days = [check.blockFrom, other.blockFrom].filter((each) => each !== undefined).toSorted();
    return {
      ...check,
      branches: [...new Set([...check.branches, ...other.branches])],
      enforcement: strictest(ENFORCEMENTS, check.enforcement, other.enforcement),
      scope: strictest<CheckPolicy["scope"]>(["touched", "all"], check.scope, other.scope),
      ...(levels.length > 0 && { minimumLevel: levels.toSorted((a, b) => b - a)[0] ?? 0 }),
      ...(days[0] !== undefined && { blockFrom: days[0] }),
    };
  });
  const names = new Set(checks.map(({ name }) => name));
  return [...tightened, ...base.filter(({ name }) => !names.has(name))];
}

function tightenComponents(policy: Policy, base: Policy, ladder: Catalogue): ComponentPolicy[] {
  const tightenOne = (component: ComponentPolicy, other: ComponentPolicy): ComponentPolicy => {
    const asked = new Map(
      [...policy.rules.keys(), ...component.rules.keys()].flatMap((rule) => {
        const override = overrideFor(policy, component.id, rule);
        return override === undefined ? [] : [[rule, override]];
      }),
    );
    const tightened = tightenRules(asked, other.rules, ladder);
    const named = [...tightened].filter(
      ([rule]) => component.rules.has(rule) || other.rules.has(rule),
    );
    return { ...widen(component, other), rules: new Map(named) };
  };
  const widened = policy.components.map((component) => {
    const other = base.components.find(({ id }) => id === component.id);
    return other === undefined ? component : tightenOne(component, other);
  });
  const ids = new Set(policy.components.map(({ id }) => id));
  const added = base.components.filter(({ id }) => !ids.has(id));
  // One that only base has is asked for what the default branch asks of all, and may ask for more.
  return [
    ...widened,
    ...added.map((component) => tightenOne({ ...component, rules: new Map() }, component)),
  ];
}

/** A component that owns what either of two declarations gives it. */
export function widen(component: ComponentPolicy, other: ComponentPolicy): ComponentPolicy {
  return {
    ...component,
    paths: [...new Set([...component.paths, ...other.paths])],
    ignore: component.ignore.filter((pattern) => other.ignore.includes(pattern)),
    source: [...new Set([...component.source, ...other.source])],
    parts: [...new Set([...component.parts, ...other.parts])],
  };
}

function tightenRules(
  rules: ReadonlyMap<string, RuleOverride>,
  base: ReadonlyMap<string, RuleOverride>,
  ladder: Catalogue,
): Map<string, RuleOverride> {
  return new Map(
    ladder.rules.flatMap((rule) => {
      const own = rules.get(rule.id);
      const other = base.get(rule.id);
      const tightened = other ? tightenRule(rule.kind, rule.params, own, other) : own;
      return tightened ? [[rule.id, tightened]] : [];
    }),
  );
}

function tightenRule(
  kind: string,
  defaults: Readonly<Record<string, unknown>>,
  own: RuleOverride | undefined,
  base: RuleOverride,
): RuleOverride {
  const asked = withOverrides(defaults, own?.params ?? {});
  let params = own?.params ?? {};
  for (const [name, value] of numbersOf(base.params)) {
    const usual = numbersOf(asked).get(name) ?? ownDefault(kind, name);
    if (isStricter(kind, name, value, usual, asked)) params = withNumber(params, name, value);
  }
  for (const [name, list] of listsOf(base.params)) {
    const usual = asked[name] ?? ownDefault(kind, name);
    const strictest = Array.isArray(usual)
      ? strictestList(strictDirection(kind, name, asked), usual, list)
      : undefined;
    if (strictest !== undefined) params = { ...params, [name]: strictest };
  }
  if (PANELS in base.params) params = { ...params, ...joinedPanels(asked, base.params) };
  const severity = tightenSeverity(own?.severity, base.severity);
  return {
    params,
    place: own?.place ?? base.place,
    ...(severity !== undefined && { severity }),
    ...(own?.floor === true && { floor: true }),
    ...((own?.waivable === false || base.waivable === false) && { waivable: false }),
    ...(own?.waiverRole !== undefined && { waiverRole: own.waiverRole }),
  };
}

/** Without a word of the default branch a rule keeps its own severity, unless base makes it block. */
function tightenSeverity(
  own: RuleOverride["severity"],
  base: RuleOverride["severity"],
): RuleOverride["severity"] {
  if (own === undefined) return base === "blocking" ? base : undefined;
  return strictest(["off", "advisory", "blocking"] as const, own, base ?? "off");
}

/** What a kind takes where neither a policy nor its rule sets a parameter. */
export function ownDefault(kind: string, param: string): unknown {
  const { params, reports } = KINDS.get(kind) ?? {};
  // That of trust grows with the level: only what is no less than the highest loosens it nowhere.
  if (param === "trust" && reports !== undefined) return STRICTEST_DEFAULT;
  const schema: unknown = params?.shape[param];
  return schema instanceof z.ZodType ? schema.safeParse(undefined).data : undefined;
}

/** Whether one value of a parameter asks for more than another, or than none; false where no direction is known. */
export function isStricter(
  kind: string,
  param: string,
  value: unknown,
  than: unknown,
  params: Readonly<Record<string, unknown>> = {},
): boolean {
  const direction = strictDirection(kind, param, params);
  if (typeof value !== "number") return false;
  if (than === undefined) return direction !== undefined;
  if (typeof than !== "number") return false;
  return direction === "higher" ? value > than : direction === "lower" ? value < than : false;
}
