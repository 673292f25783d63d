import { expect, test } from "@jest/globals";
import { writeStamp } from "../../src/evidence/stamp.ts";
import { stampPath } from "../../src/gather/deployed-evidence.ts";
import { gatherEvaluations } from "../../src/gather/evaluations.ts";
import { contentDigest } from "../../src/gather/files.ts";
import { quietContext } from "../support/fake-context.ts";
import { type FakeTree, objectId } from "../support/fake-repository.ts";

const PATH = ".mltrl/evidence/detector/evaluations.yml";
const TEXT = `version: 1
evaluations:
  - {application: screening, dataset: a, split: test, metrics: [{name: recall, value: 0.9}]}
`;
const CODE = { "src/a.py": "a\n" };

/** The files with a stamp that names the evaluations. */
async function stamped(files: FakeTree, path: string): Promise<FakeTree> {
  const { component, view } = await quietContext(files);
  const digest = await contentDigest(component, view);
  if (digest.state === "unavailable") throw new Error(digest.reason);
  const reports = new Map([[path, objectId(files[path] ?? "")]]);
  return { ...files, [stampPath("detector")]: writeStamp({ content: digest.value, reports }) };
}

const gathered = async (files: FakeTree) => gatherEvaluations(await quietContext(files));

test.each([
  [PATH, TEXT],
  [
    PATH.replace(/yml$/, "json"),
    '{"version":1,"evaluations":[{"application":"screening","dataset":"a","split":"test","metrics":[{"name":"recall","value":0.9}]}]}',
  ],
])("evaluations are read from %s", async (path, text) => {
  expect(await gathered(await stamped({ ...CODE, [path]: text }, path))).toMatchObject({
    state: "known",
    value: { path, items: [{ dataset: "a", metrics: [{ name: "recall", value: 0.9 }] }] },
  });
});

test("they speak of the content that they were stamped with", async () => {
  const files = await stamped({ ...CODE, [PATH]: TEXT }, PATH);
  expect(await gathered({ ...files, "src/a.py": "other\n" })).toMatchObject({ cause: "stale" });
});

test("without them it is said where they are expected", async () => {
  expect(await gathered(CODE)).toMatchObject({
    cause: "missing",
    reason: `there are no evaluations; expected ${PATH}`,
  });
});
