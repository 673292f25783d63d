import { known } from "../../src/core/model/fact.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";
import type { Recorded } from "../../src/use-cases/append-record.ts";
import { type RecordPorts, recordMerge } from "../../src/use-cases/record-merge.ts";
import { raiseFiles } from "./evidence-files.ts";
import { aReview, BASE, fakeChange, type FakeChangeDescription, HEAD } from "./fake-change.ts";
import { ENGINE } from "./fake-engine.ts";
import { scannerFiles } from "./repository-files.ts";

/** When the fake pull request is merged: after the review that the fakes give. */
export const MERGED_AT = "2026-06-01T12:00:00Z";

/** The scanner's component goes from 2 to 3, with the panel's approval, unless it is described otherwise. */
export function mergedPorts(
  stores: readonly RecordStore[],
  description: Partial<FakeChangeDescription> = {},
): RecordPorts {
  const base = scannerFiles();
  const change = fakeChange({
    base,
    head: { ...base, ...raiseFiles(2, 3) },
    reviews: [aReview("researcher")],
    tags: [{ name: "v1.0.0", commit: BASE, annotated: true }],
    people: { teams: { "acme/product": ["product-manager"] } },
    ...description,
  });
  return { ...change, baseBefore: () => Promise.resolve(known(BASE)), stores };
}

/** Records a merge of the fake pull request. */
export function recordFakeMerge(
  number: number,
  stores: readonly RecordStore[],
  description: Partial<FakeChangeDescription> = {},
): Promise<Recorded> {
  const merged = { number, mergeCommit: HEAD, mergedAt: MERGED_AT, mergedBy: "platform-admin" };
  return recordMerge(merged, mergedPorts(stores, description), ENGINE);
}
