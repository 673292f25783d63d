import { known } from "../../src/core/model/fact.ts";
import type { KeptRecord, RecordListing, RecordStore } from "../../src/ports/record-store.ts";
import { objectId } from "./fake-repository.ts";

/** A store of records in memory; every version of it is remembered. */
export function fakeRecords(): RecordStore & { readonly texts: () => readonly string[] } {
  const texts = new Map<string, string>();
  const records: KeptRecord[] = [];
  const listing = (): RecordListing => ({
    tip: records.at(-1)?.name,
    records: [...records],
  });
  return {
    texts: () => records.map(({ id }) => texts.get(id) ?? ""),
    list: () => Promise.resolve(known(listing())),
    text: ({ id }) => Promise.resolve(known(texts.get(id) ?? "")),
    append({ name, text }, after) {
      if (records.at(-1)?.name !== after) return Promise.resolve(known("moved"));
      const id = objectId(text);
      texts.set(id, text);
      records.push({ name, id });
      return Promise.resolve(known("appended"));
    },
  };
}
