import { describe, expect, test } from "@jest/globals";
import type { DeployedReport } from "../../src/core/model/deployed.ts";
import type { Fact } from "../../src/core/model/fact.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { checkDeployed } from "../../src/use-cases/check-deployed.ts";
import {
  CARD,
  cardWith,
  CONTENT,
  deployedRepository,
  driftOf,
  ENTRY,
  STATE,
  TAG,
  TAGGED,
  tipFiles,
} from "../support/deployed-world.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakeCiReports } from "../support/fake-ci-reports.ts";
import { fakePeople } from "../support/fake-people.ts";
import type { FakeTree } from "../support/fake-repository.ts";

const DRIFT = ".mltrl/evidence/detector/data-drift@1.4.0.yml";
const STAMP = ".mltrl/evidence/detector/stamp@1.4.0.yml";

function check(repository: Repository): Promise<Fact<DeployedReport>> {
  return checkDeployed(STATE, { repository, people: fakePeople({}), ci: fakeCiReports() }, ENGINE);
}

async function reportOn(repository: Repository): Promise<DeployedReport> {
  const report = await check(repository);
  if (report.state === "unavailable") throw new Error(report.reason);
  return report.value;
}

/** What the rules came to, by version. */
async function outcomes(tip: FakeTree, ...rest: [tagged?: FakeTree]) {
  const { components } = await reportOn(deployedRepository(tip, ...rest));
  return Object.fromEntries(
    components.flatMap(({ versions }) =>
      versions.map(({ deployment, findings }) => [
        deployment.version,
        Object.fromEntries(findings.map(({ rule, outcome, reason }) => [rule, `${outcome}: ${reason}`])), // prettier-ignore
      ]),
    ),
  );
}

const PASSED: unknown = expect.stringContaining("pass: made on 2026-05-30");

describe("a version that runs", () => {
  test("is judged by its content at the tag and by what the branch records of it", async () => {
    const report = await reportOn(deployedRepository(tipFiles()));
    expect(report).toMatchObject({
      branch: "main",
      components: [{ id: "detector", level: 9, owners: ["alice"], conclusion: "success" }],
      validUntil: "2026-06-07T00:00:00Z",
      notices: [],
    });
    expect(report.components[0]?.versions).toMatchObject([{ level: 9, commit: TAGGED }]);
    expect(await outcomes(tipFiles())).toEqual({
      "1.4.0": {
        "deployed-version": "pass: detector@v1.4.0 is detector 1.4.0",
        "monitoring-fresh-data-drift": PASSED,
      },
    });
  });

  test.each<[string, FakeTree, string]>([
    ["a report that is too old", driftOf("2026-05-20"), "unknown: .mltrl/evidence/detector/data-drift@1.4.0.yml is of 2026-05-20, 12 days ago"], // prettier-ignore
    ["a report of drift", driftOf("2026-05-30", false), "fail: "],
    ["a report of other content", { [STAMP]: driftFilesOfTip() }, "unknown: .mltrl/evidence/detector/data-drift@1.4.0.yml speaks of other content"], // prettier-ignore
  ])("with %s", async (_, changes, verdict) => {
    const found = await outcomes(tipFiles(changes));
    expect(found["1.4.0"]?.["monitoring-fresh-data-drift"]).toContain(verdict);
  });

  test("without a report", async () => {
    const { [DRIFT]: _, [STAMP]: __, ...rest } = tipFiles();
    const { components } = await reportOn(deployedRepository(rest));
    expect(components).toMatchObject([{ conclusion: "failure" }]);
  });

  test("without its tag is asked for nothing else", async () => {
    const { components } = await reportOn(deployedRepository(tipFiles(), {}, []));
    expect(components[0]?.versions).toMatchObject([
      { findings: [{ rule: "deployed-version", outcome: "unknown" }] },
    ]);
  });

  test("whose commit cannot be had says so", async () => {
    const repository = deployedRepository(tipFiles(), {}, [{ ...TAG, commit: "gone" }]);
    const { components } = await reportOn(repository);
    expect(components[0]?.versions[0]?.findings).toMatchObject([
      { outcome: "unknown", reason: "the tags cannot be read: there is no commit gone" },
    ]);
  });

  test("below level 9 is a trial, and only its tag is looked at", async () => {
    const tip = tipFiles({ [CARD]: cardWith([{ ...ENTRY, level: 8 }]) });
    expect(await outcomes(tip, { ...CONTENT, [CARD]: cardWith([], 8) })).toEqual({
      "1.4.0": { "deployed-version": expect.stringContaining("pass") },
    });
  });

  test("that is listed below what it is is asked for everything", async () => {
    const tip = tipFiles({ [CARD]: cardWith([{ ...ENTRY, level: 8 }]) });
    expect(await outcomes(tip)).toEqual({
      "1.4.0": {
        "deployed-version": expect.stringContaining("unknown"),
        "monitoring-fresh-data-drift": PASSED,
      },
    });
  });

  test("is judged whatever the branch is at", async () => {
    const found = await outcomes(tipFiles({ [CARD]: cardWith([ENTRY], 7) }));
    expect(found["1.4.0"]).toMatchObject({ "monitoring-fresh-data-drift": PASSED });
  });

  test("is known by the card of an earlier id at its tag", async () => {
    const renamed = cardWith([ENTRY]).replace("level: 9", "level: 9\nrenamed-from: finder");
    const tip = tipFiles({ [CARD]: renamed });
    const found = await outcomes(tip, { ...CONTENT, ".mltrl/cards/finder.md": cardWith([], 8) });
    expect(found["1.4.0"]).toMatchObject({
      "deployed-version": expect.stringContaining("says 8"),
    });
  });

  test("is as old as its own models, whatever the branch trains", async () => {
    const tip = tipFiles({
      ".mltrl/config.yml": `version: 1\ncomponents: { detector: { paths: [src/**] } }\nrules: { stale-model: { severity: blocking } }\n`,
      ".mltrl/documents/detector/operations.yml": "maximum-model-age: 90\n",
      [CARD]: withModel(cardWith([ENTRY]), modelOf("2.0.0", "2026-05-01")),
    });
    const old = cardWith([]).replace("owners:", `${modelOf("1.0.0", "2024-01-31")}\nowners:`);
    const found = await outcomes(tip, { ...CONTENT, [CARD]: old });
    expect(found["1.4.0"]?.["stale-model"]).toContain("net (2024-01-31)");
  });

  test("has its own reports; several may run", async () => {
    const next = { version: "1.3.0", tag: "detector@v1.3.0" };
    const repository = deployedRepository(
      tipFiles({ [CARD]: cardWith([ENTRY, next]) }),
      undefined,
      [TAG, { ...TAG, name: next.tag }],
    );
    const { components } = await reportOn(repository);
    expect(
      components[0]?.versions.map(({ deployment, findings }) => [
        deployment.version,
        findings.map(({ outcome }) => outcome),
      ]),
    ).toEqual([
      ["1.4.0", ["pass", "pass"]],
      ["1.3.0", ["pass", "unknown"]],
    ]);
  });
});

