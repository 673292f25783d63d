import { describe, expect, test } from "@jest/globals";
import type { EvidencePolicy } from "../../src/core/model/policy.ts";
import { writeStamp } from "../../src/evidence/stamp.ts";
import { contentDigest } from "../../src/gather/files.ts";
import { gatherCoverage } from "../../src/gather/coverage.ts";
import type { Deployment } from "../../src/core/model/card.ts";
import { evidenceFor, stampPath } from "../../src/gather/deployed-evidence.ts";
import { freshReports } from "../../src/gather/reports.ts";
import { gatherTests } from "../../src/gather/tests.ts";
import { quietContext, type FakeContextDescription } from "../support/fake-context.ts";
import { type FakeTree, objectId } from "../support/fake-repository.ts";

const UNIT: EvidencePolicy = { name: "unit-tests", format: "junit", files: ["reports/*.xml"] };
const JUNIT = '<testsuite name="s"><testcase classname="c" name="works"/></testsuite>';
const LCOV = "SF:src/a.py\nDA:1,1\nDA:2,0\nend_of_record\n";
const STAMP = stampPath("detector");
const CODE = { "src/a.py": "a\nb\n" };

/** The files with a stamp that names these reports and the component's content. */
async function stamped(files: FakeTree, reports: readonly string[]): Promise<FakeTree> {
  const { component, view } = await quietContext(files);
  const digest = await contentDigest(component, view);
  if (digest.state === "unavailable") throw new Error(digest.reason);
  const ids = reports.map((path) => [path, objectId(files[path] ?? "")] as const);
  return { ...files, [STAMP]: writeStamp({ content: digest.value, reports: new Map(ids) }) };
}

async function fresh(files: FakeTree, evidence = UNIT) {
  return freshReports(await quietContext(files), evidence);
}

describe("committed reports", () => {
  const REPORT = "reports/unit.xml";
  const files = { ...CODE, [REPORT]: JUNIT };

  test("count while their stamp speaks of this content", async () => {
    const found = await fresh(await stamped(files, [REPORT]));
    expect(found).toEqual({
      state: "known",
      value: [{ path: REPORT, bytes: new TextEncoder().encode(JUNIT) }],
    });
  });

  test("count after a change of what is not content", async () => {
    const all = await stamped(files, [REPORT]);
    expect((await fresh({ ...all, "README.md": "new", ".mltrl/cards/detector.md": "x" })).state).toBe("known"); // prettier-ignore
  });

  test.each<[string, (all: FakeTree) => FakeTree, string, string]>([
    ["the content changed", (all) => ({ ...all, "src/a.py": "changed" }), "stale", "speaks of other content (sha256:"], // prettier-ignore
    ["the report changed", (all) => ({ ...all, [REPORT]: `${JUNIT} ` }), "stale", "is not the report that was stamped"], // prettier-ignore
    ["a report came along", (all) => ({ ...all, "reports/more.xml": JUNIT }), "stale", "reports/more.xml is not the report that was stamped"], // prettier-ignore
    ["there is no stamp", () => files, "stale", `run "mltrl stamp detector" where the report is made and commit ${STAMP}`], // prettier-ignore
    [
      "the stamp is broken",
      (all) => ({ ...all, [STAMP]: "{" }),
      "invalid",
      "the stamp of the unit-tests report cannot be read: not valid YAML",
    ],
    ["the stamp is not text", (all) => ({ ...all, [STAMP]: new Uint8Array([0xff]) }), "invalid", "no stamp says which content"], // prettier-ignore
    ["there is none", () => CODE, "missing", "there is no unit-tests report: let CI write junit to reports/*.xml"], // prettier-ignore
  ])("do not where %s", async (_, change, cause, reason) => {
    expect(await fresh(change(await stamped(files, [REPORT])))).toMatchObject({
      state: "unavailable",
      cause,
      reason: expect.stringContaining(reason),
    });
  });

  test("stand in the component's own folder where the policy names none", async () => {
    const own = ".mltrl/evidence/detector/lcov.info";
    const all = await stamped({ ...CODE, [own]: LCOV, ".mltrl/evidence/other/lcov.info": LCOV }, [
      own,
    ]);
    const found = await fresh(all, { name: "coverage", format: "lcov", files: [] });
    expect(found).toMatchObject({ state: "known", value: [{ path: own }] });
    expect(await fresh(CODE, { name: "coverage", format: "lcov", files: [] })).toMatchObject({
      reason: expect.stringContaining("to .mltrl/evidence/detector/"),
    });
  });

  test("may stand under .mltrl and elsewhere", async () => {
    const paths = [".mltrl/evidence/detector/a.xml", "reports/b.xml"];
    const all = await stamped({ ...CODE, ...Object.fromEntries(paths.map((path) => [path, JUNIT])) }, paths); // prettier-ignore
    const found = await fresh(all, { ...UNIT, files: paths });
    expect(found.state === "known" ? found.value.map(({ path }) => path) : found).toEqual(paths);
  });
});

