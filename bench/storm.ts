import { startWorld, type World } from "../test/support/gated-world.ts";
import { openMany, type Shape } from "../test/support/many-pull-requests.ts";
import { startWorkflow } from "../test/support/workflow.ts";
import { type Count, counted, quiet } from "./counted.ts";
import type { Figure, Figures } from "./figures.ts";
import { FOREIGN_RUNS, installCi, runForeignChecks } from "./other-ci.ts";
import { referenceFiles } from "./reference-repository.ts";

/** Pull requests that move at once. */
const COUNT = 20;

/** Workflows that run for a push; no evidence names them. */
const WORKFLOWS = ["build", "docs", "lint"].map((name) => `.github/workflows/${name}.yml`);

/** Counts what storms of webhooks cost, from the stand-in's ledger. */
export async function run(): Promise<Figures> {
  const world = await startWorld();
  try {
    await installCi(world);
    const push = await countedPush(world);
    const moved = await countedMove(world, "side by side");
    const stacked = await countedMove(world, "stacked");
    return {
      name: "storm",
      subject: `requests to GitHub and points of GraphQL, counted by the stand-in, for one push with ${FOREIGN_RUNS} checks and ${WORKFLOWS.length} workflows and for ${COUNT} pull requests that move at once, with ${FOREIGN_RUNS} checks each`,
      rows: [
        figure(`all ${push.webhooks} webhooks of one push`, push.requests, "requests", 4),
        ...rowsOf(`${COUNT} pull requests to main, rebased`, moved),
        ...rowsOf(`${COUNT} on each other's branches, restacked`, stacked),
      ],
    };
  } finally {
    await world.close();
  }
}

/** The second push to a pull request. */
async function countedPush(world: World): Promise<Count> {
  const { repository, pulls, moveAll } = await openMany(world, "pushed", 1, "side by side", {
    files: { ...referenceFiles(), ...Object.fromEntries(WORKFLOWS.map((path) => [path, "on: pull_request\n"])) }, // prettier-ignore
  });
  const [pull] = pulls;
  if (pull === undefined) throw new Error("no pull request was opened");
  await quiet(world);
  return counted(world, async () => {
    await moveAll("second");
    const runs = [];
    for (const workflow of WORKFLOWS) {
      runs.push(await startWorkflow(world, repository, pull.number, { workflow }));
    }
    await runForeignChecks(world, repository.name, await pull.head());
    for (const each of runs) await each.end();
  });
}

async function countedMove(world: World, shape: Shape): Promise<Count> {
  const name = shape.replaceAll(" ", "-");
  const { repository, pulls, moveAll } = await openMany(world, name, COUNT, shape, {
    files: referenceFiles(),
  });
  await quiet(world);
  return counted(world, async () => {
    await moveAll("second");
    for (const pull of pulls) await runForeignChecks(world, repository.name, await pull.head());
  });
}

function rowsOf(label: string, { webhooks, writes, points }: Count): Figure[] {
  return [
    figure(`${label}: ${webhooks} webhooks`, writes, "writes", COUNT),
    figure(label, points, "points", 5),
  ];
}

function figure(label: string, value: number, unit: string, atMost: number): Figure {
  return { label, value, unit, budget: { atMost } };
}
