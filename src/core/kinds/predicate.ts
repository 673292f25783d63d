import * as z from "zod";
import { type Unavailable, unavailable } from "../model/fact.ts";
import { fail, type Judgement, notApplicable, pass } from "../model/finding.ts";
import { PRESET_NAMES, type StructuredReport } from "../model/structured-report.ts";
import { baselineSchema, checkSchema, selectorSchema } from "../predicate/check-schema.ts";
import type { Terms } from "../predicate/compare-value.ts";
import { judgeBaseline } from "../predicate/judge-baseline.ts";
import { judgeCheck } from "../predicate/judge-check.ts";
import { judgeAge, judgeSpan } from "../predicate/judge-dates.ts";
import { momentText, readMoment } from "../model/moment.ts";
import { limitDirections } from "../predicate/thresholds.ts";
import { MAX_PLACES, type Verdict } from "../predicate/verdict.ts";
import { judgePreset, presetOf } from "../presets/judge-preset.ts";
import { askedDatasets } from "./datasets-asked.ts";
import { defineKind } from "./define-kind.ts";
import { pathsOf } from "./paths-of.ts";

const params = z
  .strictObject({
    evidence: z.string().meta({
      description:
        "The name of the evidence: `.mltrl/evidence/<component>/<name>.json`, `.yml` or `.jsonl`; `document:<kind>` for `.mltrl/documents/<component>/<kind>.yml`",
    }),
    checks: z
      .array(checkSchema)
      .default([])
      .meta({ description: "What is asked of the values that selectors choose", stricter: "more" }),
    limits: z
      .record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.number())
      .default({})
      .meta({
        description:
          "Thresholds by name, which checks refer to as `{limit: <name>}` and a policy can set one by one",
      }),
    presets: z.array(z.enum(PRESET_NAMES)).default([]).meta({
      description:
        "Tools whose reports are taken instead, told by their content; of `checks` only what fails counts",
    }),
    "maximum-age": z
      .number()
      .positive()
      .optional()
      .meta({ description: "Days after which the report is too old", stricter: "lower" }),
    "made-at": selectorSchema.optional().meta({
      description:
        "Where the report says when it was made; if not given `made-at`, `timestamp` or `created_at`",
    }),
    "minimum-days": z
      .number()
      .positive()
      .optional()
      .meta({ description: "Days between the dates `from` and `to`", stricter: "higher" }),
    from: selectorSchema.optional().meta({ description: "The date at which a period begins" }),
    to: selectorSchema.optional().meta({ description: "The date at which it ends" }),
    baseline: baselineSchema.optional().meta({
      description: "A value that is compared with the one that base has",
    }),
    "when-datasets": z.array(z.string()).optional().meta({
      description: "Asked for only where the card declares a dataset of one of these kinds",
    }),
  })
  .refine(
    ({ checks, presets, baseline, "maximum-age": age, "minimum-days": days }) =>
      checks.length + presets.length > 0 || (baseline ?? age ?? days) !== undefined,
    {
      message:
        "expected something to ask: `checks`, `presets`, `baseline`, `maximum-age` or `minimum-days`",
    },
  )
  .refine(
    ({ from, to, "minimum-days": days }) =>
      [from, to, days].filter((each) => each !== undefined).length % 3 === 0,
    {
      message: "expected `from`, `to` and `minimum-days` together",
    },
  );
type Params = z.output<typeof params>;

/** The parameters that refer to limits, whatever others a kind has. */
const usesOfLimits = z.object({
  checks: params.shape.checks,
  baseline: params.shape.baseline,
});

/** A structured report says what is asked for, is young enough, and is not worse than on base. */
export const predicate = defineKind({
  kind: "predicate",
  needs: ["structured", "baseStructured", "card", "now"],
  params,
  limitDirections(unchecked) {
    const { success, data } = usesOfLimits.safeParse(unchecked);
    return success ? limitDirections(data) : new Map();
  },
  // Documents speak of a component and are written by people: of them nobody asks which run made them.
  reports: ({ structured }, { evidence }) =>
    evidence.startsWith("document:") ? [] : pathsOf(structured.get(evidence)),
  judge({ structured, baseStructured, card, now }, asked) {
    const kinds = asked["when-datasets"];
    if (kinds && askedDatasets(card, kinds).length === 0) {
      return notApplicable(`the card declares no dataset of kind ${kinds.join(" or ")}`);
    }
    const fact = structured.get(asked.evidence);
    if (fact === undefined) return notThere(asked.evidence, card.path);
    if (fact.state === "unavailable") return fact;
    const stranger = [...limitDirections(asked).keys()].find(
      (name) => !Object.hasOwn(asked.limits, name),
    );
    if (stranger !== undefined) {
      return unavailable(
        "invalid",
        `the rule refers to a limit "${stranger}" that it does not set`,
      );
    }
    const terms: Terms = { limits: asked.limits, now: readMoment(now)?.start ?? Number.NaN };
    const base = baseStructured.get(asked.evidence);
    return together(verdictsOn(fact.value, asked, terms, base), fact.value);
  },
});

