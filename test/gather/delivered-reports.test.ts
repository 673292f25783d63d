import { describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../src/core/model/fact.ts";
import type { EvidencePolicy } from "../../src/core/model/policy.ts";
import { type DeliveredEvidence, deliveredReports } from "../../src/gather/delivered-reports.ts";
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

function delivered(runs: readonly FakeRun[], of: Partial<FakeContextDescription> = {}) {
  return deliveredFrom(runs, EVIDENCE, of);
}

async function deliveredFrom(
  runs: readonly FakeRun[],
  evidence: DeliveredEvidence,
  of: Partial<FakeContextDescription> = {},
) {
  const fact = await deliveredReports(await contextOf(runs, of), evidence);
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

  test("of a stale branch are not of what base has made of the component since", async () => {
    const stale = {
      mergeBase: BASE,
      base: { ...BASE, "src/b.py": "new\n" },
      change: { behindBase: known(true) },
    };
    expect(await delivered([done()], stale)).toBe(
      `stale: run 12 of ${CI} does not speak of what base has changed of detector since: update the branch, so that it runs again`,
    );
    const elsewhere = { ...stale, base: { ...BASE, "docs/b.md": "new\n" } };
    expect(await delivered([done()], elsewhere)).toMatchObject({ tier: 2 });
  });

  test("for a merge group may be those of the reviewed head, where nothing else came to it", async () => {
    const run = { ...done(), run: aRun({ headSha: EARLIER }) };
    const change = { reviewedHead: EARLIER };
    const same = { change, revisions: { [EARLIER]: HEAD } };
    expect(await delivered([run], same)).toMatchObject({ tier: 2 });
    const other = { change, revisions: { [EARLIER]: { ...HEAD, "src/a.py": "c\n" } } };
    expect(await delivered([run], other)).toMatch(/^awaited: .*does it run on `merge_group`\?$/);
  });

  test("of an earlier head are of tier 1 where another workflow made them", async () => {
    const run = { ...done(), run: aRun({ headSha: EARLIER }) };
    const then = (files: object) =>
      origins([run], { revisions: { [EARLIER]: { ...HEAD, ...files } } });
    const tierThen = async (files: object) => (await then(files))?.reports.get("reports/a.xml");
    expect(await tierThen({ "docs/x.md": "other\n" })).toMatchObject({ tier: 2 });
    expect(await tierThen({ [CI]: "jobs: {forged: {}}\n" })).toMatchObject({
      tier: 1,
      because: `${CI} was another file when it ran`,
      mend: `Let ${CI} run again on this head`,
    });
    expect(await tierThen({ "lib/conftest.py": "cheat()\n" })).toMatchObject({ tier: 1 });
  });

  test("are a part only where the run did not end well and a file is not there", async () => {
    const evidence = { ...EVIDENCE, files: ["reports/a.xml", "reports/b.xml"] };
    const of = (conclusion: string) =>
      deliveredFrom([{ ...done(), run: aRun({ conclusion }) }], evidence);
    expect(await of("failure")).toBe(
      `missing: run 12 of ${CI}, which ended with failure, delivered only a part of the unit report: reports/b.xml is not there`,
    );
    expect(await of("success")).toMatchObject({ paths: ["reports/a.xml"], tier: 2 });
  });

  test("of a run that did not end well count for less", async () => {
    const failed = { ...done(), run: aRun({ conclusion: "failure" }) };
    expect(await delivered([failed])).toMatchObject({ tier: 1 });
  });

  test("are awaited where somebody has to approve that it runs", async () => {
    const held = { run: aRun({ conclusion: "action_required" }) };
    expect(await delivered([held])).toMatch(/^awaited: .*waits until somebody who may write/);
  });

  test("are those of the folder's component where the manifest names none", async () => {
    const evidence = { ...EVIDENCE, files: [".mltrl/evidence/*/unit.xml"] };
    const files = {
      ".mltrl/evidence/other/unit.xml": JUNIT,
      ".mltrl/evidence/detector/unit.xml": JUNIT,
    };
    const run = { run: aRun(), delivers: known([aDelivery(files)]) };
    expect(await deliveredFrom([run], evidence)).toMatchObject({
      paths: [".mltrl/evidence/detector/unit.xml"],
    });
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

  test("are brought by the workflow that the policy names", async () => {
    const fact = await deliveredReports(await contextOf([{ run: aRun() }]), EVIDENCE);
    expect(fact).toMatchObject({
      mend: [
        `Let \`${CI}\` write \`reports/*.xml\` on this head and deliver it as \`mltrl-evidence-<job>\``,
      ],
    });
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

  test("is tier 1 where an action is there only once the workflow runs", async () => {
    const uses = { [CI]: "jobs: {t: {steps: [{uses: ./checked-out/report}]}}\n" };
    expect(await tierOf(uses, uses)).toBe(1);
    const container = { ...uses, "checked-out/report/Dockerfile": "FROM scratch\n" };
    expect(await tierOf(container, container)).toBe(2);
  });

  test("is not told where a committed file of the same path may have been read", async () => {
    const evidence: EvidencePolicy[] = [
      EVIDENCE,
      { name: "more", format: "tests", files: ["reports/a.xml"] },
    ];
    const both = await origins([done()], { policy: { evidence } });
    expect(both?.reports.get("reports/a.xml")).toMatchObject({
      tier: 0,
      from: "is committed and delivered by a run, both at the same path",
    });
    const path = ".mltrl/evidence/detector/unit.xml";
    const own = [{ ...EVIDENCE, files: [path] }];
    const run = done(12, path);
    expect((await origins([run], { policy: { evidence: own } }))?.reports.get(path)?.tier).toBe(2);
    const head = { ...HEAD, [path]: JUNIT };
    const copied = await origins([run], { policy: { evidence: own }, head });
    expect(copied?.reports.get(path)?.tier).toBe(0);
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
