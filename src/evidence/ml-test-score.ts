import * as z from "zod";
import { type Fact, mapFact } from "../core/model/fact.ts";
import { ML_TEST_SECTIONS, ML_TESTS, type MlTestScore } from "../core/model/ml-test-score.ts";
import type { MlTestSection } from "../core/model/ml-test-score.ts";
import type { StructuredReport } from "../core/model/structured-report.ts";
import { readStructured } from "./read-structured.ts";
import { date, sentence } from "./record-fields.ts";

const result = z.strictObject({
  score: z.literal([0, 0.5, 1], "expected 0, 0.5 (by hand, written down) or 1 (automatic)"),
  evidence: sentence.optional().meta({ description: "What shows it: a test, a file, an address" }),
});
type Result = z.output<typeof result>;

const points = z.number().min(0).max(7).optional();

/** `ml-test-score.yml` of a component, under `.mltrl/documents/` or `.mltrl/evidence/`. */
export const mlTestScoreSchema = z
  .strictObject({
    version: z.literal(1).optional().meta({ description: "The form of this file" }),
    "made-at": date.optional(),
    data: section("data"),
    model: section("model"),
    infrastructure: section("infrastructure"),
    monitoring: section("monitoring"),
    sums: z
      .strictObject({ data: points, model: points, infrastructure: points, monitoring: points })
      .default({})
      .meta({ description: "Points of each section; counted again here" }),
    final: points.meta({ description: "The minimum of the four sums; counted again here" }),
  })
  .superRefine((score, context) => {
    const counted = ML_TEST_SECTIONS.map((name) => ({ name, sum: sumOf(score[name]) }));
    for (const { name, sum } of counted) {
      disagreement(context, ["sums", name], score.sums[name], sum);
    }
    disagreement(context, ["final"], score.final, Math.min(...counted.map(({ sum }) => sum)));
  });

/** Reads the score card of the ML Test Score. */
export function parseMlTestScore(report: StructuredReport): Fact<MlTestScore> {
  return mapFact(readStructured(mlTestScoreSchema, report), (score) => ({
    path: report.path,
    tests: ML_TEST_SECTIONS.flatMap((name) =>
      Object.entries(score[name]).map(([id, { score: given, evidence = "" }]) => ({
        section: name,
        id,
        score: given,
        evidence,
        place: report.placeOf([name, id]),
      })),
    ),
  }));
}

/** Every test of a section has to be there: one that was not done says so by a score of 0. */
function section(name: MlTestSection): z.ZodObject<Record<string, typeof result>> {
  return z.strictObject(
    Object.fromEntries(
      ML_TESTS[name].map((test, index) => [
        `${name}-${index + 1}`,
        result.meta({ description: test }),
      ]),
    ),
  );
}

function sumOf(results: Readonly<Record<string, Result>>): number {
  return Object.values(results).reduce((sum, { score }) => sum + score, 0);
}

function disagreement(
  context: z.core.$RefinementCtx,
  path: string[],
  stated: number | undefined,
  counted: number,
): void {
  if (stated === undefined || stated === counted) return;
  context.addIssue({
    code: "custom",
    path,
    message: `expected ${counted}, which the scores add up to`,
  });
}
