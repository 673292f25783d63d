import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { type CheckOutput } from "../../src/report/check-output-schema.ts";
import { jsonText } from "../../src/report/json.ts";
import { writeGitCopy } from "../examples/git-copy.ts";
import { exampleNames, readExample } from "../examples/read-example.ts";
import { replay } from "../examples/replay.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { factsOf, workflowRunsOf } from "../support/facts-file.ts";
import { reportOf, startThreeFronts, type ThreeFronts } from "../support/three-fronts.ts";

jest.setTimeout(60_000);

let fronts: ThreeFronts;
beforeAll(async () => {
  fronts = await startThreeFronts();
});
afterAll(() => fronts.close());

describe.each(exampleNames())("whoever judges a step of %s comes to the same report", (name) => {
  const example = readExample(name);
  const replaying = replay(example);
  const { teams, admins } = example;
  const officeHolders = [...new Set([...admins, ...Object.values(teams).flat()])];

  test.each(example.steps.map((step, i) => [step.name, i] as const))("%s", async (step, i) => {
    const replayed = await replaying;
    const one = replayed[i];
    if (one === undefined) throw new Error("the step was not replayed");
    const { ports } = one;
    const placed = await fronts.place(`${name}-${step}`, async (folder) => {
      const ids = writeGitCopy(folder, replayed, step);
      const facts = await factsOf(ports, { ids, teams, officeHolders });
      const runs = await workflowRunsOf(ports.runs, ids);
      return { topic: step, baseRef: one.step.base, facts: { ...facts, "workflow-runs": runs } };
    });
    const { app, cli, action } = await fronts.reports(placed, ENGINE);
    expect(action).toBe(cli.replace('"front": "cli"', '"front": "action"'));
    expect(cli).toBe(app?.replace('"front": "app"', '"front": "cli"') ?? withoutChecks(cli));
    expect(checksIn(app)).toEqual(checksIn(await reportOf(ports, ENGINE, "app")));
  });
});

/** Where no check guards the branch the App shows nothing, and a report of the others has no check in it. */
function withoutChecks(report: string): string {
  const read = JSON.parse(report) as CheckOutput;
  return jsonText({ ...read, checks: [], components: [] });
}

function checksIn(report: string | undefined): CheckOutput["checks"] | undefined {
  return report === undefined ? undefined : (JSON.parse(report) as CheckOutput).checks;
}
