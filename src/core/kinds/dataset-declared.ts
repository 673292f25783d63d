import * as z from "zod";
import type { Artifact } from "../model/card.ts";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** The card declares a dataset of the kind, or in the role, that a level asks for. */
export const datasetDeclared = defineKind({
  kind: "dataset-declared",
  needs: ["card"],
  params: z.strictObject({
    kinds: z
      .array(z.string())
      .default([])
      .meta({ description: "One of these kinds; any if empty" }),
    roles: z
      .array(z.string())
      .default([])
      .meta({ description: "One of these roles; any if empty" }),
    minimum: z.int().min(1).default(1).meta({ description: "Datasets", stricter: "higher" }),
    "minimum-note": z.int().min(0).default(0).meta({
      description: "Characters of the dataset's note, which says what a reviewer has to know",
      stricter: "higher",
    }),
    versioned: z.boolean().default(false).meta({ description: "Each needs a version" }),
  }),
  judge({ card }, params) {
    if (card.datasets.length === 0) {
      return unavailable("missing", "the card declares no dataset", { path: card.path });
    }
    const { kinds, roles, minimum } = params;
    const wanted = [
      ...(kinds.length > 0 ? [`kind ${kinds.join(", ")}`] : []),
      ...(roles.length > 0 ? [`role ${roles.join(", ")}`] : []),
    ].join(" and ");
    const fitting = card.datasets.filter(
      ({ kind = "", role = "" }) =>
        (kinds.length === 0 || kinds.includes(kind)) &&
        (roles.length === 0 || roles.includes(role)),
    );
    if (fitting.length < minimum) {
      return fail(
        `the card declares ${fitting.length} datasets of ${wanted}; at least ${minimum} asked for`,
        { path: card.path, seen: card.datasets.map(describe).join(", ") || "no dataset" },
      );
    }
    const lacking = fitting.flatMap((dataset) => {
      const note = dataset.note?.trim().length ?? 0;
      const faults = [
        ...(note < params["minimum-note"]
          ? [`a note of ${note} characters where ${params["minimum-note"]} are asked for`]
          : []),
        ...(params.versioned && dataset.version === undefined ? ["no version"] : []),
      ];
      return faults.length === 0 ? [] : [{ dataset, fault: faults.join(" and ") }];
    });
    if (fitting.length - lacking.length >= minimum) {
      return pass(
        `the card declares ${fitting.length - lacking.length} such datasets`,
        ...fitting.map((dataset) => ({ ...dataset.place, seen: describe(dataset) })),
      );
    }
    return fail(
      lacking.map(({ dataset, fault }) => `${dataset.name} has ${fault}`).join("; "),
      ...lacking.map(({ dataset, fault }) => ({ ...dataset.place, seen: fault })),
    );
  },
});

function describe({ name, kind, role }: Artifact): string {
  return `${name} (${[kind ?? "no kind", ...(role === undefined ? [] : [role])].join(", ")})`;
}
