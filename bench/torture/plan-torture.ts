import { cut, type Disturbance, killed } from "../../test/faults/disturbances.ts";
import { STEPS } from "../../test/faults/steps.ts";
import type { CutProxy } from "../../test/support/cut-proxy.ts";

/** How the network is cut, and for how many milliseconds: longer than a lease, and shorter. */
const CUTS = [
  { how: "silence", lasts: 14_000 },
  { how: "refuse", lasts: 5000 },
  { how: "silence", lasts: 8000 },
] as const;

/** How much is to go wrong. */
interface Extent {
  readonly kills: number;
  readonly cuts: number;
  /** How many rounds a load has. */
  readonly rounds: number;
}

/** The kills, the steps taking turns, with cuts spread over them; a load is done to its end. */
export function planTorture(
  { kills, cuts, rounds }: Extent,
  lines: readonly CutProxy[] = [],
): readonly Disturbance[] {
  const deaths = STEPS.map((step) => killed(step));
  const separations = CUTS.flatMap((sort) => [
    cut({ name: `cut off all by ${sort.how} for ${sort.lasts} ms`, lines, ...sort }),
    cut({ name: `cut off one by ${sort.how} for ${sort.lasts} ms`, lines: lines.slice(0, 1), ...sort }), // prettier-ignore
  ]);
  const all = Math.ceil((kills + cuts) / rounds) * rounds;
  const [death, separation] = [inTurn(deaths), inTurn(separations)];
  const cutsUntil = (at: number): number => Math.floor((at * cuts) / all);
  return Array.from({ length: all }, (_, i) =>
    cutsUntil(i + 1) > cutsUntil(i) ? separation() : death(),
  );
}

function inTurn<Each>(all: readonly Each[]): () => Each {
  let next = 0;
  return () => {
    const each = all[next % all.length];
    if (each === undefined) throw new Error("there is nothing to take turns");
    next += 1;
    return each;
  };
}
