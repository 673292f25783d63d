import { isDeepStrictEqual, parseArgs } from "node:util";
import { aftermath } from "../test/faults/aftermath.ts";
import { disturb } from "../test/faults/disturbances.ts";
import { startKillableApp } from "../test/faults/killable-app.ts";
import { createLoad, type FinalCheck } from "../test/faults/load.ts";
import { APP_ID } from "../test/support/gated-world.ts";
import { planTorture } from "./torture/plan-torture.ts";
import { openTortured } from "./torture/tortured-store.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "100" },
    store: { type: "string", default: "sqlite" },
    replicas: { type: "string", default: "1" },
    cuts: { type: "string", default: "0" },
  },
});
const kills = numberOf("kills", 1);
const replicas = numberOf("replicas", 1);
const cuts = numberOf("cuts", 0);

/** What all loads together came to. */
const tally = {
  befallen: new Map<string, number>(),
  checks: 0,
  different: 0,
  lost: 0,
  refused: 0,
  postedTwice: 0,
  left: 0,
};

const started = Date.now();
const tortured = await openTortured(values.store);
if (cuts > 0 && tortured.lines === undefined) throw new Error("--cuts needs --store postgres");
const world = await startKillableApp({ store: tortured.witness, count: replicas });
try {
  const undisturbed = await createLoad("undisturbed", world.github);
  for (const happen of undisturbed.rounds) await happen();
  const { checks } = await aftermath(world, undisturbed);
  const rounds = undisturbed.rounds.length;
  const plan = planTorture({ kills, cuts, rounds }, tortured.lines);
  for (let at = 0; at < plan.length;) {
    const load = await createLoad(`from-${at}`, world.github);
    const next = plan.slice(at, at + rounds);
    await disturb(world, load, next);
    for (const { name } of next) tally.befallen.set(name, (tally.befallen.get(name) ?? 0) + 1);
    at += next.length;
    compare(await aftermath(world, load), checks);
    console.log(`${at} of ${plan.length}, ${seconds()} s: ${standing()}`);
  }
  const { acknowledged } = await world.deliveries();
  for (const [name, count] of tally.befallen) console.log(`${name}: ${count} times`);
  console.log(`in all: ${plan.length}, in ${seconds()} s, with ${replicas} on ${values.store}`);
  console.log(`acknowledged deliveries: ${acknowledged.length}, lost: ${tally.lost}`);
  console.log(`never acknowledged: ${tally.refused}; answers: ${await answers()}`);
  console.log(`final checks: ${tally.checks}, other than undisturbed: ${tally.different}`);
  console.log(`posted twice: ${tally.postedTwice}; jobs left or dead: ${tally.left}`);
} finally {
  await world.close();
  await tortured.close();
}
const { different, lost, refused, postedTwice, left } = tally;
if (different + lost + refused + postedTwice + left > 0) process.exitCode = 1;

function numberOf(name: "kills" | "replicas" | "cuts", least: number): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= least) return number;
  throw new Error(`--${name} is a whole number from ${least} on`);
}

function compare(
  found: Awaited<ReturnType<typeof aftermath>>,
  undisturbed: readonly FinalCheck[],
): void {
  const shown = new Map(found.checks.map((check) => [nameOf(check), check]));
  for (const check of undisturbed) {
    const other = shown.get(nameOf(check));
    shown.delete(nameOf(check));
    if (isDeepStrictEqual(check, other)) continue;
    tally.different += 1;
    console.log(`${nameOf(check)}: “${check.title}” undisturbed, “${other?.title}” now`);
  }
  for (const more of shown.keys()) console.log(`${more}: not there undisturbed`);
  tally.different += shown.size;
  tally.checks += found.checks.length;
  tally.lost = found.lost.length; // of all loads so far, as are those below
  tally.refused = found.refused.length;
  tally.postedTwice += found.postedTwice.length;
  tally.left += found.active.length + found.waiting.length + found.dead.length;
}

/** How often GitHub was answered with which status; 0 where it was not. */
async function answers(): Promise<string> {
  const attempts = await world.github.deliveries({ app: APP_ID });
  const byStatus = Map.groupBy(attempts, ({ statusCode }) => statusCode);
  return [...byStatus].map(([status, those]) => `${status} ${those.length} times`).join(", ");
}

function nameOf({ branch, name }: FinalCheck): string {
  return `${branch} ${name}`;
}

function standing(): string {
  const { checks, different, lost, postedTwice, left } = tally;
  return `${lost} lost, ${different} of ${checks} checks other, ${postedTwice} posted twice, ${left} left`;
}

function seconds(): number {
  return Math.round((Date.now() - started) / 1000);
}
