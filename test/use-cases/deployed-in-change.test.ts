import { describe, expect, test } from "@jest/globals";
import type { CheckDecision } from "../../src/core/model/decision.ts";
import type { Change } from "../../src/core/model/change.ts";
import { judge } from "../../src/use-cases/judge.ts";
import {
  CARD,
  cardWith,
  CONTENT,
  driftOf,
  ENTRY,
  TAG,
  TAGGED,
  tipFiles,
} from "../support/deployed-world.ts";
import type { DeployedEntry } from "../support/deployed-files.ts";
import { fakeChange, type FakeChangeDescription } from "../support/fake-change.ts";
import { ENGINE } from "../support/fake-engine.ts";
import type { FakeTree } from "../support/fake-repository.ts";

const CONFIG = `version: 1
checks:
  main: { branches: [main], enforcement: block }
  release: { branches: ["release/**"], enforcement: block, minimum-level: 4 }
components: { detector: { paths: [src/**] } }
rules: { monitoring-fresh-data-drift: { severity: blocking } }
`;

/** The default branch with a report of a day and a card at a level. */
function main(madeAt: string, changes: FakeTree = {}): FakeTree {
  return tipFiles({ ".mltrl/config.yml": CONFIG, ...driftOf(madeAt), ...changes });
}

const raised = (entry: DeployedEntry): FakeTree => ({ [CARD]: cardWith([entry], 9) });

const FRESH = "2026-05-30";
const OLD = "2026-05-20";
const TOUCHED = { "src/model.bin": "weights of version 3\n" };

/** What a check finds of what runs, each as outcome and severity. */
async function found(
  base: FakeTree,
  changes: FakeTree,
  description: Partial<FakeChangeDescription> = {},
  change: Partial<Change> = {},
): Promise<{ check: CheckDecision | undefined; rules: readonly string[]; validUntil: unknown }> {
  const ports = fakeChange({
    base,
    head: { ...base, ...changes },
    revisions: { [TAGGED]: { ...CONTENT, [CARD]: cardWith([]) } },
    tags: [TAG],
    ...description,
    change,
  });
  const verdict = await judge(ports, ENGINE);
  if (verdict.state === "unavailable") throw new Error(verdict.reason);
  const { decision } = verdict.value;
  const check = decision?.checks[0];
  const rules = (check?.findings ?? [])
    .filter(({ gate }) => gate === 9)
    .map(({ rule, outcome, severity }) => `${rule} ${outcome} ${severity}`);
  return { check, rules, validUntil: decision?.validUntil };
}

const DRIFT = "monitoring-fresh-data-drift";
const TAG_HOLDS = "deployed-version pass blocking";

