import * as z from "zod";
import { type DataReadiness, READINESS_GRADES, type ReadinessGrade } from "../model/datasheet.ts";
import { type Evidence, fail, notApplicable, pass } from "../model/finding.ts";
import { askedDatasets, type DescribedDataset, describedDatasets } from "./datasets-asked.ts";
import { defineKind } from "./define-kind.ts";

const ASPECTS = ["quality", "validity", "availability"] as const;

/** Quality, validity and availability of each dataset were evaluated, and it reached a band of readiness. */
export const dataReadiness = defineKind({
  kind: "data-readiness",
  needs: ["card", "datasheets"],
  params: z.strictObject({
    kinds: z.array(z.string()).min(1).default(["real"]).meta({
      description: "Datasets of these kinds, and those whose kind is not said",
      stricter: "more",
    }),
    "minimum-band": z
      .enum(["C", "B", "A", ...READINESS_GRADES])
      .default("B")
      .meta({
        description: "Data readiness after Lawrence: C4 (heard of) to A1 (ready for its task)",
      }),
    "minimum-text": z.int().min(1).default(20).meta({
      description: "Characters of what is said of each of quality, validity and availability",
      stricter: "higher",
    }),
  }),
  judge({ card, datasheets }, params) {
    const datasets = askedDatasets(card, params.kinds);
    if (datasets.length === 0) {
      return notApplicable(`the card declares no dataset of kind ${params.kinds.join(" or ")}`);
    }
    const described = describedDatasets(datasets, datasheets);
    if ("state" in described) return described;
    const faults = described.flatMap((each) =>
      faultsOf(each, params["minimum-text"], params["minimum-band"]),
    );
    return faults.length === 0
      ? pass(
          "the readiness of each dataset is evaluated and high enough",
          ...described.map(({ datasheet: { path, readiness }, dataset: { name } }) => ({
            path,
            seen: `${name} is at ${readiness?.band}`,
          })),
        )
      : fail(
          `quality, validity, availability and a band of at least ${params["minimum-band"]} are asked for`,
          ...faults,
        );
  },
});

function faultsOf(
  { dataset: { name }, datasheet: { path, readiness = {} } }: DescribedDataset,
  least: number,
  band: string,
): Evidence[] {
  const thin = ASPECTS.filter((aspect) => (readiness[aspect] ?? "").trim().length < least);
  const low = bandFault(readiness, band);
  return [
    ...thin.map((aspect) => ({
      path,
      seen: `${name}: ${(readiness[aspect] ?? "").trim().length} characters on its ${aspect} where ${least} are asked for`,
    })),
    ...(low === undefined ? [] : [{ path, seen: `${name}: ${low}` }]),
  ];
}

function bandFault({ band }: DataReadiness, minimum: string): string | undefined {
  if (band === undefined) return "no band of readiness";
  const least = READINESS_GRADES.indexOf(gradeOf(minimum));
  return READINESS_GRADES.indexOf(band) < least ? `band ${band}` : undefined;
}

/** A band alone stands for its lowest grade. */
function gradeOf(band: string): ReadinessGrade {
  return READINESS_GRADES.find((grade) => grade.startsWith(band)) ?? "A1";
}
