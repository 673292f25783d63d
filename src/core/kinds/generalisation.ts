import * as z from "zod";
import type { Card } from "../model/card.ts";
import { type Evaluation, isTrainingSplit, type Metric } from "../model/evaluations.ts";
import { unavailable } from "../model/fact.ts";
import { type Evidence, fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { dataKey } from "./same-data.ts";

/** Two results of the same metric: where the model was at home, and elsewhere. */
interface Pair {
  readonly metric: Metric;
  readonly home: Evaluation;
  readonly homeValue: number;
  readonly away: Evaluation;
}

/** The component does about as well on data of another source as on data of the source it was trained on. */
export const generalisation = defineKind({
  kind: "generalisation",
  needs: ["evaluations", "card"],
  params: z.strictObject({
    "minimum-sources": z
      .int()
      .min(1)
      .default(1)
      .meta({ description: "Datasets of another source", stricter: "higher" }),
    "maximum-drop": z.number().min(0).max(100).default(10).meta({
      description: "Percent by which a metric may be worse there than where it was trained",
      stricter: "lower",
    }),
  }),
  reports: ({ evaluations }) => [evaluations.path],
  judge({ evaluations, card }, params) {
    const trained = trainingDatasets(evaluations.items, card);
    const place = { path: evaluations.path };
    if (trained.size === 0) {
      return unavailable(
        "missing",
        "no dataset has the role `training` on the card and none is evaluated on a split `train`, so that no other source can be told from it",
        { path: card.path },
      );
    }
    const tests = evaluations.items.filter(({ split }) => !isTrainingSplit(split));
    const home = tests.filter(({ dataset }) => trained.has(dataset));
    const away = tests.filter(
      ({ dataset }) => !trained.has(dataset) && card.datasets.some(({ name }) => name === dataset),
    );
    const sources = new Set(away.map(({ dataset }) => dataset));
    if (sources.size < params["minimum-sources"]) {
      return unavailable(
        "missing",
        `${sources.size} datasets of another source than ${[...trained].join(", ")} were evaluated; at least ${params["minimum-sources"]} are asked for, declared on the card`,
        place,
      );
    }
    const pairs = away.flatMap((evaluation) => pairsOf(evaluation, home));
    const compared = new Set(pairs.map((pair) => pair.away.dataset));
    const alone = [...sources].filter((dataset) => !compared.has(dataset));
    if (alone.length > 0) {
      return unavailable(
        "invalid",
        `${alone.join(", ")} shares no application and metric with an evaluation on held-out data of ${[...trained].join(", ")}`,
        place,
      );
    }
    const drop = params["maximum-drop"];
    const undirected = pairs.find((pair) => isUndirected(pair) && changes(pair, drop));
    if (undirected !== undefined) {
      return unavailable(
        "invalid",
        `${textOf(undirected)}: say \`higher-is-better\` of ${undirected.metric.name}, so that better can be told from worse`,
        undirected.away.place,
      );
    }
    const worse = pairs.filter((pair) => isWorse(pair, drop));
    return worse.length > 0
      ? fail(
          `${worse.length} of ${pairs.length} results elsewhere are more than ${drop} % worse: ${worse.slice(0, 3).map(textOf).join("; ")}`,
          ...worse.slice(0, 20).map(evidenceOf),
        )
      : pass(
          `${pairs.length} results on ${[...sources].join(", ")} are at most ${drop} % worse`,
          ...pairs.slice(0, 20).map(evidenceOf),
        );
  },
});

function trainingDatasets(evaluations: readonly Evaluation[], card: Card): ReadonlySet<string> {
  const names = new Set([
    ...card.datasets.filter(({ role }) => isTrainingSplit(role ?? "")).map(({ name }) => name),
    ...evaluations.filter(({ split }) => isTrainingSplit(split)).map(({ dataset }) => dataset),
  ]);
  // The same data is no other source under another name.
  const data = new Set(card.datasets.filter(({ name }) => names.has(name)).map(dataKey));
  const same = card.datasets.filter((dataset) => data.has(dataKey(dataset)));
  return names.union(new Set(same.map(({ name }) => name)));
}

/** Each metric of a result elsewhere with the best one of the same application at home, tests before other splits. */
function pairsOf(away: Evaluation, home: readonly Evaluation[]): Pair[] {
  const same = home.filter(({ application }) => application === away.application);
  return away.metrics.flatMap((metric): Pair[] => {
    const measured = same.flatMap((evaluation) =>
      evaluation.metrics
        .filter(({ name }) => name === metric.name)
        .map((each) => ({ evaluation, ...each })),
    );
    const tests = measured.filter(({ evaluation }) => /^test/i.test(evaluation.split.trim()));
    const candidates = tests.length > 0 ? tests : measured;
    const higher = directionOf([metric, ...measured]);
    const [best] = candidates.toSorted((a, b) =>
      higher === false ? a.value - b.value : b.value - a.value,
    );
    if (best === undefined) return [];
    const directed = higher === undefined ? metric : { ...metric, higherIsBetter: higher };
    return [{ metric: directed, home: best.evaluation, homeValue: best.value, away }];
  });
}

/** One of them may say it for all: a file that contradicts itself is not read. */
function directionOf(metrics: readonly Metric[]): boolean | undefined {
  return metrics.map(({ higherIsBetter }) => higherIsBetter).find((each) => each !== undefined);
}

function isUndirected({ metric }: Pair): boolean {
  return metric.higherIsBetter === undefined;
}

/** Whether a metric moves by more than the allowance, either way. */
function changes({ metric, homeValue }: Pair, drop: number): boolean {
  return Math.abs(metric.value - homeValue) > allowance(homeValue, drop);
}

function isWorse({ metric, homeValue }: Pair, drop: number): boolean {
  const loss =
    metric.higherIsBetter === false ? metric.value - homeValue : homeValue - metric.value;
  return loss > allowance(homeValue, drop);
}

/** A percentage of a value, with a little more so that 0.81 is 10 % below 0.9. */
function allowance(value: number, percent: number): number {
  return (Math.abs(value) * percent) / 100 + Math.abs(value) * 1e-9;
}

function textOf({ metric, home, homeValue, away }: Pair): string {
  return `${metric.name} is ${metric.value} on ${away.dataset} and ${homeValue} on ${home.dataset}`;
}

function evidenceOf(pair: Pair): Evidence {
  return { ...pair.away.place, seen: textOf(pair) };
}
