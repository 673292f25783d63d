import { describe, expect, test } from "@jest/globals";
import { chainProblems, linksOf, rewritten } from "../../../src/core/records/chain.ts";
import { fakeRecords } from "../../support/fake-records.ts";
import { recordFakeMerge } from "../../support/record-fake-merge.ts";

interface Kept {
  readonly name: string;
  readonly text: string;
}

async function chain(count: number): Promise<Kept[]> {
  const store = fakeRecords();
  for (let i = 0; i < count; i += 1) await recordFakeMerge(7 + i, [store]);
  const listing = await store.list();
  const names = listing.state === "known" ? listing.value.records.map(({ name }) => name) : [];
  return names.map((name, i) => ({ name, text: store.texts()[i] ?? "" }));
}

const CHAIN = await chain(3);

function problems(records: readonly Kept[]): string[] {
  const texts = new Map(records.map(({ name, text }) => [name, text]));
  return chainProblems(linksOf(records), texts).map(
    ({ record, message }) => `${record.slice(0, 6)} ${message}`,
  );
}

function edited(place: number, edit: (each: Kept) => Kept): Kept[] {
  return CHAIN.map((each, i) => (i === place ? edit(each) : each));
}

describe("a chain", () => {
  test("as it was written has no problem", () => {
    expect(problems(CHAIN)).toEqual([]);
    expect(problems([])).toEqual([]);
  });

  test("whose first record is gone does not begin", () => {
    expect(problems(CHAIN.slice(1))).toEqual([
      "000002 says that it is record 2 and stands in place 1: a record was taken out or put in",
      expect.stringMatching(/^000002 names a record before it, sha256:\w+, which is not there$/),
      "000003 says that it is record 3 and stands in place 2: a record was taken out or put in",
    ]);
  });

  test("with a record under another name, or not in our hand", () => {
    expect(
      problems(edited(2, (each) => ({ ...each, name: "000003-99-4ead00000000.json" }))),
    ).toEqual([
      "000003 is called otherwise than what it holds, which would be 000003-9-4ead00000000.json",
    ]);
    expect(problems(edited(2, (each) => ({ ...each, text: `${each.text}\n` })))).toEqual([
      "000003 is not written as the App writes: it was rewritten by something else",
    ]);
  });

  test("of which one record was changed breaks behind it", () => {
    const changed = edited(0, (each) => ({ ...each, text: each.text.replace("researcher", "gh") }));
    expect(problems(changed)).toEqual([
      expect.stringMatching(
        /^000002 was appended to a record with the digest .* changed or exchanged/,
      ),
    ]);
  });
});

test("a store only grows", () => {
  const [a, b] = [
    { name: "1", id: "a" },
    { name: "2", id: "b" },
  ];
  expect(rewritten([{ tip: "x", records: [a] }, { tip: "y", records: [a, b] }])).toEqual([]); // prettier-ignore
  expect(
    rewritten([
      { tip: "x", records: [a, b] },
      { tip: "y", records: [{ ...a, id: "c" }] },
    ]),
  ).toEqual([
    // prettier-ignore
    { record: "1", message: "was changed in the commit y" },
    { record: "2", message: "was taken out in the commit y" },
  ]);
});
