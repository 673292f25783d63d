import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Clone } from "../support/clone.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import { INSTALLATION, type Person, startWorld, type World } from "../support/gated-world.ts";
import type { GatedRepository } from "../support/gated-repository.ts";
import { MERGED, type PullRequest } from "../support/pull-request.ts";
import { CARD, cardText, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
  // What is waived is looked at again when that ends.
  world.plans(1);
});
afterAll(() => world.close());

const WAITING = { conclusion: "action_required", merge: 405 };
const SOURCE = "src/reader.js";
const TOPIC = { [SOURCE]: "export const read = (scan) => [scan];\n" };
const ASKED = "asked for this step";

/** Takes away all comments of somebody, their orders with them. */
async function unsay(repository: GatedRepository, pull: PullRequest, who: Person): Promise<void> {
  const me = repository.as(who);
  const own = (await me.comments(pull.number)).filter(({ user }) => user.login === who);
  const answers = await Promise.all(
    own.map(({ id }) => me.rest("DELETE", `/issues/comments/${id}`)),
  );
  expect(answers.map(({ status }) => status)).toEqual([204]);
}

/** Replaces all commits of a branch by one of the ML engineer's that asks for the step in nobody's name. */
async function rewrite(clone: Clone, branch: string): Promise<void> {
  await clone.git("fetch", "--quiet", "origin");
  await clone.start(branch);
  await clone.push(branch, "Raise it", { ...TOPIC, ...raiseFiles(2, 3) });
}

describe("who asked for a step by the App's commit", () => {
  test("cannot approve it after a rebase dropped commit, co-author and the record's line", async () => {
    const { clone, propose, repository } = await scannerIn(world, "dropped");
    const pull = await propose("raise", TOPIC);
    expect(await pull.say("researcher", "/mltrl promote")).toContain("2 → 3");
    // A commit on top, so that the head that goes is not the one that tells.
    await clone.git("fetch", "--quiet", "origin");
    await clone.start("raise", "origin/raise");
    await clone.push("raise", "One more thing", { "src/more.js": "export const more = 1;\n" });
    await unsay(repository, pull, "researcher");
    await rewrite(clone, "raise");
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toMatchObject(WAITING);
    expect((await pull.verdict()).output.summary).toContain(ASKED);
    await pull.approve("research-lead");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("is looked up once for a head that is gone", async () => {
    const { clone, propose } = await scannerIn(world, "looked-up");
    const pull = await propose("raise", TOPIC);
    await pull.say("ml-engineer", "/mltrl promote");
    await rewrite(clone, "raise");
    expect((await pull.verdict()).conclusion).toBe("action_required");
    await world.github.clearLedger();
    await clone.git("commit", "--quiet", "--allow-empty", "--message", "Nothing new");
    await clone.git("push", "--quiet", "origin", "raise");
    expect((await pull.verdict()).conclusion).toBe("action_required");
    const entries = await world.github.ledger({ installation: INSTALLATION });
    expect(entries.map(({ path }) => path)).toEqual([
      "/graphql",
      "/repos/acme/looked-up/check-runs",
    ]);
  });
});

test("who asked in a comment cannot approve what somebody else wrote down by hand", async () => {
  const { clone, propose } = await scannerIn(world, "by-hand");
  const pull = await propose("raise", TOPIC);
  await pull.say("researcher", "/mltrl promote nodule-detector");
  await rewrite(clone, "raise");
  await clone.push("raise", "Record nobody", { "src/more.js": "export const more = 1;\n" });
  await pull.approve("researcher");
  expect(await pull.tryMerge()).toMatchObject(WAITING);
  expect((await pull.verdict()).output.summary).toContain(ASKED);
});

test("who asked for a waiver cannot grant it after its commit was replaced", async () => {
  const rule = "card-sections-present";
  const files = { [CONFIG]: configText(`rules:\n  ${rule}: { waiver-role: engineering }\n`) };
  const { clone, propose, repository } = await scannerIn(world, "waiver", { files });
  const pull = await propose("topic", { [CARD]: cardText({ sections: { "Intended use": null } }) });
  const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const order = `/mltrl waive ${rule} --until ${until} --reason "Next month."`;
  const reply = await pull.say("second-engineer", order);
  const number = Number(/#(\d+)/.exec(reply ?? "")?.[1]);
  const proposed = repository.pullRequest(number, "ml-engineer");
  const branch = `mltrl/waive-${rule}-nodule-detector-${until}`;
  await clone.git("fetch", "--quiet", "origin");
  const text = await clone.git("show", `origin/${branch}:.mltrl/waivers.yml`);
  expect(text).toContain("second-engineer");
  await clone.start(branch);
  await clone.push(branch, "Waive it", {
    ".mltrl/waivers.yml": `${text.replace(/^ *requested-by: .*\n/m, "")}\n`,
  });
  await proposed.approve("second-engineer");
  expect(await proposed.tryMerge()).toMatchObject(WAITING);
});
