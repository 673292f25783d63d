import { REPOSITORY, startWorld, type World } from "../test/support/gated-world.ts";
import { cardText, CONFIG, configText, entryAt } from "../test/support/repository-files.ts";
import { scannerIn } from "../test/support/scanner.ts";
import { startWorkflow } from "../test/support/workflow.ts";
import { referenceFiles } from "./reference-repository.ts";
import { counted, quiet } from "./counted.ts";
import type { Figure, Figures } from "./figures.ts";
import { FOREIGN_RUNS, installCi, runForeignChecks } from "./other-ci.ts";

const CARD = ".mltrl/cards/nodule-detector.md";
const CHECK = "mltrl/main";

/**
 * Counts what one push costs, from the stand-in's ledger: the reference case of twelve files under
 * `.mltrl`, one component and one pull request, with ten runs of another App beside it.
 */
export async function run(): Promise<Figures> {
  const files = referenceFiles();
  const world = await startWorld({ files, branches: { topic: {} }, requires: { main: [CHECK] } });
  try {
    await installCi(world);
    const engineer = world.as("ml-engineer");
    const clone = await world.clone("ml-engineer");
    const card = files[CARD] ?? "";

    await clone.push("change", "Change the card", { [CARD]: card.replace("markedly", "a lot") });
    await quiet(world);
    const number = await engineer.openPullRequest("change", "main");
    const cold = await counted(world, async () => {
      await engineer.verdict(number, CHECK);
    });
    const warm = await counted(world, async () => {
      await clone.push("change", "Change it again", { [CARD]: card.replace("markedly", "badly") });
      await engineer.verdict(number, CHECK);
    });
    const burst = await counted(world, async () => {
      await clone.push("change", "Once more", { [CARD]: card.replace("markedly", "much") });
      await runForeignChecks(world, REPOSITORY, await engineer.head(number));
      await engineer.verdict(number, CHECK);
    });
    const last = (await world.github.deliveries({ event: "pull_request" })).at(-1);
    const duplicate = await counted(world, async () => {
      await world.github.redeliver({ guid: last?.guid ?? "" });
    });
    await clone.push("side", "Work aside", { "README.md": "# Scanner, aside\n" });
    const aside = await engineer.openPullRequest("side", "topic");
    await quiet(world);
    const ungated = await counted(world, async () => {
      await clone.push("side", "More work aside", { "README.md": "# Scanner, further aside\n" });
      await engineer.head(aside);
    });
    const ci = await countedWithCi(world);
    const rows = [
      figure("one push, cold", cold.requests, 3),
      figure("one push, warm", warm.requests, 2),
      figure(
        `all ${burst.webhooks} webhooks of a push with ${FOREIGN_RUNS} foreign checks`,
        burst.requests,
        4,
      ),
      figure("writes per head SHA, committed evidence", Math.max(cold.writes, warm.writes), 1),
      figure("a push of code that waits for what CI delivers, warm", ci.waiting.requests, 4),
      figure("of these for what CI delivers", ci.waiting.reads, 1),
      figure("a run that ends with an artifact", ci.delivered.requests, 6),
      figure("of these for the runs, the artifacts and the archive", ci.delivered.reads, 3),
      figure("the same verdict once more", ci.again.reads, 1),
      figure("writes per head SHA, evidence from CI", ci.waiting.writes + ci.delivered.writes, 2),
      figure("a run of a workflow that no evidence names", ci.other.requests, 0),
      figure("a delivery that comes twice", duplicate.requests, 0),
      figure("a push to a branch without a check, once known", ungated.requests, 0),
    ];
    return {
      name: "requests",
      subject: "requests to GitHub, counted by the stand-in, for pushes to one gated pull request",
      rows,
    };
  } finally {
    await world.close();
  }
}

const WORKFLOW = ".github/workflows/ci.yml";
const REPORT = "reports/unit.xml";
const PASSED = { [REPORT]: `<testsuite tests="1"><testcase name="reads"/></testsuite>` };

/** Counts what evidence costs that a run delivers, on the second push to a pull request. */
async function countedWithCi(world: World) {
  const evidence = `evidence:\n  unit-tests: {format: tests, workflow: ${WORKFLOW}, files: [${REPORT}]}\n`;
  const { repository, clone, propose } = await scannerIn(world, "with-ci", {
    files: {
      [CONFIG]: configText(`${evidence}rules: {coverage-prototype: {severity: advisory}}\n`),
      [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
      [WORKFLOW]: "on: pull_request\n",
    },
  });
  world.plans(1);
  const pull = await propose("topic", { "src/reader.js": "export const n = 1;\n" });
  const first = await startWorkflow(world, repository, pull.number);
  await first.deliver(PASSED);
  await first.end();
  await pull.verdict();
  const waiting = await counted(world, () =>
    clone.push("topic", "Change it again", { "src/reader.js": "export const n = 2;\n" }),
  );
  const run = await startWorkflow(world, repository, pull.number);
  await run.deliver(PASSED);
  const delivered = await counted(world, () => run.end());
  const again = await counted(world, async () => {
    const { id } = await pull.verdict();
    await repository.as("ml-engineer").wanted("POST", `/check-runs/${id}/rerequest`);
  });
  const other = await counted(world, async () => {
    const unnamed = { workflow: ".github/workflows/docs.yml" };
    await (await startWorkflow(world, repository, pull.number, unnamed)).end();
  });
  world.plans(0);
  return { waiting, delivered, again, other };
}

function figure(label: string, value: number, atMost: number): Figure {
  return { label, value, unit: "requests", budget: { atMost } };
}
