import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { known, unavailable } from "../../src/core/model/fact.ts";
import type { Simulation } from "../../src/core/model/simulation.ts";
import type { AssumedPolicy } from "../../src/use-cases/assumed-policy.ts";
import { judge, type JudgePorts } from "../../src/use-cases/judge.ts";
import { simulate, type WhatIf } from "../../src/use-cases/simulate.ts";
import { filesBelow, readScenario, scenarioNames } from "../gate/scenario.ts";
import { type FakeChange, fakeChange } from "../support/fake-change.ts";
import { ENGINE } from "../support/fake-engine.ts";

const NOTHING: WhatIf = { approvals: [], wholeTree: false };
const REPOSITORY = join(import.meta.dirname, "../gate/repository");
const CONFIG = join(REPOSITORY, ".mltrl/config.yml");
const PATH = ".mltrl/config.yml";
const policy = (edit: (text: string) => string): AssumedPolicy => ({
  name: "stricter.yml",
  files: [{ path: PATH, text: edit(readFileSync(CONFIG, "utf8")), from: "stricter.yml" }],
  replaces: (path) => path === PATH,
});

async function simulated(ports: JudgePorts, whatIf: Partial<WhatIf>): Promise<Simulation> {
  const simulation = await simulate(ports, { ...NOTHING, ...whatIf }, ENGINE);
  if (simulation.state === "unavailable") throw new Error(simulation.reason);
  return simulation.value;
}

/** An organisation's policy that asks for so long a word on ethics. */
const file = (path: string, letters: number) => ({
  path,
  text: `version: 1\napplies-to: { repositories: ["*"] }\nrules:\n  card-ethics-stated: { minimum-text: ${letters} }\n`,
});

