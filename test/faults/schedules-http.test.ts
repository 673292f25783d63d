import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Fault } from "../github/faults.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { type Queue, queueOf } from "../support/queued.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

jest.setTimeout(180_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ sweepEvery: 300 });
});
afterAll(() => world.close());

/** What a head changes, and the conclusion of its check. */
const CHANGES = {
  notes: { files: { "docs/notes.md": "# Notes\n" }, conclusion: "success" },
  incomplete: { files: { [CARD]: cardText({ sections: { "Intended use": null } }) }, conclusion: "failure" }, // prettier-ignore
  raise: { files: raiseFiles(2, 3), conclusion: "action_required" },
} as const;
type ChangeName = keyof typeof CHANGES;

type Happening =
  | { readonly kind: "push"; readonly change: ChangeName }
  | { readonly kind: "approve" | "close and reopen" };

/** What happens to one pull request. */
interface Course {
  readonly first: ChangeName;
  readonly happenings: readonly Happening[];
}

const change = fc.constantFrom<ChangeName>("notes", "incomplete", "raise");
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("push" as const), change }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("approve" as const, "close and reopen" as const) }) }, // prettier-ignore
);
const course: fc.Arbitrary<Course> = fc.record({
  first: change,
  happenings: fc.array(happening, { minLength: 1, maxLength: 4 }),
});
/** Five at a time, as webhooks of one are late for those of another as well. */
const courses = fc.array(course, { minLength: 5, maxLength: 5 });
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant("drop-webhook" as const), times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constantFrom("duplicate-webhook" as const, "reorder-webhook" as const), times: fc.integer({ min: 1, max: 4 }) }), // prettier-ignore
  fc.record({ kind: fc.constant("delay-webhook" as const), milliseconds: fc.integer({ min: 50, max: 800 }), times: fc.integer({ min: 1, max: 4 }) }), // prettier-ignore
);
const faults = fc.array(fault, { minLength: 2, maxLength: 8 });
/** Of webhooks that tell of merge groups. */
const groupFaults = fc.array(fault.map((each) => ({ ...each, event: "merge_group" })), { minLength: 1, maxLength: 4 }); // prettier-ignore

let repositories = 0;

interface Prepared extends Workplace {
  readonly queue: Queue;
}

/** A repository with a merge queue, whose pull request is yet to be opened. */
async function prepared(): Promise<Prepared> {
  repositories += 1;
  const place = await scannerIn(world, `course-${repositories}`);
  return { ...place, queue: await queueOf(world, place.repository) };
}

let later = 0;

/** Two minutes go by on GitHub's clock: a merge group is no longer new. */
async function wait(): Promise<void> {
  later += 120_000;
  await world.github.shiftTime({ milliseconds: later });
}

/** Lets everything happen; gives what shows the check, and the conclusion that it has to come to. */
async function play({ clone, repository, queue }: Prepared, { first, happenings }: Course) {
  const push = async (name: ChangeName): Promise<void> => {
    await clone.start("topic", "origin/main");
    await clone.write(CHANGES[name].files);
    await clone.git("add", "--all");
    await clone.git("commit", "--quiet", "--message", `Change to ${name}`);
    await clone.git("push", "--quiet", "--force", "origin", "topic");
  };
  await push(first);
  const { number } = await repository.propose({ from: "topic" });
  let at: ChangeName = first;
  let raiseApproved = false;
  for (const next of happenings) {
    if (next.kind === "push") {
      await push(next.change);
      at = next.change;
    } else if (next.kind === "approve") {
      await repository.as("researcher").review(number, "APPROVE");
      raiseApproved ||= at === "raise";
    } else {
      for (const state of ["closed", "open"]) {
        await repository.as("ml-engineer").wanted("PATCH", `/pulls/${number}`, { state });
      }
    }
  }
  const wanted = at === "raise" && raiseApproved ? "success" : CHANGES[at].conclusion;
  const shown = async () => (await repository.as("ml-engineer").verdict(number, "mltrl/main")).conclusion; // prettier-ignore
  const merged = async () => {
    const found = await repository.as("ml-engineer").wanted("GET", `/pulls/${number}`);
    return (found as { readonly merged: boolean }).merged;
  };
  return { shown, wanted, merged, enqueue: () => queue.enqueue({ number }) };
}

/** Waits until something is as it has to be; whoever asks looks whether it is. */
async function until<Seen>(look: () => Promise<Seen>, wanted: Seen): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (String(await look()) !== String(wanted) && Date.now() < end) await sleep(50);
  await world.quiet();
}

const PATIENCE = 15_000;

test("whatever becomes of webhooks on their way, in the end each pull request has the verdict of what it came to, and its queue merges what is green", async () => {
  await fc.assert(
    fc.asyncProperty(courses, faults, groupFaults, async (happened, armed, armedLater) => {
      const places = await Promise.all(happened.map(() => prepared()));
      for (const each of armed) await world.github.addFault(each);
      const played = await Promise.all(
        places.map((place, i) => play(place, happened[i] as Course)),
      );
      await world.github.clearFaults();
      const shown = () => Promise.all(played.map((each) => each.shown()));
      const wanted = played.map((each) => each.wanted);
      await until(shown, wanted);
      expect(await shown()).toEqual(wanted);

      const green = played.filter((each) => each.wanted === "success");
      for (const each of armedLater) await world.github.addFault(each);
      for (const each of green) expect(await each.enqueue()).toBeUndefined();
      await world.github.clearFaults();
      await wait();
      const merged = () => Promise.all(green.map((each) => each.merged()));
      const all = green.map(() => true);
      await until(merged, all);
      expect(await merged()).toEqual(all);
    }),
    { numRuns: 5, endOnFailure: true },
  );
});
