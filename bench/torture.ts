import { isDeepStrictEqual, parseArgs } from "node:util";
import { aftermath } from "../test/faults/aftermath.ts";
import { type KillableApp, startKillableApp } from "../test/faults/killable-app.ts";
import { createLoad, type FinalCheck, type Load } from "../test/faults/load.ts";
import { STEPS } from "../test/faults/steps.ts";

const { values } = parseArgs({ options: { kills: { type: "string", default: "100" } } });
const wanted = Number(values.kills);
if (!Number.isInteger(wanted) || wanted < 1) throw new Error("--kills is a whole number above 0");

/** What all loads together came to. */
const tally = {
  kills: new Map(STEPS.map(({ name }) => [name, 0])),
  checks: 0,
  different: 0,
  lost: 0,
  postedTwice: 0,
  left: 0,
};

const started = Date.now();
const world = await startKillableApp();
try {
  const undisturbed = await createLoad("undisturbed", world.github);
  for (const happen of undisturbed.rounds) await happen();
  const { checks } = await aftermath(world, undisturbed);
  let kills = 0;
  for (let turn = 0; kills < wanted; turn += 1) {
    const load = await createLoad(`turn-${turn}`, world.github);
    kills += await torture(world, load, kills);
    compare(await aftermath(world, load), checks);
    console.log(`${kills} of ${wanted} kills, ${seconds()} s: ${standing()}`);
  }
  const acknowledged = (await world.acknowledged()).length;
  for (const [step, count] of tally.kills) console.log(`killed ${step}: ${count} times`);
  console.log(`kills in all: ${kills}, in ${seconds()} s`);
  console.log(`acknowledged deliveries: ${acknowledged}, lost: ${tally.lost}`);
  console.log(`final checks: ${tally.checks}, other than undisturbed: ${tally.different}`);
  console.log(`posted twice: ${tally.postedTwice}; jobs left or dead: ${tally.left}`);
} finally {
  await world.close();
}
const { different, lost, postedTwice, left } = tally;
if (different + lost + postedTwice + left > 0) process.exitCode = 1;

/** Kills the App once in each round of a load, the steps taking turns. */
async function torture(app: KillableApp, load: Load, before: number): Promise<number> {
  for (const [round, happen] of load.rounds.entries()) {
    const step = STEPS[(before + round) % STEPS.length];
    if (step === undefined) throw new Error("there is no step to die at");
    await load.ready();
    const killed = app.killedAt(step.at(round));
    await happen();
    await killed;
    tally.kills.set(step.name, (tally.kills.get(step.name) ?? 0) + 1);
    await app.startUp();
    await app.deliverLost();
  }
  return load.rounds.length;
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
  tally.lost = found.lost.length; // of all loads so far
  tally.postedTwice += found.postedTwice.length;
  tally.left += found.active.length + found.waiting.length + found.dead.length;
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
