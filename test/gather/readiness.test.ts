import { describe, expect, test } from "@jest/globals";
import { writeStamp } from "../../src/evidence/stamp.ts";
import { stampPath } from "../../src/gather/deployed-evidence.ts";
import { gatherDeploymentTests, gatherWorkflows } from "../../src/gather/deployment-tests.ts";
import { contentDigest } from "../../src/gather/files.ts";
import { gatherMlTestScore } from "../../src/gather/ml-test-score.ts";
import { gatherDeclaredSlices, gatherSliceResults } from "../../src/gather/slices.ts";
import { quietContext } from "../support/fake-context.ts";
import { type FakeTree, objectId } from "../support/fake-repository.ts";

const FOLDER = ".mltrl/evidence/detector";
const CODE = { "src/a.py": "a\n" };
const SHADOW =
  "environment: staging\nversion: 1.0.0\nstart: 2026-05-20\nend: 2026-05-28\npassed: true\nregressions: []\n";
const WORKFLOW = ".github/workflows/stress.yml";

/** The files with a stamp that names everything in the evidence folder. */
async function stamped(files: FakeTree): Promise<FakeTree> {
  const { component, view } = await quietContext(files);
  const digest = await contentDigest(component, view);
  if (digest.state === "unavailable") throw new Error(digest.reason);
  const reports = Object.entries(files)
    .filter(([path]) => path.startsWith(FOLDER))
    .map(([path, file]) => [path, objectId(file)] as const);
  const stamp = writeStamp({ content: digest.value, reports: new Map(reports) });
  return { ...files, [stampPath("detector")]: stamp };
}

describe("deployment tests", () => {
  const structuredEvidence = ["shadow", "canary", "stress-test"];

  test("are read by the name of their evidence, each on its own", async () => {
    const files = await stamped({
      ...CODE,
      [`${FOLDER}/shadow.yml`]: SHADOW,
      [`${FOLDER}/canary.yml`]: "passed: true\n",
    });
    const fact = await gatherDeploymentTests(await quietContext(files, { structuredEvidence }));
    const tests = fact.state === "known" ? Object.fromEntries(fact.value) : {};
    expect(Object.keys(tests)).toEqual(["shadow", "canary"]);
    expect(tests["shadow"]).toMatchObject({
      value: { path: `${FOLDER}/shadow.yml`, end: "2026-05-28" },
    });
    expect(tests["canary"]).toMatchObject({ state: "unavailable", cause: "invalid" });
  });

  test("speak of the content that they were stamped with", async () => {
    const files = await stamped({ ...CODE, [`${FOLDER}/shadow.yml`]: SHADOW });
    const changed = { ...files, "src/a.py": "other\n" };
    const fact = await gatherDeploymentTests(await quietContext(changed, { structuredEvidence }));
    expect(fact.state === "known" && fact.value.get("shadow")).toMatchObject({
      state: "unavailable",
      cause: "stale",
    });
  });

  test("lead to the workflow that makes them, and to no other", async () => {
    const files = await stamped({
      ...CODE,
      [`${FOLDER}/stress-test.yml`]: `${SHADOW}workflow: ${WORKFLOW}\n`,
      [`${FOLDER}/shadow.yml`]: SHADOW,
      [WORKFLOW]: "on: { schedule: [{ cron: 0 3 * * 1 }] }\njobs: {}\n",
      ".github/workflows/other.yml": "on: push\njobs: {}\n",
    });
    const fact = await gatherWorkflows(await quietContext(files, { structuredEvidence }));
    expect(fact.state === "known" && Object.fromEntries(fact.value)).toEqual({
      [WORKFLOW]: {
        state: "known",
        value: { path: WORKFLOW, name: WORKFLOW, schedules: ["0 3 * * 1"] },
      },
    });
  });

  test("may name a workflow that is not there", async () => {
    const files = await stamped({
      ...CODE,
      [`${FOLDER}/stress-test.yml`]: `${SHADOW}workflow: ${WORKFLOW}\n`,
    });
    const fact = await gatherWorkflows(await quietContext(files, { structuredEvidence }));
    expect(fact.state === "known" && fact.value.get(WORKFLOW)).toMatchObject({ cause: "missing" });
  });
});

describe("results on slices", () => {
  test("are read where they are stamped", async () => {
    const files = await stamped({
      ...CODE,
      [`${FOLDER}/slices.json`]:
        '{"slices": [{"name": "a", "metric": "m", "value": 1, "count": 2}]}',
    });
    expect(await gatherSliceResults(await quietContext(files))).toMatchObject({
      state: "known",
      value: { slices: [{ name: "a", value: 1, count: 2 }] },
    });
  });

  test("are of slices that are declared in one file alone", async () => {
    const declared = ".mltrl/documents/detector/slices";
    const files = {
      ...CODE,
      [`${declared}.yml`]: "slices: [{ name: a, metric: m, floor: 0 }]\n",
      [`${declared}.json`]: '{"slices": [{"name": "a", "metric": "m", "floor": 0.9}]}',
    };
    expect(await gatherDeclaredSlices(await quietContext(files))).toMatchObject({
      cause: "invalid",
      reason: `${declared}.yml and ${declared}.json may declare different slices; expected one file: keep one of them`,
    });
  });

  test("are missing where there are none", async () => {
    expect(await gatherSliceResults(await quietContext(CODE))).toMatchObject({
      cause: "missing",
      reason: `no results on slices of the data; expected ${FOLDER}/slices.yml`,
    });
  });
});

describe("the ML Test Score", () => {
  const CARD = ["data", "model", "infrastructure", "monitoring"]
    .map((section) => {
      const tests = [1, 2, 3, 4, 5, 6, 7].map((n) => `  ${section}-${n}: { score: 0 }\n`);
      return `${section}:\n${tests.join("")}`;
    })
    .join("");
  const DOCUMENT = ".mltrl/documents/detector/ml-test-score.yml";

  test("is a document", async () => {
    const fact = await gatherMlTestScore(await quietContext({ ...CODE, [DOCUMENT]: CARD }));
    expect(fact).toMatchObject({ state: "known", value: { path: DOCUMENT } });
    expect(fact.state === "known" && fact.value.tests).toHaveLength(28);
  });

  test("is evidence where there is such a file, which has to be stamped", async () => {
    const files = { ...CODE, [DOCUMENT]: CARD, [`${FOLDER}/ml-test-score.yml`]: CARD };
    expect(await gatherMlTestScore(await quietContext(files))).toMatchObject({ cause: "stale" });
    expect(await gatherMlTestScore(await quietContext(await stamped(files)))).toMatchObject({
      value: { path: `${FOLDER}/ml-test-score.yml` },
    });
  });

  test("is missing where there is none", async () => {
    expect(await gatherMlTestScore(await quietContext(CODE))).toMatchObject({
      cause: "missing",
      reason: `there is no ML Test Score; expected ${DOCUMENT}`,
    });
  });
});
