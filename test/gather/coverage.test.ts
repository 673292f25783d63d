import { describe, expect, test } from "@jest/globals";
import type { EvidencePolicy } from "../../src/core/model/policy.ts";
import { gatherBaseCoverage, gatherCoverage } from "../../src/gather/coverage.ts";
import { type FakeContextDescription, fakeContext, quietContext } from "../support/fake-context.ts";
import type { FakeTree } from "../support/fake-repository.ts";
import { stampedFiles } from "../support/stamped-files.ts";

const OWN = ".mltrl/evidence/detector";
const CODE = { "src/a.py": "a\nb\n" };
const LCOV = "SF:src/a.py\nDA:1,1\nDA:2,0\nend_of_record\n";
const COBERTURA =
  '<coverage line-rate="1"><sources><source>/ci/src</source></sources><packages><class filename="a.py"><lines><line number="1" hits="1"/></lines></class></packages></coverage>';

async function coverageIn(files: FakeTree, changes: Partial<FakeContextDescription> = {}) {
  return gatherCoverage(await quietContext(files, changes));
}

async function coverageOf(reports: Record<string, string>, evidence: EvidencePolicy[] = []) {
  const files = await stampedFiles({ ...CODE, ...reports }, Object.keys(reports));
  return coverageIn(files, { policy: { evidence } });
}

describe("the component's own folder", () => {
  test.each<[name: string, content: string]>([
    ["coverage.xml", COBERTURA],
    ["coverage-unit.json", JSON.stringify({ meta: {}, coverage: { "src/a.py": [1] } })],
    ["coverage.out", "mode: set\nsrc/a.py:1.1,1.9 1 1\n"],
    ["unit.lcov", LCOV],
    ["lcov.info", LCOV],
    ["nested/coverage.txt", LCOV],
  ])("has a report in %s, whatever its format", async (name, content) => {
    const fact = await coverageOf({ [`${OWN}/${name}`]: content });
    expect(fact).toMatchObject({ value: { reports: [`${OWN}/${name}`], files: [{ path: "src/a.py" }] } }); // prettier-ignore
  });

  test.each(["unit-tests.xml", "slices.json", "uncoverage.xml", "coverage"])(
    "has none in %s",
    async (name) => {
      const fact = await coverageOf({ [`${OWN}/${name}`]: COBERTURA });
      expect(fact).toMatchObject({ state: "unavailable", cause: "missing" });
    },
  );
});

const evidence = (format: EvidencePolicy["format"], file = "out/report"): EvidencePolicy => ({
  name: "coverage",
  format,
  files: [file],
});

describe("evidence that the policy names", () => {
  test.each<[EvidencePolicy["format"], string]>([
    ["coverage", COBERTURA],
    ["coverage", LCOV],
    ["cobertura", COBERTURA],
    ["lcov", LCOV],
  ])("may be of the format %s", async (format, content) => {
    expect((await coverageOf({ "out/report": content }, [evidence(format)])).state).toBe("known");
  });

  test("is invalid in another format", async () => {
    expect(await coverageOf({ "out/report": LCOV }, [evidence("jacoco")])).toMatchObject({
      cause: "invalid",
      reason: "expected a report of the format jacoco, got lcov",
    });
  });

  test("goes before what stands in the component's folder", async () => {
    const fact = await coverageOf({ "out/report": COBERTURA, [`${OWN}/coverage.lcov`]: LCOV }, [
      evidence("coverage"),
      { name: "unit-tests", format: "junit", files: ["none.xml"] },
    ]);
    expect(fact).toMatchObject({ value: { reports: ["out/report"] } });
  });
});

test("Go files are found by the module that go.mod declares", async () => {
  const report = `${OWN}/coverage.out`;
  const files = await stampedFiles(
    {
      "go.mod": "module example.com/acme/v2\n",
      "tools/go.mod": "// no module\n",
      "src/run.go": "",
      "src/x/run.go": "",
      [report]: "mode: set\nexample.com/acme/v2/src/run.go:1.1,1.9 1 1\n",
    },
    [report],
  );
  expect(await coverageIn(files)).toMatchObject({
    value: { files: [{ path: "src/run.go" }], unmeasured: ["src/x/run.go"] },
  });
});

describe("the coverage of base", () => {
  const REPORT = `${OWN}/coverage.lcov`;
  const base = () => stampedFiles({ ...CODE, [REPORT]: LCOV }, [REPORT]);
  const head = () =>
    stampedFiles({ ...CODE, "src/b.py": "b", [REPORT]: LCOV.replace("DA:2,0", "DA:2,1") }, [REPORT]); // prettier-ignore

  test("is measured on what stands there, by its own reports", async () => {
    const context = await fakeContext({
      base: await base(),
      head: await head(),
      wantsBaseCoverage: true,
    });
    expect(await gatherBaseCoverage(context)).toMatchObject({
      state: "known",
      value: { state: "known", value: { project: { covered: 1, total: 2 }, unmeasured: [] } },
    });
    expect(await gatherCoverage(context)).toMatchObject({
      value: { project: { covered: 2, total: 2 }, unmeasured: ["src/b.py"] },
    });
  });

  test.each<[what: string, changes: Partial<FakeContextDescription>, cause: string]>([
    ["no rule asks for it", {}, "not-visible"],
    ["base has no report", { wantsBaseCoverage: true }, "missing"],
  ])("is not known where %s", async (_, changes, cause) => {
    const context = await fakeContext({ base: CODE, head: await head(), ...changes });
    expect(await gatherBaseCoverage(context)).toMatchObject({
      state: "known",
      value: { state: "unavailable", cause },
    });
  });

  test("is not there for a component that is new", async () => {
    const context = await fakeContext({ base: {}, head: await head(), wantsBaseCoverage: true });
    const declared = { ...context.declared, base: undefined };
    expect(await gatherBaseCoverage({ ...context, declared })).toMatchObject({
      value: { cause: "missing", reason: "there is no base to compare with" },
    });
  });
});