function verdictsOn(
  report: StructuredReport,
  asked: Params,
  terms: Terms,
  base: Parameters<typeof judgeBaseline>[1],
): Verdict[] {
  const { checks, from, to, baseline, "maximum-age": age, "minimum-days": days } = asked;
  const preset = report.preset ?? presetOf(report, asked.presets);
  const always = [
    ...(age === undefined ? [] : [judgeAge(report, asked["made-at"], age, terms.now)]),
    ...(from === undefined || to === undefined || days === undefined
      ? []
      : [judgeSpan(report, { from, to, days }, terms.now)]),
    ...(baseline === undefined ? [] : [judgeBaseline(report, base, baseline, asked.limits)]),
  ];
  if (preset !== undefined) {
    const own = report.preset === undefined ? checks : [];
    return [
      ...always,
      ...judgePreset(report, preset, terms),
      // Whoever writes a report could hide our own form of it behind a tool's.
      ...own
        .map((check) => judgeCheck(report, check, terms))
        .filter(({ state }) => state === "failed"),
    ];
  }
  if (checks.length === 0 && asked.presets.length > 0) {
    const reason = `${report.path} is no report of ${asked.presets.join(" or ")} that is known here`;
    return [{ state: "unknown", fact: unavailable("invalid", reason, report.placeOf([])) }];
  }
  return [...always, ...checks.map((check) => judgeCheck(report, check, terms))];
}

/** What is wrong comes before what cannot be told: it is there, whatever else is missing. */
function together(verdicts: readonly Verdict[], report: StructuredReport): Judgement | Unavailable {
  const failed = verdicts.filter((verdict) => verdict.state === "failed");
  const stale = verdicts.find(
    (verdict) => verdict.state === "unknown" && verdict.fact.cause === "stale",
  );
  if (stale?.state === "unknown") return stale.fact;
  if (failed.length > 0) return withTurn(fail(...saying(failed)), verdicts);
  const unknown = verdicts.find((verdict) => verdict.state === "unknown");
  if (unknown !== undefined) return unknown.fact;
  const held = verdicts.filter((verdict) => verdict.state === "held");
  return held.length === 0
    ? unavailable(
        "invalid",
        `nothing that is asked of ${report.path} applies to what it holds`,
        report.placeOf([]),
      )
    : withTurn(pass(...saying(held)), verdicts);
}

type Saying = Extract<Verdict, { state: "held" | "failed" }>;

function saying(verdicts: readonly Saying[]): Parameters<typeof pass> {
  const evidence = verdicts.flatMap((verdict) => verdict.evidence).slice(0, MAX_PLACES);
  return [verdicts.map(({ says }) => says).join("; "), ...evidence];
}

/** The first instant at which any of the answers turns by itself. */
function withTurn(judgement: Judgement, verdicts: readonly Verdict[]): Judgement {
  const turns = verdicts
    .flatMap((verdict) => ("turns" in verdict ? [verdict.turns] : []))
    .toSorted((a, b) => a - b)[0];
  return turns === undefined ? judgement : { ...judgement, validUntil: momentText(turns) };
}

function notThere(evidence: string, card: string): Unavailable {
  const kind = /^document:(.*)$/.exec(evidence)?.[1];
  const component = /([^/]+)\.md$/.exec(card)?.[1] ?? "<component>";
  return unavailable(
    "missing",
    kind === undefined
      ? `there is no evidence "${evidence}"; expected .mltrl/evidence/${component}/${evidence}.yml, .json or .jsonl, or a policy that says where it is`
      : `there is no document "${kind}" of YAML or JSON; expected .mltrl/documents/${component}/${kind}.yml`,
    { path: card },
  );
}
