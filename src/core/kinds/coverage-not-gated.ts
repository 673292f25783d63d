import * as z from "zod";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** While code is research code nothing in the repository enforces a minimum of coverage. */
export const coverageNotGated = defineKind({
  kind: "coverage-not-gated",
  needs: ["coverageFloors"],
  params: z.strictObject({}),
  judge({ coverageFloors }) {
    return coverageFloors.length === 0
      ? pass("no settings enforce a minimum of coverage")
      : fail(
          `${coverageFloors.length} ${coverageFloors.length === 1 ? "setting enforces" : "settings enforce"} a minimum of coverage: ${coverageFloors[0]?.text}`,
          ...coverageFloors.map(({ text, place }) => ({ ...place, seen: text })),
        );
  },
});