describe("a simulation", () => {
  test("that assumes nothing is the check, whatever the change", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...scenarioNames()), async (name) => {
        const ports = readScenario(name);
        const verdict = await judge(ports, ENGINE);
        const decision = verdict.state === "known" ? verdict.value.decision : undefined;
        fc.pre(decision !== undefined);
        expect(await simulate(ports, NOTHING, ENGINE)).toEqual(
          known({
            assumed: [],
            before: decision,
            after: decision,
            checks: decision?.checks.map(({ name: check, conclusion }) => ({
              name: check,
              before: conclusion,
              after: conclusion,
            })),
            components: [],
            rules: [],
          }),
        );
      }),
      { numRuns: 25 },
    );
  });

  test("shows an approval where a panel waits, and no rule turns red by it", async () => {
    const ports = readScenario("waiting-for-panel");
    const waits = await simulated(ports, {});
    expect(waits.checks).toEqual([
      expect.objectContaining({ before: "action_required", after: "action_required" }),
    ]);
    const seats = waits.before.components.flatMap(({ findings }) =>
      findings.flatMap((finding) => finding.seats ?? []),
    );
    const open = seats.filter(({ holder }) => holder === undefined);
    expect(open.length).toBeGreaterThan(0);
    const approvals = open.map(({ role, candidates: [login = ""] }) => ({ login, role }));
    const { checks, rules, assumed } = await simulated(ports, { approvals });
    expect(checks).toEqual([
      expect.objectContaining({ before: "action_required", after: "success" }),
    ]);
    expect(rules.map(({ turns }) => turns)).toEqual(rules.map(() => "green"));
    expect(rules.map(({ rule }) => rule)).toContain("review-panel-satisfied");
    expect(assumed).toEqual(approvals.map(({ login, role }) => `${login} approved as ${role}`));
  });

  test("refuses an approval in a role that the policy gives to others by name", async () => {
    const simulation = await simulate(
      readScenario("waiting-for-panel"),
      { ...NOTHING, approvals: [{ login: "stranger", role: "researcher" }] },
      ENGINE,
    );
    const refused = simulation.state === "unavailable" && simulation.reason;
    expect(refused).toMatch(
      /^stranger cannot approve as researcher: the policy gives it to researcher, research-lead$/,
    );
  });

  test("judges every component of the tree where it is asked to", async () => {
    const ports = readScenario("not-affected");
    const alone = await simulated(ports, { wholeTree: true });
    expect(alone.before.components).toEqual([]);
    expect(alone.after.components.length).toBeGreaterThan(0);
    expect(alone.assumed).toEqual(["every component was judged"]);
    const both = await simulated(ports, { wholeTree: true, policy: policy((text) => text) });
    expect(both.before.components.map(({ id }) => id)).toEqual(
      both.after.components.map(({ id }) => id),
    );
    expect(both.rules).toEqual([]);
  });

  test("names the policy that was assumed where that has problems", async () => {
    const { after } = await simulated(readScenario("graduated"), {
      policy: policy((text) => `${text}\nno-such-key: 1\n`),
    });
    expect(after.problems).toEqual([
      { place: expect.objectContaining({ path: "stricter.yml" }), message: expect.stringContaining("no-such-key") }, // prettier-ignore
    ]);
  });

  test("is judged below an organisation's policy that applies to nobody yet", async () => {
    const organization = {
      path: "organization.yml",
      text: 'version: 1\napplies-to: { repositories: ["*"] }\nrules:\n  coverage-prototype: { lines: 99, floor: true }\n',
    };
    const { checks, after } = await simulated(readScenario("graduated"), { organization });
    expect(after.problems.map(({ message }) => message)).toEqual([]);
    expect(checks.map(({ name }) => name)).toContain("mltrl/main");
  });

  test("compares with the organisation's policy that applies today", async () => {
    const ports = readScenario("graduated");
    const current = file("current.yml", 900);
    const organization = file("proposed.yml", 901);
    const both = await simulated(ports, { organization, current });
    expect(both.assumed).toEqual([
      "the organisation's policy proposed.yml applied instead of current.yml",
    ]);
    expect(both.rules).toEqual([]);
    const alone = await simulated(ports, { organization });
    expect(alone.rules).toMatchObject([{ rule: "card-ethics-stated", turns: "red" }]);
    const taken = await simulated(ports, { organization: file("proposed.yml", 1), current });
    expect(taken.rules).toMatchObject([{ rule: "card-ethics-stated", turns: "green" }]);
  });

  test("does not take a component for raised from 0 that nobody had declared yet", async () => {
    const { ".mltrl/config.yml": config, ...files } = filesBelow(REPOSITORY);
    const { ".mltrl/cards/nodule-detector.md": card, ...base } = files;
    expect([config, card]).not.toContain(undefined);
    const { after, assumed } = await simulated(fakeChange({ base, head: files }), {
      policy: policy((text) => text),
      wholeTree: true,
    });
    expect(assumed).toContain("nodule-detector had been at level 2 before, as its card says");
    expect(after.components).toMatchObject([{ id: "nodule-detector", level: 2 }]);
    expect(after.components[0]?.target).toBeUndefined();

    // Where it is declared today, nobody having written a card is level 0, and a card of level 2 asks for it.
    const declared = { ".mltrl/config.yml": config ?? "" };
    const today = await simulated(
      fakeChange({ base: { ...base, ...declared }, head: { ...files, ...declared } }),
      { policy: policy((text) => text) },
    );
    expect(today.after.components).toMatchObject([{ level: 0, target: 2 }]);
  });

  test("of a whole policy has nothing of the one that there is", async () => {
    const profile = ".mltrl/profiles/own.yml";
    const own = { [profile]: "description: Own.\nrules: [card-ethics-stated]\n" };
    const files = { ...filesBelow(REPOSITORY), ...own };
    const change = (): FakeChange => fakeChange({ base: files, head: files });
    const whole = {
      ...policy((text) => `${text}profile: own\n`),
      replaces: (path: string) => path.startsWith(".mltrl/profiles/") || path === PATH,
    };
    const lost = await simulated(change(), { policy: whole });
    expect(lost.after.problems).toMatchObject([
      { place: { path: "stricter.yml" }, message: expect.stringContaining('no profile "own"') },
    ]);
    const brought = { path: profile, text: own[profile] ?? "", from: "theirs/profiles/own.yml" };
    const found = await simulated(change(), {
      policy: { ...whole, files: [...whole.files, brought] },
      wholeTree: true,
    });
    expect(found.after.problems).toEqual([]);
    expect(found.after.components[0]?.findings.map(({ rule }) => rule)).toEqual([
      "card-ethics-stated",
    ]);
  });

  test("tells what cannot be read, and does not take it for nobody", async () => {
    const ports = readScenario("waiting-for-panel");
    const lost = unavailable("upstream", "GitHub did not answer");
    const broken = { ...ports, source: { read: () => Promise.resolve(lost) } };
    expect(await simulate(broken, NOTHING, ENGINE)).toBe(lost);
    const people = { ...ports.people, permission: () => Promise.resolve(lost) };
    const { after } = await simulated({ ...ports, people }, { approvals: [{ login: "anna" }] });
    expect(after.checks.map(({ conclusion }) => conclusion)).not.toContain("success");
  });
});
