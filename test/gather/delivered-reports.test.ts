import { describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../src/core/model/fact.ts";
import type { EvidencePolicy } from "../../src/core/model/policy.ts";
import { deliveredReports } from "../../src/gather/delivered-reports.ts";
import { gatherOrigins } from "../../src/gather/origins.ts";
import { gatherStructured } from "../../src/gather/structured.ts";
import { gatherTests } from "../../src/gather/tests.ts";
import { fakeContext, type FakeContextDescription } from "../support/fake-context.ts";
import type { FakeRun } from "../support/fake-ci-reports.ts";
import { aDelivery, aRun, CI } from "../support/fake-run.ts";

const EVIDENCE = { name: "unit", format: "tests", files: ["reports/*.xml"], workflow: CI } as const;
const EARLIER = "ea51".padEnd(40, "0");
const JUNIT = '<testsuite name="s"><testcase classname="c" name="one"/></testsuite>';
const BASE = { "src/a.py": "a\n", [CI]: "jobs: {}\n" };
const HEAD = { ...BASE, "src/a.py": "b\n", "README.md": "new\n" };

function contextOf(runs: readonly FakeRun[], of: Partial<FakeContextDescription> = {}) {
  return fakeContext({ base: BASE, head: HEAD, runs, policy: { evidence: [EVIDENCE] }, ...of });
}

async function delivered(runs: readonly FakeRun[], of: Partial<FakeContextDescription> = {}) {
  const fact = await deliveredReports(await contextOf(runs, of), EVIDENCE);
  return fact.state === "unavailable"
    ? `${fact.cause}: ${fact.reason}`
    : { paths: fact.value.reports.map(({ path }) => path), tier: fact.value.origin.tier };
}

const done = (id = 12, path = "reports/a.xml"): FakeRun => ({
  run: aRun({ id }),
  delivers: known([aDelivery({ [path]: JUNIT })]),
});

describe("reports that a run delivers", () => {
  test("are those whose paths the policy names", async () => {
    const files = { "reports/a.xml": JUNIT, "reports/b.xml": JUNIT, "other.xml": JUNIT };
    const run = { run: aRun(), delivers: known([aDelivery(files)]) };
    expect(await delivered([run])).toEqual({
      paths: ["reports/a.xml", "reports/b.xml"],
      tier: 2,
    });
  });

  test("of several jobs come together, and no path twice", async () => {
    const [one, other] = [
      aDelivery({ "reports/a.xml": JUNIT }),
      aDelivery({ "reports/b.xml": JUNIT }),
    ];
    expect(await delivered([{ run: aRun(), delivers: known([one, other]) }])).toMatchObject({
      paths: ["reports/a.xml", "reports/b.xml"],
    });
    expect(await delivered([{ run: aRun(), delivers: known([one, one]) }])).toContain(
      "invalid: two jobs of run 12 of .github/workflows/ci.yml delivered reports/a.xml",
    );
  });

  test("of another component do not count", async () => {
    const run = { run: aRun(), delivers: known([aDelivery({ "reports/a.xml": JUNIT }, "other")]) };
    expect(await delivered([run])).toContain("missing: run 12");
  });

  test("count of an earlier head while the component is the same", async () => {
    const run = { ...done(), run: aRun({ headSha: EARLIER }) };
    const same = { ...BASE, "src/a.py": "b\n" };
    expect(await delivered([run], { revisions: { [EARLIER]: same } })).toMatchObject({ tier: 2 });
    const other = { ...BASE, "src/a.py": "c\n" };
    expect(await delivered([run], { revisions: { [EARLIER]: other } })).toContain(
      "awaited: no run",
    );
    expect(await delivered([run])).toContain("awaited: no run");
  });

  test("are those of the newest run that has any", async () => {
    const silent: FakeRun = { run: aRun({ id: 13, event: "push" }) };
    expect(await delivered([silent, done(12), done(11)])).toMatchObject({ tier: 2 });
  });

  test.each([
    [
      "queued",
      "awaited: run 12 of .github/workflows/ci.yml, which makes the unit report, is queued",
    ],
    [
      "in_progress",
      "awaited: run 12 of .github/workflows/ci.yml, which makes the unit report, is running",
    ],
  ] as const)("are awaited while a run is %s", async (status, says) => {
    expect(await delivered([{ run: aRun({ status }) }])).toBe(says);
  });

  test("are awaited from the newer run, not taken from the one before", async () => {
    const running = { run: aRun({ id: 13, status: "in_progress" as const }) };
    expect(await delivered([running, done()])).toContain("awaited: run 13");
  });

  test("are awaited while no run has begun", async () => {
    expect(await delivered([])).toBe(
      `awaited: no run of ${CI} has delivered the unit report of this content yet`,
    );
  });

  test("are not there where the only run delivered none, or what expired", async () => {
    expect(await delivered([{ run: aRun() }])).toBe("missing: run 12 delivered nothing");
    const expired = { run: aRun(), delivers: unavailable("stale", "the artifact has expired") };
    expect(await delivered([expired])).toBe("stale: the artifact has expired");
  });
});

async function origins(runs: readonly FakeRun[], of: Partial<FakeContextDescription> = {}) {
  const fact = await gatherOrigins(await contextOf(runs, of));
  return fact.state === "known" ? fact.value : undefined;
}

async function tierOf(base: object, head: object) {
  const changed = { base: { ...BASE, ...base }, head: { ...HEAD, ...head } };
  return (await origins([done()], changed))?.reports.get("reports/a.xml")?.tier;
}

describe("where reports come from", () => {
  test("is known by path; every other is committed", async () => {
    const { reports, others } = (await origins([done()])) ?? {};
    expect(reports?.get("reports/a.xml")).toMatchObject({ tier: 2 });
    expect(others).toMatchObject({ tier: 0, from: "is committed" });
  });

  test("is tier 1 where the pull request edits the workflow, or an action it uses", async () => {
    const uses = "jobs: {t: {steps: [{uses: ./.github/actions/report}]}}\n";
    const action = { ".github/actions/report/action.yml": "runs: {using: composite, steps: []}\n" };
    expect(await tierOf({}, { [CI]: "jobs: {a: {}}\n" })).toBe(1);
    const before = { [CI]: uses, ...action };
    expect(await tierOf(before, before)).toBe(2);
    expect(await tierOf(before, { ...before, ".github/actions/report/run.js": "x\n" })).toBe(1);
  });

  test("says nothing of evidence of another component", async () => {
    const evidence: EvidencePolicy[] = [{ ...EVIDENCE, component: "other" }];
    expect((await origins([done()], { policy: { evidence } }))?.reports.size).toBe(0);
  });
});

describe("evidence whose workflow the policy names", () => {
  test("is what was delivered, never what is committed", async () => {
    const head = { ...HEAD, "reports/b.xml": JUNIT };
    const fact = await gatherTests(await contextOf([done()], { head }));
    const unit = fact.state === "known" ? fact.value.get("unit") : undefined;
    expect(unit).toMatchObject({ state: "known", value: [{ path: "reports/a.xml" }] });
    const none = await gatherTests(await contextOf([], { head }));
    expect(none.state === "known" && none.value.get("unit")).toMatchObject({ cause: "awaited" });
  });

  test("is one structured report, in the format that the policy says", async () => {
    const drift = { name: "drift", format: "json", files: ["drift*.json"], workflow: CI } as const;
    const read = async (
      files: Readonly<Record<string, string>>,
      format: "json" | "tests" = "json",
    ) => {
      const runs = [{ run: aRun(), delivers: known([aDelivery(files)]) }];
      const policy = { evidence: [{ ...drift, format }] };
      const context = await contextOf(runs, { policy, structuredEvidence: ["drift"] });
      const fact = await gatherStructured(context);
      return fact.state === "known" ? fact.value.get("drift") : fact;
    };
    expect(await read({ "drift.json": '{"psi": 0.1}' })).toMatchObject({
      state: "known",
      value: { path: "drift.json", value: { psi: 0.1 } },
    });
    expect(await read({ "drift-1.json": "{}", "drift-2.json": "{}" })).toMatchObject({
      cause: "invalid",
    });
    expect(await read({ "drift.json": "{}" }, "tests")).toMatchObject({ cause: "invalid" });
  });
});