describe("a pull request to the default branch", () => {
  test("is only advised of what is stale", async () => {
    const { rules, check } = await found(main(OLD), TOUCHED);
    expect(rules).toEqual([`${DRIFT} unknown advisory`]);
    expect(check?.findings[0]).toMatchObject({
      component: "detector",
      reason: expect.stringMatching(/^1\.4\.0 in production: .* is of 2026-05-20/),
    });
  });

  test("hears nothing where all is well", async () => {
    expect((await found(main(FRESH), TOUCHED)).rules).toEqual([]);
  });

  test("brings fresh reports of it", async () => {
    expect((await found(main(OLD), { ...TOUCHED, ...driftOf(FRESH) })).rules).toEqual([]);
  });

  test("that graduates is held back by it, and not by what it lists itself", async () => {
    const at8 = main(OLD, { [CARD]: cardWith([ENTRY], 8) });
    const next = { version: "2.0.0", tag: "detector@v2.0.0" };
    const raise = { [CARD]: cardWith([ENTRY, next], 9) };
    expect((await found(at8, raise)).rules).toEqual([TAG_HOLDS, `${DRIFT} unknown blocking`]);
  });

  test("that graduates cannot list it away, nor lower", async () => {
    const at8 = main(OLD, { [CARD]: cardWith([ENTRY], 8) });
    const expected = [TAG_HOLDS, `${DRIFT} unknown blocking`];
    expect((await found(at8, { [CARD]: cardWith([], 9) })).rules).toEqual(expected);
    const lower = { [CARD]: cardWith([{ ...ENTRY, level: 8 }], 9) };
    expect((await found(at8, lower)).rules).toEqual(expected);
  });

  test("points to the head, except for what it takes out of the list", async () => {
    const at8 = main(OLD, { [CARD]: cardWith([ENTRY], 8) });
    const places = async (entries: DeployedEntry[]) => {
      const { check } = await found(at8, { [CARD]: cardWith(entries, 9) });
      const tag = check?.findings.find(({ rule }) => rule === "deployed-version");
      return tag?.evidence.map(({ path, commit }) => [path, commit]);
    };
    expect(await places([ENTRY])).toEqual([[CARD, undefined]]);
    expect(await places([])).toEqual([[CARD, "ba5e".padEnd(40, "0")]]);
  });

  test("that graduates may correct a tag", async () => {
    const wrong = main(FRESH, { [CARD]: cardWith([{ ...ENTRY, tag: "detector@v1.4.1" }], 8) });
    expect((await found(wrong, raised({ ...ENTRY, tag: "detector@v1.4.1" }))).rules).toEqual([
      "deployed-version unknown blocking",
    ]);
    expect((await found(wrong, raised(ENTRY))).rules).toEqual([
      TAG_HOLDS,
      `${DRIFT} pass blocking`,
    ]);
  });
});

describe("a pull request to a release branch", () => {
  const release = { baseRef: "release/1" };
  const base = tipFiles({ ".mltrl/config.yml": CONFIG, [CARD]: cardWith([], 9) });
  const to = (defaultBranch: FakeTree, changes: FakeTree = TOUCHED) =>
    found(base, changes, { defaultBranch }, release);

  test("is held back by what the default branch shows to be stale", async () => {
    const { rules, check } = await to(main(OLD));
    expect(rules).toEqual([TAG_HOLDS, `${DRIFT} unknown blocking`]);
    expect(check).toMatchObject({ conclusion: "failure" });
    expect(check?.findings.find(({ rule }) => rule === DRIFT)?.turn).toBe("elsewhere");
  });

  test("points to where it was read, on the default branch", async () => {
    const { check } = await to(main(OLD));
    const evidence = (check?.findings ?? []).flatMap((finding) => finding.evidence);
    expect(evidence.map(({ path }) => path)).toContain(CARD);
    expect(new Set(evidence.map(({ commit }) => commit))).toEqual(
      new Set(["defa".padEnd(40, "0")]),
    );
    const unreadable = await to(main(FRESH, { [CARD]: "---\nlevel: x\n---\n" }));
    expect(unreadable.check?.findings[0]?.evidence[0]).toMatchObject({ path: CARD, commit: "defa".padEnd(40, "0") }); // prettier-ignore
  });

  test("cannot bring the reports itself", async () => {
    const { rules } = await to(main(OLD), { ...TOUCHED, ...driftOf(FRESH) });
    expect(rules).toContain(`${DRIFT} unknown blocking`);
  });

  test("is judged again when a report turns stale", async () => {
    const { rules, validUntil } = await to(main(FRESH));
    expect(rules).toEqual([TAG_HOLDS, `${DRIFT} pass blocking`]);
    expect(validUntil).toBe("2026-06-07T00:00:00Z");
  });

  test("does not know what runs where the card cannot be read", async () => {
    const { rules } = await to(main(FRESH, { [CARD]: "---\nlevel: x\n---\n" }));
    expect(rules).toEqual(["deployed-version unknown blocking"]);
  });

  test("is free where nothing runs, or another component does", async () => {
    expect((await to(main(OLD, { [CARD]: cardWith([]) }))).rules).toEqual([]);
    expect((await to(main(OLD), { "README.md": "# New\n" })).rules).toEqual([]);
    const { [CARD]: _, ...without } = main(OLD);
    expect((await to(without)).rules).toEqual([]);
  });
});
