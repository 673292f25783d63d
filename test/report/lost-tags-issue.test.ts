import { expect, test } from "@jest/globals";
import type { ReportedTag, TagUse } from "../../src/core/model/tag-change.ts";
import { lostTagsIssue, readLostTags } from "../../src/report/lost-tags-issue.ts";

const OLD = "a".repeat(40);
const LOST = { tag: "nn@v1.0.0", object: OLD, commit: OLD, by: "researcher", at: "2026-06-01T12:00:00Z" }; // prettier-ignore
const bodyOf = (changes: Partial<ReportedTag>): string =>
  lostTagsIssue([{ ...LOST, now: undefined, uses: [], ...changes }], []).body;
const dataset = (name: string): TagUse => ({ component: "detector", what: "dataset", name });

test.each<[string, Partial<ReportedTag>, string]>([
  [
    "a dataset whose version the card leaves out",
    { uses: [dataset("scans")] },
    "relied on by `detector` by its dataset `scans`\n",
  ],
  [
    "only the first of many uses",
    { uses: Array.from("abcdefg").map(dataset) },
    "by its dataset `e`; 2 more\n",
  ],
  ["nobody where GitHub names nobody", { by: "" }, "  - pushed, noticed at 2026-06-01T12:00:00Z"],
  [
    "an account without calling it",
    { by: "a`@acme/all" },
    "pushed by <code>a\\`@&#8203;acme/all</code>,",
  ],
  [
    "a name that could be markup as a name",
    { uses: [dataset("<img>|@acme")] },
    "<code>&lt;img&gt;&#124;@&#8203;acme</code>",
  ],
])("it names %s", (_, changes, text) => {
  // prettier-ignore
  expect(bodyOf(changes)).toContain(text);
});

test("what it says is read again, whatever is in a name", () => {
  const odd = { ...LOST, by: "--> <!-- x" };
  expect(readLostTags(bodyOf(odd))).toEqual([odd]);
  expect(readLostTags("Nothing of ours")).toEqual([]);
});
