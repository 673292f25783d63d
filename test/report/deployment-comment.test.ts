import { describe, expect, test } from "@jest/globals";
import type { DeploymentVerdict } from "../../src/core/model/deployment-request.ts";
import { deploymentComment, deploymentNotJudged } from "../../src/report/deployment-comment.ts";

const SHA = "abcdef0123456789".padEnd(40, "0");

function verdict(changes: Partial<DeploymentVerdict> = {}): DeploymentVerdict {
  return {
    environment: "production",
    sha: SHA,
    minimumLevel: 8,
    levels: [{ component: "detector", level: 8 }],
    faults: [],
    notes: ["It is on main, which mltrl/main guards."],
    ...changes,
  };
}

describe("what a deployment is told", () => {
  test("that it may go on, and by what", () => {
    expect(deploymentComment(verdict())).toEqual({
      state: "approved",
      comment:
        "**Approved: `abcdef0` to `production`**, which takes level 8 or above.\n\n- It is on main, which mltrl/main guards.\n- `detector` is at level 8",
    });
  });

  test("that nothing is asked of it", () => {
    const { minimumLevel: _, ...open } = verdict({ levels: [], notes: ["Nothing is asked."] });
    expect(deploymentComment(open)).toEqual({
      state: "approved",
      comment: "**Approved: `abcdef0` to `production`.**\n\n- Nothing is asked.",
    });
  });

  test("what stands against it, and nothing else", () => {
    const faults = ["detector is at level 7.", "reader is at level 2."];
    expect(deploymentComment(verdict({ faults }))).toEqual({
      state: "rejected",
      comment:
        "**Not deployed: `abcdef0` to `production`.** 2 things stand against it:\n\n- detector is at level 7.\n- reader is at level 2.",
    });
  });

  test("as much as GitHub takes, and how much is left", () => {
    const faults = Array.from(
      { length: 50 },
      (_, i) => `component-${i} is at level 2, and not at 8.`,
    );
    const { comment } = deploymentComment(verdict({ faults }));
    expect(comment.length).toBeLessThanOrEqual(1024);
    const shown = comment.match(/^- /gm)?.length ?? 0;
    expect(comment).toContain(`*and ${50 - shown} more*`);
  });

  test("without anything that mentions somebody, or formats", () => {
    const environment = "@acme/all **<b>**";
    const { comment } = deploymentComment(verdict({ environment, faults: ["@acme/all <img>"] }));
    expect(comment).not.toMatch(/(?<!`)@acme|<img>|<b>(?!.*`)/);
  });

  test.each([
    ["upstream", "GitHub did not answer"],
    ["internal", "mltrl-gate made a mistake"],
  ] as const)("whose fault it is that there is no verdict: %s", (cause, text) => {
    const said = deploymentNotJudged(verdict(), cause);
    expect(said.state).toBe("rejected");
    expect(said.comment).toContain(text);
  });
});
