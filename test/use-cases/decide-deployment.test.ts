import { describe, expect, test } from "@jest/globals";
import { UpstreamError } from "../../src/core/errors.ts";
import type { DeploymentVerdict } from "../../src/core/model/deployment-request.ts";
import { known, unavailable } from "../../src/core/model/fact.ts";
import type { Tag } from "../../src/core/model/version-tag.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { decideDeployment, type DeploymentPorts } from "../../src/use-cases/decide-deployment.ts";
import { deployedLines } from "../support/deployed-files.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakeCiReports } from "../support/fake-ci-reports.ts";
import { fakePeople } from "../support/fake-people.ts";
import { fakeRepository, type FakeTree } from "../support/fake-repository.ts";

const TIP = "719".padEnd(40, "0");
const SHA = "5a".padEnd(40, "0");
const CONFIG = ".mltrl/config.yml";
const CARD = ".mltrl/cards/detector.md";
const NOW = "2026-06-01T12:00:00.000Z";

function config(environment: string, components = "detector: { paths: [src/**] }"): string {
  return `version: 1
checks: { main: { branches: [main] }, release: { branches: ["release/**"] } }
components: { ${components} }
environments: { production: ${environment} }
`;
}

function card(level: number, extra = ""): string {
  return `---\nname: Detector\nlevel: ${level}\nowners: [alice]\n${extra}---\n\n# Detector\n`;
}

interface Given {
  readonly tip?: FakeTree;
  readonly at?: FakeTree;
  /** Where branches are besides the default branch, which has the commit unless it says otherwise. */
  readonly branches?: Readonly<Record<string, string>>;
  readonly mergeBase?: string;
  readonly tags?: readonly Tag[];
  readonly environment?: string;
  readonly ref?: string;
  readonly sha?: string;
  readonly repository?: (repository: Repository) => Repository;
}

function decide(given: Given): Promise<DeploymentVerdict> {
  const tip = { [CONFIG]: config("{}"), [CARD]: card(8), ...given.tip };
  const repository = fakeRepository({
    revisions: { [TIP]: tip, [SHA]: { ...tip, ...given.at } },
    mergeBase: given.mergeBase ?? SHA,
    tags: given.tags ?? [],
  });
  const ports: DeploymentPorts = {
    repository: given.repository?.(repository) ?? repository,
    people: fakePeople({}),
    ci: fakeCiReports(),
    defaultBranch: {
      read: () => Promise.resolve(known({ branch: "main", commit: TIP, now: NOW })),
    },
    branches: { tips: () => Promise.resolve(known(new Map(Object.entries(given.branches ?? {})))) },
  };
  const { environment = "production", ref = "main", sha = SHA } = given;
  return decideDeployment({ environment, ref, sha }, ports, ENGINE);
}

async function faults(given: Given): Promise<readonly string[]> {
  return (await decide(given)).faults;
}

/** A hotfix of two days before, until a day. */
function called(until: string): FakeTree {
  return {
    ".mltrl/hotfixes/detector/2026-05-30.yml": `version: 1
component: detector
date: 2026-05-30
incident: It freezes on scans without contrast.
by: alice
approved-by: bob
until: ${until}
`,
  };
}

/** GitHub answers nothing that is asked of a file. */
function lost(repository: Repository): Repository {
  return { ...repository, blob: () => Promise.resolve(unavailable("upstream", "502")) };
}

const TWO = "detector: { paths: [src/**] }, reader: { paths: [lib/**] }, triage: { parts: [detector, reader] }"; // prettier-ignore

