import * as fc from "fast-check";
import { CHANGES, type Happening, POLICIES } from "./modelled-github.ts";
import type { Manner } from "./simulated-app.ts";

/** The pull requests of every repository. */
export const PULLS = [1, 2];

/** Something that happens, a while after what happened before, in milliseconds. */
export interface Turn {
  readonly after: number;
  readonly happening: Happening;
}

/** What becomes of a webhook: how late each copy of it comes, in milliseconds. */
export type Fate = readonly number[];

/** What happens to a repository, and what becomes of its webhooks by their number. */
export interface Schedule {
  readonly turns: readonly Turn[];
  readonly fateOf: (webhook: number) => Fate;
  readonly manner: Manner;
}

const ORDERLY: Fate = [0];

/** The same happenings, told in order, and GitHub at its best. */
export function orderly(turns: readonly Turn[]): Schedule {
  return { turns, fateOf: () => ORDERLY, manner: { latency: 0, faults: [] } };
}

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

/** Made-up courses of things. */
export const schedules: fc.Arbitrary<Schedule> = fc
  .record({ turns, fates, manner })
  .map(({ fates: all, ...schedule }) => ({
    ...schedule,
    fateOf: (webhook) => all[webhook % all.length] ?? ORDERLY,
  }));