describe("evidence of a deployed version", () => {
  const FOLDER = ".mltrl/evidence/detector";
  const paths = ["unit.xml", "unit@1.2.0.xml", "unit@1.1.0.xml", "more.xml"].map((name) => `${FOLDER}/${name}`); // prettier-ignore
  const evidence = { ...UNIT, files: [`${FOLDER}/*.xml`] };
  const deployment: Deployment = {
    version: "1.2.0",
    tag: "detector@v1.2.0",
    level: 9,
    environments: [],
    place: { path: ".mltrl/cards/detector.md" },
  };
  const reports = { ...CODE, ...Object.fromEntries(paths.map((path) => [path, JUNIT])) };

  async function found(files: FakeTree, version?: Deployment) {
    const context = await quietContext(files);
    const fact = await freshReports({ ...context, ...(version && { deployment: version }) }, evidence); // prettier-ignore
    return fact.state === "known" ? fact.value.map(({ path }) => path.slice(FOLDER.length + 1)) : fact; // prettier-ignore
  }

  test("is what names it, and what no such report stands in for", async () => {
    const files = await stamped(reports, paths);
    expect(await found(files)).toEqual(["unit.xml", "more.xml"]);
    expect(await found(files, deployment)).toEqual(["unit@1.2.0.xml", "more.xml"]);
    expect(await found(files, { ...deployment, version: "1.0.0" })).toEqual(["unit.xml", "more.xml"]); // prettier-ignore
  });

  test("is bound by its own stamp, if there is one", async () => {
    const own = stampPath("detector", "1.2.0");
    const files = await stamped(reports, []);
    const text = (await stamped(reports, paths))[STAMP] ?? "";
    expect(await found({ ...files, [own]: text }, deployment)).toEqual(["unit@1.2.0.xml", "more.xml"]); // prettier-ignore
    expect(await found({ ...files, [own]: text })).toMatchObject({ cause: "stale" });
    expect(await found(reports, deployment)).toMatchObject({
      reason: expect.stringContaining('run "mltrl stamp detector --deployed 1.2.0"'),
    });
  });

  test.each<[path: string, version: string | undefined]>([
    ["a/b@1.0.0.json", "1.0.0"],
    ["a/b@1.0.0-rc.1+x.json", "1.0.0-rc.1+x"],
    ["a@1.0.0/b.json", undefined],
    ["a/b@next.json", undefined],
    ["a/@acme.json", undefined],
    ["a@2/b@x", undefined],
    ["README", undefined],
  ])("%s speaks of %s", (path, version) => {
    const speaks = (of: string | undefined): boolean => evidenceFor(of, [{ path }]).length > 0;
    expect([speaks(undefined), speaks("9.9.9")]).toEqual(
      version === undefined ? [true, true] : [false, false],
    );
    expect(speaks(version)).toBe(true);
  });
});

