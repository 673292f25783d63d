import * as z from "zod";
import type { Evaluation } from "../model/evaluations.ts";
import { unavailable } from "../model/fact.ts";
import { type Evidence, fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** Each application was measured by what is asked for: on several splits, by cost, by its users' metrics. */
export const evaluationMetrics = defineKind({
  kind: "evaluation-metrics",
  needs: ["evaluations"],
  params: z.strictObject({
    "minimum-splits": z.int().min(1).default(1).meta({
      description: "Splits of one dataset on which the same metric is given",
      stricter: "higher",
    }),
    cost: z
      .boolean()
      .default(false)
      .meta({ description: "A run says how long it took or what it costs" }),
    "minimum-end-user": z.int().min(0).default(0).meta({
      description: "Different metrics marked `end-user`",
      stricter: "higher",
    }),
  }),
  reports: ({ evaluations }) => [evaluations.path],
  judge({ evaluations }, params) {
    if (evaluations.items.length === 0) {
      return unavailable("invalid", "nothing was evaluated", { path: evaluations.path });
    }
    const applications = Map.groupBy(evaluations.items, ({ application }) => application);
    const faults = [...applications].flatMap(([application, runs]) => {
      const fault = faultOf(runs, params);
      return fault === undefined ? [] : [{ application, fault, runs }];
    });
    return faults.length > 0
      ? fail(
          faults.map(({ application, fault }) => `application ${application} ${fault}`).join("; "),
          ...faults.flatMap(({ runs }) => runs.slice(0, 10).map(evidenceOf)),
        )
      : pass(
          `${applications.size} applications have what is asked for: ${[...applications.keys()].join(", ")}`,
          ...evaluations.items.slice(0, 20).map(evidenceOf),
        );
  },
});

function faultOf(
  runs: readonly Evaluation[],
  params: {
    readonly "minimum-splits": number;
    readonly cost: boolean;
    readonly "minimum-end-user": number;
  },
): string | undefined {
  const splits = mostSplits(runs);
  if (splits < params["minimum-splits"]) {
    return `has no metric on more than ${splits} splits of a dataset; ${params["minimum-splits"]} are asked for`;
  }
  if (params.cost && runs.every(({ cost }) => cost === undefined)) {
    return "has neither runtime nor price of a run";
  }
  const endUser = new Set(
    runs.flatMap(({ metrics }) => metrics.filter((each) => each.endUser).map(({ name }) => name)),
  );
  return endUser.size < params["minimum-end-user"]
    ? `has ${endUser.size} metrics marked end-user; at least ${params["minimum-end-user"]} are asked for`
    : undefined;
}

/** Splits are compared by the same metric on the same data; other pairs say nothing of each other. */
function mostSplits(runs: readonly Evaluation[]): number {
  const measured = Map.groupBy(
    runs.flatMap(({ dataset, split, metrics }) =>
      metrics.map(({ name }) => ({
        of: JSON.stringify([dataset, name]),
        split: split.trim().toLowerCase(),
      })),
    ),
    ({ of }) => of,
  );
  return Math.max(
    0,
    ...[...measured.values()].map((each) => new Set(each.map(({ split }) => split)).size),
  );
}

function evidenceOf({ dataset, split, metrics, cost, place }: Evaluation): Evidence {
  const values = metrics
    .slice(0, 5)
    .map(({ name, value, endUser }) => `${name} ${value}${endUser ? " (end-user)" : ""}`);
  const spent = [
    ...(cost?.runtimeSeconds === undefined ? [] : [`${cost.runtimeSeconds} s`]),
    ...(cost?.price === undefined ? [] : [cost.price]),
  ];
  return { ...place, seen: `${dataset}, ${split}: ${[...values, ...spent].join(", ")}` };
}