/** A stamp that speaks of the branch's content and not of the tag's. */
function driftFilesOfTip(): string {
  const stamp = driftOf("2026-05-30")[STAMP] ?? "";
  return stamp.replace(/sha256:[0-9a-f]{64}/, `sha256:${"0".repeat(64)}`);
}

describe("a repository", () => {
  test("of which nothing runs has nothing to report", async () => {
    const report = await reportOn(deployedRepository(tipFiles({ [CARD]: cardWith([]) })));
    expect(report).toMatchObject({ components: [], notices: [], unreadable: new Map() });
  });

  test("without a policy is asked for nothing, and says so", async () => {
    const report = await reportOn(deployedRepository({ "src/model.bin": "" }));
    expect(report).toMatchObject({ components: [], notices: [expect.stringContaining("no .mltrl/config.yml")] }); // prettier-ignore
  });

  test("whose policy cannot be read cannot be judged", async () => {
    expect(await check(deployedRepository(tipFiles({ ".mltrl/config.yml": "version: 2" })))).toMatchObject({ state: "unavailable", cause: "invalid", reason: expect.stringContaining(".mltrl/config.yml") }); // prettier-ignore
  });

  test("whose commit is not there cannot be judged", async () => {
    const repository = deployedRepository(tipFiles());
    const report = await checkDeployed({ ...STATE, commit: "gone" }, { repository, people: fakePeople({}), ci: fakeCiReports() }, ENGINE); // prettier-ignore
    expect(report).toMatchObject({ state: "unavailable" });
  });

  test("with a card that cannot be read does not know what runs", async () => {
    const report = await reportOn(deployedRepository(tipFiles({ [CARD]: "---\nlevel: x\n---\n" })));
    expect([...report.unreadable.keys()]).toEqual(["detector"]);
  });

  test("whose policy asks nothing of what runs says that too", async () => {
    const quiet = "version: 1\ncomponents: { detector: { paths: [src/**] } }\n";
    const report = await reportOn(deployedRepository(tipFiles({ ".mltrl/config.yml": quiet })));
    expect(report).toMatchObject({
      components: [{ conclusion: "success" }],
      notices: [expect.stringContaining("Of detector only the tag is looked at")],
    });
  });
});

function modelOf(version: string, trained: string): string {
  return `models: [{ name: net, version: ${version}, path: src/model.bin, trained: ${trained} }]`;
}

function withModel(card: string, model: string): string {
  return card.replace("deployed:", `${model}\ndeployed:`);
}