async function testsIn(files: FakeTree, evidence: EvidencePolicy[]) {
  const fact = await gatherTests(await quietContext(files, { policy: { evidence } }));
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return Object.fromEntries(fact.value);
}

describe("test reports", () => {
  test("are read by the name of their evidence, each on its own", async () => {
    const good = { ...CODE, "reports/unit.xml": JUNIT, "other/bad.xml": "<testsuite>" };
    const files = await stamped(good, ["reports/unit.xml", "other/bad.xml"]);
    const found = await testsIn(files, [
      UNIT,
      { name: "integration", format: "junit", files: ["other/*.xml"] },
      { name: "absent", format: "junit", files: ["none/*.xml"] },
      { name: "coverage", format: "lcov", files: ["lcov.info"] },
      { ...UNIT, name: "elsewhere", component: "other" },
      { ...UNIT, name: "own", component: "detector" },
    ]);
    expect(Object.keys(found)).toEqual(["unit-tests", "integration", "absent", "own"]);
    expect(found["unit-tests"]).toMatchObject({
      state: "known",
      value: [{ path: "reports/unit.xml", suites: [{ cases: [{ name: "works" }] }] }],
    });
    expect(found["integration"]).toMatchObject({ state: "unavailable", cause: "invalid" });
    expect(found["absent"]).toMatchObject({ state: "unavailable", cause: "missing" });
  });
});

async function coverageIn(files: FakeTree, changes: Partial<FakeContextDescription> = {}) {
  return gatherCoverage(await quietContext(files, changes));
}

describe("coverage", () => {
  const REPORT = ".mltrl/evidence/detector/lcov.info";
  test("is measured on the component's sources", async () => {
    const files = await stamped({ ...CODE, "src/b.py": "b", [REPORT]: LCOV }, [REPORT]);
    expect(await coverageIn(files)).toMatchObject({
      state: "known",
      value: {
        reports: [REPORT],
        project: { covered: 1, total: 2 },
        unmeasured: ["src/b.py"],
        changedLines: undefined,
      },
    });
  });

  test("of changed lines is asked for only where a rule wants it", async () => {
    const head = await stamped({ ...CODE, [REPORT]: LCOV }, [REPORT]);
    const base = { ...head, "src/a.py": "a\n" };
    const wanted = { base, changedPaths: ["src/a.py"], wantsChangedLines: true };
    expect(await coverageIn(head, wanted)).toMatchObject({
      value: { changedLines: { covered: 0, total: 1 } },
    });
    expect(await coverageIn(head, { ...wanted, changedPaths: ["README.md"] })).toMatchObject({
      value: { changedLines: { covered: 0, total: 0 } },
    });
  });

  test("comes from every report that may speak of the component", async () => {
    const paths = ["one.info", "two.info"];
    const files = await stamped(
      { ...CODE, "one.info": LCOV, "two.info": LCOV.replace("DA:2,0", "DA:2,1") },
      paths,
    );
    const evidence = [
      ...paths.map((path) => ({ name: path, format: "lcov" as const, files: [path] })),
      { name: "other", format: "lcov" as const, files: ["none"], component: "other" },
    ];
    expect(await coverageIn(files, { policy: { evidence } })).toMatchObject({
      value: { project: { covered: 2, total: 2 }, reports: paths },
    });
  });

  test.each<[string, FakeTree, string]>([
    ["there is no report", CODE, "missing"],
    ["a report is unreadable", { ...CODE, [REPORT]: "DA:x" }, "invalid"],
    ["a report speaks of another tree", { ...CODE, [REPORT]: "SF:gone.py\nDA:1,1\nend_of_record\n" }, "invalid"], // prettier-ignore
  ])("is not known where %s", async (_, files, cause) => {
    const reports = Object.keys(files).filter((path) => path === REPORT);
    expect(await coverageIn(await stamped(files, reports))).toMatchObject({
      state: "unavailable",
      cause,
    });
  });
});
