import * as z from "zod";
import { fail, notApplicable, pass } from "../model/finding.ts";
import {
  ML_TEST_SECTIONS,
  type MlTest,
  type MlTestScore,
  type MlTestSection,
} from "../model/ml-test-score.ts";
import { defineKind } from "./define-kind.ts";
import { isTagged } from "./select-requirements.ts";

/** The ML Test Score is recorded with its evidence, and its weakest section has enough points. */
export const mlTestScore = defineKind({
  kind: "ml-test-score",
  needs: ["mlTestScore", "requirements"],
  params: z.strictObject({
    minimum: z.number().min(0).max(7).default(0).meta({
      description: "Points of the weakest section, of 7: the final score",
      stricter: "higher",
    }),
    "when-tags": z.array(z.string()).optional().meta({
      description: "Asked for only where a product requirement has one of these tags",
    }),
  }),
  reports: ({ mlTestScore }) => [mlTestScore.path],
  judge({ mlTestScore, requirements }, params) {
    const tags = params["when-tags"];
    const asked = requirements.items.some(
      (item) => item.kind === "product" && isTagged(item, tags ?? []),
    );
    if (tags && !asked) {
      return notApplicable(`no product requirement is tagged ${tags.join(" or ")}`);
    }
    const unproven = mlTestScore.tests.filter(
      ({ score, evidence }) => score > 0 && evidence.trim() === "",
    );
    if (unproven.length > 0) {
      return fail(
        `${unproven.length} scores have no evidence: ${idsOf(unproven)}`,
        ...unproven.map(({ id, score, place }) => ({
          ...place,
          seen: `${id}: ${score} without evidence`,
        })),
      );
    }
    const sums = ML_TEST_SECTIONS.map((section) => ({
      section,
      sum: sumOf(mlTestScore, section),
    }));
    const final = Math.min(...sums.map(({ sum }) => sum));
    const says = `the final score is ${final} of 7, the minimum of ${sums.map(({ section, sum }) => `${section} ${sum}`).join(", ")}`;
    const seen = { path: mlTestScore.path, seen: `final score ${final}` };
    return final >= params.minimum
      ? pass(says, seen)
      : fail(
          `${says}; at least ${params.minimum} is asked for`,
          seen,
          ...mlTestScore.tests
            .filter(
              ({ section, score }) =>
                score === 0 && sums.some((each) => each.section === section && each.sum === final),
            )
            .map(({ id, place }) => ({ ...place, seen: `${id}: 0` })),
        );
  },
});

function sumOf({ tests }: MlTestScore, section: MlTestSection): number {
  return tests
    .filter((test) => test.section === section)
    .reduce((sum, { score }) => sum + score, 0);
}

function idsOf(tests: readonly MlTest[]): string {
  return `${tests
    .slice(0, 5)
    .map(({ id }) => id)
    .join(", ")}${tests.length > 5 ? " …" : ""}`;
}
