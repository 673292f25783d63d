import { describe, expect, test } from "@jest/globals";
import type { EvidencePolicy } from "../../src/core/model/policy.ts";
import { writeStamp } from "../../src/evidence/stamp.ts";
import { contentDigest } from "../../src/gather/files.ts";
import { gatherTests } from "../../src/gather/tests.ts";
import { type FakeContextDescription, quietContext } from "../support/fake-context.ts";
import { type FakeTree, objectId } from "../support/fake-repository.ts";

const FOLDER = ".mltrl/evidence/detector";
const CODE = { "src/a.py": "a\n", "src/test_a.py": "b\n" };
const JUNIT = '<testsuite name="s"><testcase classname="c" name="junit"/></testsuite>';
const RED =
  '<testsuite name="s"><testcase classname="src.test_a" name="red"><failure/></testcase></testsuite>';
const EMPTY = '<testsuite name="s" tests="0"/>';
const CTRF = JSON.stringify({
  reportFormat: "CTRF",
  results: {
    summary: { tests: 1, passed: 1 },
    tests: [{ name: "ctrf", status: "passed" }],
  },
});
const GO = '{"Action":"pass","Package":"p","Test":"go"}\n{"Action":"pass","Package":"p"}\n';

/** What is known of each name, in short, when the files are stamped (or only those that are named). */
async function testsIn(
  files: FakeTree,
  description: Partial<FakeContextDescription>,
  named: readonly string[] = Object.keys(files),
): Promise<Record<string, unknown>> {
  const { component, view } = await quietContext({ ...CODE, ...files });
  const digest = await contentDigest(component, view);
  if (digest.state === "unavailable") throw new Error(digest.reason);
  const reports = new Map(named.map((path) => [path, objectId(files[path] ?? "")]));
  const stamp = { [`${FOLDER}/stamp.yml`]: writeStamp({ content: digest.value, reports }) };
  const context = await quietContext({ ...CODE, ...files, ...stamp }, description);
  const fact = await gatherTests(context);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return Object.fromEntries(
    [...fact.value].map(([name, each]) => [
      name,
      each.state === "unavailable"
        ? `${each.cause}: ${each.reason}`
        : each.value.flatMap(({ suites }) => suites.flatMap(({ cases }) => cases.map((one) => one.name))), // prettier-ignore
    ]),
  );
}

const declared = (format: EvidencePolicy["format"], ...files: string[]): Partial<FakeContextDescription> => ({ policy: { evidence: [{ name: "unit", format, files }] } }); // prettier-ignore

describe("where the policy names the evidence", () => {
  test("its files are read in any format", async () => {
    const files = { "r/a.xml": JUNIT, "r/b.json": CTRF, "r/c.jsonl": GO };
    expect(await testsIn(files, declared("tests", "r/*"))).toEqual({ unit: ["junit", "ctrf", "go"] }); // prettier-ignore
  });

  test.each<[EvidencePolicy["format"], string, string]>([
    ["junit", JUNIT, "junit"],
    ["ctrf", CTRF, "ctrf"],
    ["go-test-json", GO, "go"],
  ])("its files are read as %s", async (format, content, name) => {
    expect(await testsIn({ "r/a": content }, declared(format, "r/a"))).toEqual({ unit: [name] });
    const wrong = format === "junit" ? CTRF : JUNIT;
    expect(await testsIn({ "r/a": wrong }, declared(format, "r/a"))).toEqual({ unit: expect.stringMatching(/^invalid: /) }); // prettier-ignore
  });

  test("the component's own folder does not count", async () => {
    const asked = { ...declared("tests", "r/*"), testEvidence: ["unit"] };
    expect(await testsIn({ "r/a.xml": JUNIT, [`${FOLDER}/unit.xml`]: RED }, asked)).toEqual({ unit: ["junit"] }); // prettier-ignore
    const other = { ...declared("lcov", "r/*"), testEvidence: ["unit"] };
    expect(await testsIn({ [`${FOLDER}/unit.xml`]: JUNIT }, other)).toEqual({});
  });
});

describe("where the policy names none", () => {
  const asked = { testEvidence: ["unit", "unit-slow", "unit"] };

  test("files of the component's folder count under the name they begin with", async () => {
    const files = {
      [`${FOLDER}/unit.xml`]: JUNIT,
      [`${FOLDER}/unit-2.json`]: CTRF,
      [`${FOLDER}/unit-slow.jsonl`]: GO,
      [`${FOLDER}/unit.txt`]: "no report",
      [`${FOLDER}/deep/unit.xml`]: RED,
      [`${FOLDER}/shadow.json`]: "{}",
      ".mltrl/evidence/other/unit.xml": RED,
    };
    expect(await testsIn(files, asked)).toEqual({ unit: ["junit", "ctrf"], "unit-slow": ["go"] });
  });

  test("nothing is known of a name without a file", async () => {
    expect(await testsIn({ [`${FOLDER}/other.xml`]: JUNIT }, asked)).toEqual({});
  });

  test("a report that was not stamped makes all of its name stale", async () => {
    const files = { [`${FOLDER}/unit.xml`]: JUNIT, [`${FOLDER}/unit-2.xml`]: JUNIT };
    expect(await testsIn(files, asked, [`${FOLDER}/unit.xml`])).toEqual({
      unit: expect.stringMatching(/^stale: .*unit-2.xml is not the report that was stamped/),
    });
  });

  test("a report of a deployed version is no report of this content", async () => {
    const files = { [`${FOLDER}/unit.xml`]: JUNIT, [`${FOLDER}/unit@1.2.0.xml`]: RED };
    expect(await testsIn(files, asked)).toEqual({ unit: ["junit"] });
  });
});

describe("reports without cases", () => {
  test("are nothing where there are others", async () => {
    const files = { "r/a.xml": JUNIT, "r/b.xml": EMPTY };
    expect(await testsIn(files, declared("tests", "r/*"))).toEqual({ unit: ["junit"] });
  });

  test("are no evidence by themselves", async () => {
    expect(await testsIn({ "r/a.xml": EMPTY, "r/b.xml": EMPTY }, declared("tests", "r/*"))).toEqual(
      {
        unit: "invalid: the reports have no test case: nothing was run",
      },
    );
  });
});

test("a test that went wrong is found in the tree", async () => {
  const files = { [`${FOLDER}/unit.xml`]: RED };
  const { component, view } = await quietContext({ ...CODE, ...files });
  const digest = await contentDigest(component, view);
  if (digest.state === "unavailable") throw new Error(digest.reason);
  const reports = new Map([[`${FOLDER}/unit.xml`, objectId(RED)]]);
  const stamp = { [`${FOLDER}/stamp.yml`]: writeStamp({ content: digest.value, reports }) };
  const fact = await gatherTests(
    await quietContext({ ...CODE, ...files, ...stamp }, { testEvidence: ["unit"] }),
  );
  expect(fact.state === "known" && fact.value.get("unit")).toMatchObject({
    value: [{ suites: [{ cases: [{ name: "red", place: { path: "src/test_a.py" } }] }] }],
  });
});
