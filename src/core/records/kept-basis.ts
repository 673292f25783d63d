import type { Judged } from "../decide.ts";
import { evaluate } from "../evaluate.ts";
import { KINDS } from "../kinds/index.ts";
import { type Fact, mapFact, unavailable } from "../model/fact.ts";
import type { FactName, Facts } from "../model/facts.ts";
import type { ComponentPlan, Obligation } from "../model/obligation.ts";
import type { Place } from "../model/place.ts";
import type { Rule } from "../model/rule.ts";
import type { JsonPointer, StructuredReport } from "../model/structured-report.ts";
import type { Basis } from "../replay.ts";

/** A basis without what can be told again from elsewhere: texts of rules, facts that no rule asked for. */
export interface KeptBasis {
  readonly judged: readonly KeptJudged[];
  readonly circumstances: Basis["circumstances"];
}

interface KeptJudged extends Omit<Judged, "plan" | "facts" | "baseFacts"> {
  readonly plan: Omit<ComponentPlan, "obligations"> & {
    readonly obligations: readonly KeptObligation[];
  };
  readonly facts?: KeptFacts;
  readonly baseFacts?: KeptFacts;
}

type KeptObligation = Omit<Obligation, "rule"> & { readonly rule: KeptRule };
type KeptRule = Pick<Rule, "id" | "gate" | "kind" | "conditional">;
type KeptFacts = Readonly<Partial<Record<FactName, Fact<unknown>>>>;

/** A structured report with the places that judges ask for, instead of a way to find any. */
type KeptReport = Omit<StructuredReport, "placeOf"> & {
  readonly places: ReadonlyMap<string, Place>;
};

/** Facts that hold structured reports by name. */
const STRUCTURED = ["structured", "baseStructured"] as const;

/** Facts that every evaluation looks at, whatever its rules need. */
const ALWAYS: readonly FactName[] = ["now", "ciDeadline", "card", "origins", "approvals", "requirements"]; // prettier-ignore

/** What is kept of a basis. Facts of components that are left out are not, but what they came to is. */
export function keptBasis(
  { judged, circumstances }: Basis,
  leftOut: ReadonlySet<string>,
): KeptBasis {
  return {
    circumstances,
    judged: judged.map((each) => (leftOut.has(each.plan.id) ? withoutFacts(each) : kept(each))),
  };
}

function kept(judged: Judged): KeptJudged {
  const { plan, facts, baseFacts, findings } = judged;
  if (facts === undefined) return withoutFacts(judged);
  const asked = new Map<StructuredReport, Map<string, Place>>();
  const [watched, watchedBase] = [facts, baseFacts].map((each) => each && listening(each, asked));
  if (watched) evaluate(plan, KINDS, watched, watchedBase);
  const names = new Set([
    ...ALWAYS,
    ...plan.obligations.flatMap(({ rule }) => KINDS.get(rule.kind)?.needs ?? []),
  ]);
  return {
    plan: keptPlan(plan),
    // Of the past only what came of it is kept: the facts behind grace are those of another day.
    findings: findings.filter(({ grace }) => grace !== undefined),
    facts: keptFacts(facts, names, asked),
    ...(baseFacts && { baseFacts: keptFacts(baseFacts, names, asked) }),
  };
}

function withoutFacts({ plan, findings, digest, requirements }: Judged): KeptJudged {
  return {
    plan: keptPlan(plan),
    findings,
    ...(digest !== undefined && { digest }),
    ...(requirements !== undefined && { requirements }),
  };
}

function keptPlan({ obligations, ...rest }: ComponentPlan): KeptJudged["plan"] {
  return {
    ...rest,
    obligations: obligations.map(({ rule: { id, gate, kind, conditional }, ...obligation }) => ({
      ...obligation,
      rule: { id, gate, kind, ...(conditional !== undefined && { conditional }) },
    })),
  };
}

/** The same facts; which places of structured reports are asked for is written down. */
function listening(facts: Facts, asked: Map<StructuredReport, Map<string, Place>>): Facts {
  return {
    ...facts,
    ...Object.fromEntries(
      STRUCTURED.map((name) => [
        name,
        mapReports(facts[name], (report) => ({
          ...report,
          placeOf(pointer) {
            const place = report.placeOf(pointer);
            const places = asked.get(report) ?? new Map<string, Place>();
            asked.set(report, places.set(keyOf(pointer), place));
            return place;
          },
        })),
      ]),
    ),
  };
}

function keptFacts(
  facts: Facts,
  names: ReadonlySet<FactName>,
  asked: ReadonlyMap<StructuredReport, ReadonlyMap<string, Place>>,
): KeptFacts {
  const structured = Object.fromEntries(
    STRUCTURED.map((name) => [
      name,
      mapReports(facts[name], (report): KeptReport => ({
        path: report.path,
        format: report.format,
        value: report.value,
        ...(report.preset !== undefined && { preset: report.preset }),
        places: asked.get(report) ?? new Map<string, Place>(),
      })),
    ]),
  );
  const all: KeptFacts = { ...facts, ...structured };
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name as FactName)));
}

function mapReports<From, To>(
  fact: Fact<ReadonlyMap<string, Fact<From>>>,
  use: (report: From) => To,
): Fact<ReadonlyMap<string, Fact<To>>> {
  return mapFact(
    fact,
    (reports) => new Map([...reports].map(([name, report]) => [name, mapFact(report, use)])),
  );
}

function keyOf(pointer: JsonPointer): string {
  return JSON.stringify(pointer);
}

/** The basis behind what was kept of it. */
export function restoredBasis({ judged, circumstances }: KeptBasis): Omit<Basis, "policy"> {
  return { circumstances, judged: judged.map(restored) };
}

function restored({ plan, facts, baseFacts, ...rest }: KeptJudged): Judged {
  return {
    ...rest,
    plan: {
      ...plan,
      obligations: plan.obligations.map((each) => ({
        ...each,
        rule: { ...WITHOUT_TEXTS, ...each.rule },
      })),
    },
    ...(facts && { facts: restoredFacts(facts) }),
    ...(baseFacts && { baseFacts: restoredFacts(baseFacts) }),
  };
}

/** Texts of a rule do not judge; who shows them takes those of the rule set at hand. */
const WITHOUT_TEXTS: Omit<Rule, "id" | "gate" | "kind"> = {
  params: {},
  claim: "",
  why: "",
  applies: "standing",
  severity: "blocking",
  origin: "judgement",
  source: "",
  default: "",
  effort: "low",
  remedy: [],
};

function restoredFacts(facts: KeptFacts): Facts {
  const names = new Set([...ALWAYS, ...[...KINDS.values()].flatMap(({ needs }) => needs)]);
  const all = Object.fromEntries(
    [...names].map((name) => [
      name,
      facts[name] ?? unavailable("not-visible", `${name} is not on record`),
    ]),
  ) as unknown as Facts;
  return {
    ...all,
    ...Object.fromEntries(
      STRUCTURED.filter((name) => facts[name] !== undefined).map((name) => [
        name,
        mapReports(facts[name] as Fact<ReadonlyMap<string, Fact<KeptReport>>>, restoredReport),
      ]),
    ),
  };
}

function restoredReport({ places, ...rest }: KeptReport): StructuredReport {
  return { ...rest, placeOf: (pointer) => places.get(keyOf(pointer)) ?? { path: rest.path } };
}
