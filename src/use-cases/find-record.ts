import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { readRecordName } from "../core/records/record-name.ts";
import { textDigest } from "../core/source/canonical-json.ts";
import type { RecordReader } from "../ports/record-store.ts";

/** A record as it is kept. */
export interface FoundRecord {
  readonly name: string;
  readonly text: string;
}

/** At least so many characters of a digest, so that no number is taken for one. */
const DIGEST = /^(?:sha256:)?([0-9a-f]{12,64})$/;

/** The record of a store that a number, a digest or the beginning of one stands for. */
export async function findRecord(
  wanted: string,
  records: RecordReader,
): Promise<Fact<FoundRecord>> {
  const listing = await records.list();
  if (listing.state === "unavailable") return listing;
  const all = listing.value.records;
  if (all.length === 0) {
    return unavailable(
      "missing",
      'there are no records here; fetch them with "git fetch origin refs/mltrl/records:refs/mltrl/records"',
    );
  }
  const number = /^\d{1,9}$/.test(wanted) ? Number(wanted) : undefined;
  const [, digest] = DIGEST.exec(wanted) ?? [];
  for (const record of all) {
    if (number !== undefined && readRecordName(record.name)?.number !== number) continue;
    const text = await records.text(record);
    if (text.state === "unavailable") return text;
    const isIt =
      number !== undefined || textDigest(text.value).startsWith(`sha256:${digest ?? " "}`);
    if (isIt) return known({ name: record.name, text: text.value });
  }
  return unavailable(
    "missing",
    `no record is "${wanted}"; expected a number from 1 to ${all.length}, or at least twelve characters of a digest`,
  );
}
