import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { deployedLines } from "../support/deployed-files.ts";
import { APP_ID, OWNER, startWorld, type World } from "../support/gated-world.ts";
import {
  CARD,
  cardText,
  CHECKS,
  CONFIG,
  configText,
  entryAt,
} from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const ENVIRONMENTS = "environments: { production: {}, staging: { minimum-level: 5 } }\n";

function cardAt(level: number): Record<string, string> {
  return { [CARD]: cardText({ level, extra: entryAt(level, [0, 1, 2, 3, 4, 5, 6, 7]) }) };
}

/** The scanner at a level, with environments that the App's rule guards. */
async function deployable(
  name: string,
  level: number,
  files: Readonly<Record<string, string>> = {},
) {
  const place = await scannerIn(world, name, {
    files: { [CONFIG]: configText(ENVIRONMENTS), ...cardAt(level), ...files },
    branches: { "release/1.0": {}, topic: { "README.md": "# Not looked at\n" } },
    requires: {},
  });
  const admin = place.repository.as("platform-admin");
  for (const environment of ["production", "staging", "playground"]) {
    await admin.wanted("PUT", `/environments/${environment}`);
    await admin.wanted("POST", `/environments/${environment}/deployment_protection_rules`, {
      integration_id: APP_ID,
    });
  }
  const deploy = async (environment: string, ref: string) => {
    const repository = `${OWNER}/${name}`;
    const run = await world.github.deploy({ repository, environment, ref, sender: "ml-engineer" });
    await world.quiet();
    const [answer] = await world.github.deployment({ repository, run });
    return answer;
  };
  return { ...place, deploy };
}

describe("a deployment to an environment that the policy names", () => {
  test("is turned down at level 7, with what stands against it", async () => {
    const { deploy } = await deployable("at-seven", 7);
    const answer = await deploy("production", "main");
    expect(answer?.state).toBe("rejected");
    expect(answer?.comment).toMatch(
      /^\*\*Not deployed: `\w{7}` to `production`\.\*\* 1 thing stands against it:/,
    );
    expect(answer?.comment).toContain(
      "nodule-detector is at level 7, and production takes level 8 or above",
    );
  });

  test("is approved at level 8, and asks for the level that the policy names", async () => {
    const { deploy } = await deployable("at-eight", 8);
    const answer = await deploy("production", "main");
    expect(answer).toMatchObject({ app: APP_ID, state: "approved" });
    expect(answer?.comment).toContain("`nodule-detector` is at level 8");
    expect(answer?.comment).toContain("It is on main, which mltrl/main guards");
    const { deploy: lower } = await deployable("at-six", 6);
    expect(await lower("staging", "main")).toMatchObject({ state: "approved" });
    expect(await lower("Production", "release/1.0")).toMatchObject({ state: "rejected" });
  });

  test("is turned down for a commit that came through no gate, whatever its card says", async () => {
    const { deploy, clone } = await deployable("ungated", 7);
    await clone.start("topic", "origin/topic");
    await clone.push("topic", "Who looks?", cardAt(8));
    const answer = await deploy("production", "topic");
    expect(answer?.state).toBe("rejected");
    expect(answer?.comment).toContain("has come through no gate");
    expect(answer?.comment).not.toContain("is at level");
    // A tag of one's own proves nothing.
    await clone.git("tag", "v9.9.9");
    await clone.git("push", "--quiet", "origin", "v9.9.9");
    expect((await deploy("production", "v9.9.9"))?.comment).toContain("has come through no gate");
  });

  test("takes its policy from the default branch alone", async () => {
    const { deploy, clone } = await deployable("own-policy", 7);
    await clone.start("release/1.0", "origin/release/1.0");
    const milder = configText("environments: { production: { minimum-level: 3 } }\n");
    await clone.push("release/1.0", "Ask for less", { [CONFIG]: milder });
    const answer = await deploy("production", "release/1.0");
    expect(answer?.comment).toContain("production takes level 8 or above");
  });

  test("is turned down while nobody can tell what the policy asks for", async () => {
    const broken = `${configText(ENVIRONMENTS)}nonsense: 1\n`;
    const { deploy } = await deployable("broken-policy", 8, { [CONFIG]: broken });
    const answer = await deploy("production", "main");
    expect(answer?.state).toBe("rejected");
    expect(answer?.comment).toContain("The policy of main has problems");
  });

  test("is turned down while what runs is not in order", async () => {
    const running = cardText({
      level: 9,
      extra: deployedLines([{ version: "1.0.0", tag: "v1.0.0" }]),
    });
    const watched = configText(
      `${ENVIRONMENTS}rules:\n  monitoring-fresh-data-drift: { severity: blocking }\n`,
      "",
      CHECKS,
    );
    const { deploy } = await deployable("not-watched", 9, { [CONFIG]: watched, [CARD]: running });
    const answer = await deploy("production", "main");
    expect(answer?.state).toBe("rejected");
    expect(answer?.comment).toContain(
      "What runs of nodule-detector is not in order: monitoring-fresh-data-drift",
    );
  });
});

describe("a deployment that nothing is asked of is approved with a note", () => {
  test("where the policy does not name the environment", async () => {
    const { deploy } = await deployable("unnamed", 2);
    const answer = await deploy("playground", "topic");
    expect(answer?.state).toBe("approved");
    expect(answer?.comment).toContain("The policy does not name playground");
  });

  test("where there is no policy", async () => {
    const { deploy, clone } = await deployable("no-policy", 2);
    await clone.push("main", "Do without", { [CONFIG]: null });
    const answer = await deploy("production", "main");
    expect(answer?.state).toBe("approved");
    expect(answer?.comment).toContain("main has no policy");
  });
});

describe("faults", () => {
  test("of GitHub are waited out", async () => {
    const { deploy } = await deployable("fault", 8);
    const path = "/graphql";
    await world.github.addFault({ kind: "error", status: 502, path, operationName: "DefaultBranch", times: 1 }); // prettier-ignore
    expect(await deploy("production", "main")).toMatchObject({ state: "approved" });
  });

  test("of a permission that was not granted leave the deployment to its owners", async () => {
    const { deploy } = await deployable("not-granted", 8);
    const fault = { kind: "error", status: 403, path: "/deployment_protection_rule$" } as const;
    await world.github.addFault({ ...fault, times: 1 });
    expect(await deploy("production", "main")).toBeUndefined();
    await world.github.clearFaults();
  });
});