describe("a commit may be deployed", () => {
  test("whose components are at the level, on a branch that a check covers", async () => {
    expect(await decide({})).toMatchObject({
      minimumLevel: 8,
      faults: [],
      levels: [{ component: "detector", level: 8 }],
      notes: ["It is on main, which mltrl/main guards."],
    });
  });

  test("to an environment in letters of any case, and to one that is not named", async () => {
    expect(await faults({ environment: "PRODUCTION", at: { [CARD]: card(7) } })).toHaveLength(1);
    expect(await decide({ environment: "elsewhere", at: { [CARD]: card(0) } })).toMatchObject({
      faults: [],
      notes: [expect.stringContaining("does not name elsewhere")],
    });
  });

  test("by the components that the environment names, a system by its parts", async () => {
    const named = { [CONFIG]: config("{ components: [triage] }", TWO) };
    const reader = { ".mltrl/cards/reader.md": card(9) };
    expect(await decide({ tip: { ...named, ...reader } })).toMatchObject({
      faults: [],
      levels: [{ component: "triage", level: 8 }],
    });
    expect(await faults({ tip: named })).toEqual([
      "triage is at level 0, and production takes level 8 or above.",
    ]);
  });

  test("that is tagged as a card on the default branch lists it", async () => {
    const tip = { [CARD]: card(9, deployedLines([{ version: "1.0.0", tag: "v1.0.0", level: 8 }])) };
    const tags = [{ name: "v1.0.0", commit: SHA, annotated: true }];
    const elsewhere = { tip, mergeBase: "0".repeat(40), at: { [CARD]: card(9) } };
    expect((await decide({ ...elsewhere, tags })).notes).toEqual([
      "It is v1.0.0, which a card on main lists.",
    ]);
    expect((await faults(elsewhere))[0]).toContain("has come through no gate");
  });

  test("that retired what is not at the level", async () => {
    const at = { ".mltrl/cards/reader.md": card(2, "retired: true\n") };
    const tip = { [CONFIG]: config("{}", "detector: { paths: [src/**] }, reader: { paths: [lib/**] }") }; // prettier-ignore
    expect(await faults({ tip, at })).toEqual([]);
  });
});

describe("a commit may not be deployed", () => {
  test.each<[string, Given, RegExp]>([
    [
      "that is on no covered branch",
      { mergeBase: TIP, branches: { topic: SHA }, ref: "topic" },
      /on no branch that a check of the policy covers \(main is\)/,
    ],
    [
      "that does not declare what the environment names",
      {
        tip: { [CONFIG]: config("{ components: [reader] }", TWO) },
        at: { [CONFIG]: config("{}") },
      },
      /does not declare reader/,
    ],
    [
      "whose own policy cannot be read",
      { at: { [CONFIG]: "version: 1\nnonsense: 2\n" } },
      /components of the commit cannot be told/,
    ],
    [
      "whose card cannot be read",
      { at: { [CARD]: "no card\n" } },
      /level of detector cannot be read/,
    ],
    [
      "that declares nothing",
      { at: { [CONFIG]: "version: 1\ncomponents: {}\n" } },
      /declares no component/,
    ],
    ["that nobody knows", { sha: "77".padEnd(40, "0") }, /cannot be read/],
    [
      "while the policy has problems",
      { tip: { [CONFIG]: "version: 1\nnonsense: 2\n" } },
      /policy of main has problems/,
    ],
  ])("%s", async (_, given, reason) => {
    expect(await faults(given)).toEqual([expect.stringMatching(reason)]);
  });

  test("from a branch that only a pattern covers, unless it has the commit", async () => {
    const branches = { "release/1.0": SHA };
    const on = await decide({ mergeBase: TIP, branches, ref: "release/1.0" });
    expect(on.notes).toEqual(["It is on release/1.0, which mltrl/release guards."]);
  });
});

describe("what runs and is not in order", () => {
  const tip = {
    [CONFIG]: `${config("{}")}rules: { monitoring-fresh-data-drift: { severity: blocking } }\n`,
    [CARD]: card(9, deployedLines([{ version: "1.0.0", tag: "v1.0.0" }])),
  };
  const tags = [{ name: "v1.0.0", commit: SHA, annotated: true }];
  test("holds the deployment back, unless a hotfix at the commit goes ahead of it", async () => {
    expect(await faults({ tip, tags })).toEqual([
      expect.stringMatching(
        /^What runs of detector is not in order: .*monitoring-fresh-data-drift/,
      ),
    ]);
    expect(await faults({ tip, tags, at: called("2026-06-02") })).toEqual([]);
    expect(await faults({ tip, tags, at: called("2026-05-31") })).toHaveLength(1);
  });
});

test("what a fault of GitHub's left unknown is no verdict", async () => {
  await expect(decide({ repository: lost })).rejects.toThrow(UpstreamError);
});
