import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import * as fc from "fast-check";
import {
  CHANGES,
  type Happening,
  modelledGithub,
  POLICIES,
  type Shown,
  type Webhook,
} from "./schedules/modelled-github.ts";
import { type Manner, type SimulatedApp, startSimulatedApp } from "./schedules/simulated-app.ts";

jest.setTimeout(600_000);

let app: SimulatedApp;
beforeAll(() => {
  // What the disk makes of it is tried elsewhere: here it is held up by nothing.
  app = startSimulatedApp(existsSync("/dev/shm") ? "/dev/shm" : tmpdir());
});
afterAll(() => app.close());

const PULLS = [1, 2];

/** Something that happens, a while after what happened before, in milliseconds. */
interface Turn {
  readonly after: number;
  readonly happening: Happening;
}

/** What becomes of a webhook: how late each copy of it comes, in milliseconds. */
type Fate = readonly number[];

const ORDERLY: Fate = [0];
const PROMPT: Manner = { latency: 0, faults: [] };

const pull = fc.constantFrom(...PULLS);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("push" as const), pull, change: fc.nat(CHANGES.length - 1) }) }, // prettier-ignore
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("approve" as const, "dismiss" as const), pull }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("close" as const, "reopen" as const), pull }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("finish-check" as const, "label" as const), pull }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("policy" as const), policy: fc.nat(POLICIES.length - 1) }) }, // prettier-ignore
);
const turns = fc.array(fc.record({ after: fc.nat(2000), happening }), {
  minLength: 1,
  maxLength: 6,
});
/** On time, late, twice or three times; one that is dropped is redelivered minutes later. */
const fate: fc.Arbitrary<Fate> = fc.oneof(
  fc.constant(ORDERLY),
  fc.tuple(fc.nat(5000)),
  fc.array(fc.nat(3000), { minLength: 2, maxLength: 3 }),
  fc.tuple(fc.integer({ min: 60_000, max: 600_000 })),
);
const fates = fc.array(fate, { minLength: 24, maxLength: 24 });
const manner: fc.Arbitrary<Manner> = fc.record({
  latency: fc.constantFrom(0, 50, 400, 3000),
  faults: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
});

let repositories = 0;

/** Lets everything happen to a repository of its own; gives what is seen of it in the end. */
async function play(
  happenings: readonly Turn[],
  fateOf: (webhook: number) => Fate,
  how: Manner,
): Promise<{ readonly state: string; readonly shown: readonly Shown[] }> {
  repositories += 1;
  const id = repositories;
  const start = app.now();
  const github = modelledGithub(id, PULLS, () => app.now());
  app.serve(id, github, how);
  const opened = PULLS.map((number): Turn => ({ after: 0, happening: { kind: "reopen", pull: number } })); // prettier-ignore
  const todo: { at: number; what: Happening | { guid: string; webhook: Webhook } }[] = [];
  let at = start;
  for (const { after, happening: what } of [...opened, ...happenings]) {
    at += after;
    todo.push({ at, what });
  }
  let webhooks = 0;
  for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
    const { what } = next;
    if (next.at > app.now()) await app.advance(next.at - app.now());
    if ("guid" in what) {
      await app.deliver(what.guid, what.webhook);
      continue;
    }
    for (const webhook of github.happen(what)) {
      const guid = `${id}-${webhooks}`;
      for (const late of fateOf(webhooks))
        todo.push({ at: next.at + late, what: { guid, webhook } });
      webhooks += 1;
    }
    todo.sort((a, b) => a.at - b.at);
  }
  await app.rest();
  return { state: github.state(), shown: github.shown() };
}

/** What is seen where everything is told in order, by what it comes to in the end. */
const orderly = new Map<string, readonly Shown[]>();

async function inOrder(state: string, happenings: readonly Turn[]): Promise<readonly Shown[]> {
  const known = orderly.get(state);
  if (known !== undefined) return known;
  const { shown } = await play(happenings, () => ORDERLY, PROMPT);
  orderly.set(state, shown);
  return shown;
}

function push(number: number, change: number): Turn {
  return { after: 1000, happening: { kind: "push", pull: number, change } };
}

const verdicts = (shown: readonly Shown[]) =>
  shown.map(({ pull: number, checks }) => [number, checks.map(({ title }) => title)]);

test("happenings that are told in order lead to different verdicts", async () => {
  const approve: Turn = { after: 1000, happening: { kind: "approve", pull: 2 } };
  const { shown } = await play([push(1, 1), push(2, 2), approve], () => ORDERLY, PROMPT);
  expect(verdicts(shown)).toEqual([
    [1, ["Blocked: 1 fix for the author (nodule-detector)"]],
    [2, ["Passed: nodule-detector 2 → 3"]],
  ]);
});

describe("in the end it looks as if every webhook had come in order", () => {
  test("though they come twice, late, in another order or long after they were dropped", async () => {
    await fc.assert(
      fc.asyncProperty(turns, fates, manner, async (happenings, fatesOfAll, how) => {
        const { state, shown } = await play(happenings, (n) => fatesOfAll[n % fatesOfAll.length] ?? ORDERLY, how); // prettier-ignore
        expect({ state, shown }).toEqual({ state, shown: await inOrder(state, happenings) });
      }),
      { numRuns: 1000 },
    );
    expect(await app.dead()).toBe(0);
  });
});
