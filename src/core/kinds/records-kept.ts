import * as z from "zod";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** What has happened stays on record: a merged record is neither edited nor removed. */
export const recordsKept = defineKind({
  kind: "records-kept",
  subjects: ["component", "system", "removal", "retired"],
  needs: ["alteredRecords"],
  params: z.strictObject({}),
  judge({ alteredRecords }) {
    const [first] = alteredRecords;
    if (first === undefined) return pass("every merged record stands as it was merged");
    const others = alteredRecords.length - 1;
    return fail(
      `${first.path} is ${first.how}${others > 0 ? `, and ${others} more` : ""}; what happened stays as it was merged, and a correction is a new record`,
      ...alteredRecords.map(({ path, how }) => ({ path, seen: how })),
    );
  },
});
