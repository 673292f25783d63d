import { describe, expect, test } from "@jest/globals";
import { gatherAlteredRecords } from "../../src/gather/altered-records.ts";
import { fakeContext } from "../support/fake-context.ts";

const RECORDS = {
  ".mltrl/reviews/detector/2026-01-02-2-to-3.yml": "a\n",
  ".mltrl/decisions/detector/2026-01-02-2.yml": "a\n",
  ".mltrl/switchbacks/detector/2026-01-03-3-to-2.yml": "a\n",
  ".mltrl/hotfixes/detector/2026-01-04.yml": "a\n",
  ".mltrl/reviews/reader/2026-01-02-2-to-3.yml": "a\n",
};

async function alteredBy(head: Readonly<Record<string, string>>) {
  const context = await fakeContext({ base: RECORDS, head });
  return gatherAlteredRecords(context);
}

describe("merged records", () => {
  test("that stand are not named, and new ones are no change", async () => {
    const head = { ...RECORDS, ".mltrl/reviews/detector/2026-02-02-2-to-3.yml": "b\n" };
    expect(await alteredBy(head)).toEqual({ state: "known", value: [] });
  });

  test.each(Object.keys(RECORDS).slice(0, 3))("%s is named when it is edited", async (path) => {
    const altered = await alteredBy({ ...RECORDS, [path]: "b\n" });
    expect(altered).toEqual({ state: "known", value: [{ path, how: "edited" }] });
  });

  test.each(Object.keys(RECORDS).slice(0, 4))("%s is named when it is removed", async (path) => {
    const { [path]: _, ...head } = RECORDS as Readonly<Record<string, string>>;
    const altered = await alteredBy(head);
    expect(altered).toEqual({ state: "known", value: [{ path, how: "removed" }] });
  });

  test("of a hotfix take in its review", async () => {
    const head = { ...RECORDS, ".mltrl/hotfixes/detector/2026-01-04.yml": "b\n" };
    expect(await alteredBy(head)).toEqual({ state: "known", value: [] });
  });
});
