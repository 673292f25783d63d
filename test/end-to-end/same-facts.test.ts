import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { type CheckOutput } from "../../src/report/check-output-schema.ts";
import { mltrl } from "../cli/command-line.ts";
import { engineOf, readScenario, scenarioNames } from "../gate/scenario.ts";
import { scenarioInGit, TOPIC } from "../gate/scenario-in-git.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { reportOf, startThreeFronts, type ThreeFronts } from "../support/three-fronts.ts";

jest.setTimeout(60_000);

let fronts: ThreeFronts;
beforeAll(async () => {
  fronts = await startThreeFronts();
});
afterAll(() => fronts.close());

/** A golden scenario in git. */
const scenario =
  (name: string) =>
  async (folder: string): ReturnType<Parameters<ThreeFronts["place"]>[1]> => ({
    ...(await scenarioInGit(name, folder)),
    topic: TOPIC,
  });

describe("the same facts come to the same report, whoever judges", () => {
  test.each(scenarioNames())("%s", async (name) => {
    const placed = await fronts.place(name, scenario(name));
    const { app, cli, action } = await fronts.reports(placed, engineOf(name));
    expect(cli).toBe(app?.replace('"front": "app"', '"front": "cli"'));
    expect(action).toBe(app?.replace('"front": "app"', '"front": "action"'));

    // The repository that was made says what the scenario says.
    const expected = await reportOf(readScenario(name), engineOf(name), "app");
    expect(checksIn(app)).toEqual(checksIn(expected));
  });
});

describe("without the facts", () => {
  test("the command line says what it cannot see, where the App sees it", async () => {
    const { folder, baseRef, onGithub } = await fronts.place("unseen", scenario("waiting-for-panel")); // prettier-ignore
    const app = await reportOf(onGithub, ENGINE, "app");
    const cli = await mltrl(folder, ["check", "--json", "--base", baseRef]);
    expect(panelIn(app ?? "")?.reason).not.toContain("not visible");
    expect(panelIn(cli.out)).toMatchObject({
      outcome: "pending",
      reason: expect.stringMatching(/^not visible in a work tree: /),
    });
  });
});

function checksIn(report: string | undefined): CheckOutput["checks"] | undefined {
  return report === undefined ? undefined : (JSON.parse(report) as CheckOutput).checks;
}

function panelIn(report: string) {
  const { components } = JSON.parse(report) as CheckOutput;
  const findings = components.flatMap((component) => component.findings);
  return findings.find(({ rule }) => rule === "review-panel-satisfied");
}
