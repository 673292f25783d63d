import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Clone } from "../support/clone.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { generateAppKey } from "../github/start-github.ts";
import { MERGED, refusedBy } from "../support/pull-request.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.github.seed({
    apps: [
      { id: 15_368, slug: "github-actions", installation: 888 },
      { id: 9_999, slug: "imposter", installation: 889 },
    ].map(({ installation, ...app }) => ({
      ...app,
      owner: "acme",
      privateKey: generateAppKey(),
      permissions: { checks: "write", statuses: "write" },
      installations: [{ id: installation, account: "acme" }],
    })),
  });
});
afterAll(() => world.close());

describe("a green check of the right name", () => {
  test.each([
    ["by another App", 889],
    ["by a workflow", 888],
  ])("%s does not open the merge", async (_, installation) => {
    const { repository, propose } = await scannerIn(world, `forged-${installation}`);
    const pull = await propose("topic", {
      [CARD]: cardText({ sections: { "Intended use": null } }),
    });
    expect((await pull.verdict()).conclusion).toBe("failure");
    const token = await world.github.installationToken({ installation });
    const forged = await fetch(`${world.github.url}/repos/acme/${repository.name}/check-runs`, {
      method: "POST",
      headers: { authorization: `token ${token}`, "content-type": "application/json" },
      body: JSON.stringify({
        name: "mltrl/main",
        head_sha: await pull.head(),
        status: "completed",
        conclusion: "success",
      }),
    });
    expect(forged.status).toBe(201);
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });

  test("as a commit status does not open the merge either", async () => {
    const { repository, propose } = await scannerIn(world, "forged-status");
    const pull = await propose("topic", {
      [CARD]: cardText({ sections: { "Intended use": null } }),
    });
    expect((await pull.verdict()).conclusion).toBe("failure");
    await repository.as("ml-engineer").wanted("POST", `/statuses/${await pull.head()}`, {
      state: "success",
      context: "mltrl/main",
    });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });
});

/** Does what the reply says. */
function applyPatch({ directory }: Clone, reply: string): void {
  const [, patch = ""] = /^```diff\n([\s\S]*?)^```$/m.exec(reply) ?? [];
  execFileSync("git", ["apply", "--index", "-"], { cwd: directory, input: patch });
}

test("without leave to write, a promotion comes as a patch too", async () => {
  const { clone, propose } = await scannerIn(world, "patched");
  const pull = await propose("topic", {
    [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }),
  });
  const reply = (await pull.say("ml-engineer", "/mltrl promote")) ?? "";
  expect(reply).toContain("this App may not write to the repository");
  applyPatch(clone, reply);
  await clone.push("topic", "Apply mltrl.patch", {});
  expect((await pull.verdict()).title).toBe("Waiting for 1 of 1: nodule-detector 2 → 3");
  await pull.approve("researcher");
  expect(await pull.tryMerge()).toEqual(MERGED);
});

describe("a pull request from a fork", () => {
  test("is judged, and a promotion comes as a patch that can be applied", async () => {
    const { repository } = await scannerIn(world, "forked");
    await repository.as("outsider").wanted("POST", "/forks", {});
    const clone = await repository.clone("outsider", "outsider");
    const broken = cardText({ sections: { "TL;DR": "Marks nodules.", "Intended use": null } });
    await clone.push("topic", "Say it shorter", { [CARD]: broken });
    const pull = await repository.propose({ by: "outsider", from: "outsider:topic" });
    expect(await pull.tryMerge()).toEqual(refusedBy("card-sections-present"));
    await clone.push("topic", "Say what it is for", {
      [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }),
    });
    expect((await pull.verdict()).conclusion).toBe("success");

    expect(await pull.say("outsider", "/mltrl promote")).toContain(
      "is for people with write access",
    );
    const reply = (await pull.say("ml-engineer", "/mltrl promote")) ?? "";
    expect(reply).toContain("its branch is in a fork");
    applyPatch(clone, reply);
    await clone.push("topic", "Apply mltrl.patch", {});
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "action_required", merge: 405 });
    await pull.approve("ml-engineer"); // asked for the step
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "action_required", merge: 405 });
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });
});
