import * as z from "zod";
import type { Card } from "../model/card.ts";
import { type Evaluation, isTrainingSplit } from "../model/evaluations.ts";
import { unavailable } from "../model/fact.ts";
import { type Evidence, fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { dataKey } from "./same-data.ts";

/** The component was evaluated in applications, on enough datasets of the card. */
export const evaluationDatasets = defineKind({
  kind: "evaluation-datasets",
  needs: ["evaluations", "card"],
  params: z.strictObject({
    kinds: z
      .array(z.string())
      .default([])
      .meta({ description: "Only datasets of one of these kinds count; any if empty" }),
    "minimum-datasets": z
      .int()
      .min(1)
      .default(1)
      .meta({ description: "Different datasets", stricter: "higher" }),
    "minimum-applications": z
      .int()
      .min(1)
      .default(1)
      .meta({ description: "Applications", stricter: "higher" }),
    "each-application": z
      .boolean()
      .default(false)
      .meta({ description: "Every application needs that many datasets, not all together" }),
  }),
  reports: ({ evaluations }) => [evaluations.path],
  judge({ evaluations, card }, params) {
    if (evaluations.items.length === 0) {
      return unavailable("invalid", "nothing was evaluated", { path: evaluations.path });
    }
    const counting = evaluations.items.filter(
      ({ dataset, split }) => !isTrainingSplit(split) && countsIn(card, dataset, params.kinds),
    );
    const sort = params.kinds.length > 0 ? `${params.kinds.join(" or ")} ` : "";
    const applications = new Set(evaluations.items.map(({ application }) => application));
    const groups = params["each-application"]
      ? [...applications].map((application) => ({
          of: `application ${application}`,
          datasets: differentData(card, counting.filter((each) => each.application === application)), // prettier-ignore
        }))
      : [{ of: "the evaluations", datasets: differentData(card, counting) }];
    const minimum = params["minimum-datasets"];
    const short = groups.filter(({ datasets }) => datasets.length < minimum);
    const seen = counting.slice(0, 20).map(evidenceOf);
    if (short.length > 0) {
      return fail(
        `${short.map(({ of, datasets }) => `${of}: ${datasets.length} ${sort}datasets of the card`).join(", ")}; at least ${minimum} are asked for${strangers(evaluations.items, card)}`,
        ...(seen.length > 0 ? seen : evaluations.items.slice(0, 20).map(evidenceOf)),
      );
    }
    return applications.size < params["minimum-applications"]
      ? fail(
          `${applications.size} applications were tried; at least ${params["minimum-applications"]} are asked for`,
          ...seen,
        )
      : pass(groups.map(({ of, datasets }) => `${of}: ${datasets.join(", ")}`).join("; "), ...seen);
  },
});

function countsIn(card: Card, dataset: string, kinds: readonly string[]): boolean {
  const declared = card.datasets.find(({ name }) => name === dataset);
  return declared !== undefined && (kinds.length === 0 || kinds.includes(declared.kind ?? ""));
}

function datasetsOf(evaluations: readonly Evaluation[]): string[] {
  return [...new Set(evaluations.map(({ dataset }) => dataset))];
}

/** The names of datasets that are not the same data under two names. */
function differentData({ datasets }: Card, evaluations: readonly Evaluation[]): string[] {
  const names = new Set(datasetsOf(evaluations));
  const declared = datasets.filter(({ name }) => names.has(name));
  return [...Map.groupBy(declared, dataKey).values()].flatMap(([first]) => first?.name ?? []);
}

function evidenceOf({ application, dataset, split, place }: Evaluation): Evidence {
  return { ...place, seen: `${application}: ${dataset}, ${split}` };
}

/** A misspelt name is the usual reason why a dataset does not count. */
function strangers(evaluations: readonly Evaluation[], { datasets }: Card): string {
  const names = datasetsOf(evaluations).filter(
    (dataset) => !datasets.some(({ name }) => name === dataset),
  );
  return names.length > 0 ? `; the card declares no dataset ${names.slice(0, 5).join(", ")}` : "";
}
