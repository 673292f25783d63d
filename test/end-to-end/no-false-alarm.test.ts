import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { raiseFiles } from "../support/evidence-files.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { MERGED } from "../support/pull-request.ts";
import { CARD, cardText, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const SOURCE = "src/reader.js";
const CHANGED_SOURCE = { [SOURCE]: "export const read = (scan) => [scan];\n" };

const named = (name: string): string =>
  cardText().replace("name: Nodule detector", `name: ${name}`);

const TRIAGE = `  ct-triage:
    paths: ["triage/**"]
`;
const TRIAGE_CARD = ".mltrl/cards/ct-triage.md";
const triageCard = cardText({ level: 0 }).replace("Nodule detector", "Triage");

describe("while a pull request is open, base", () => {
  test("promotes the component: the stale branch takes nothing back", async () => {
    const { propose } = await scannerIn(world, "promoted-meanwhile");
    const pull = await propose("topic", CHANGED_SOURCE);
    const raise = await propose("raise", raiseFiles(2, 3));
    await raise.approve("researcher");
    expect(await raise.tryMerge()).toEqual(MERGED);
    const { title } = await pull.verdict();
    expect(title).toBe("Passed: nodule-detector at level 3");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("gains a component: nothing is missed on a branch that edits the policy", async () => {
    const { clone, propose } = await scannerIn(world, "component-meanwhile");
    const stays = await propose("stays", CHANGED_SOURCE);
    const edits = await propose("edits", {
      [CONFIG]: `${configText()}uncovered: warn\n`,
      ...CHANGED_SOURCE,
    });
    const gain = await propose("gain", {
      [CONFIG]: configText("", TRIAGE),
      [TRIAGE_CARD]: triageCard,
      "triage/sort.js": "export const sort = 1;\n",
    });
    expect(await gain.tryMerge()).toEqual(MERGED);
    expect(await stays.verdict()).toMatchObject({
      title: "Passed: nodule-detector at level 2",
      conclusion: "success",
    });
    expect((await edits.verdict()).conclusion).toBe("success");
    expect(await stays.tryMerge()).toEqual(MERGED);
    // What git cannot merge is for the author to sort out; then nothing is missed either.
    await clone.start("edits", "origin/edits");
    await clone.git("merge", "--quiet", "--strategy-option=ours", "origin/main");
    await clone.git("push", "--quiet", "origin", "edits");
    expect(await edits.tryMerge()).toEqual(MERGED);
  });

  test("has other sections of the card edited", async () => {
    const { propose } = await scannerIn(world, "other-sections");
    const pull = await propose("intended", {
      [CARD]: cardText({ sections: { "Intended use": "Second reading in screening of adults." } }),
    });
    const other = await propose("caveats", {
      [CARD]: cardText({
        sections: { "Caveats, known edge cases, recommendations": "Implants confuse it." },
      }),
    });
    expect(await other.tryMerge()).toEqual(MERGED);
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("has the same field of the card edited: the branch has to be updated", async () => {
    const { clone, propose } = await scannerIn(world, "same-field");
    const pull = await propose("one", { [CARD]: named("Lung nodule detector") });
    const other = await propose("other", { [CARD]: named("Chest nodule detector") });
    expect(await other.tryMerge()).toEqual(MERGED);
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("failure");
    expect(output.summary).toContain("update the branch");
    expect((await pull.tryMerge()).merge).toBe(405);
    await clone.start("one", "origin/one");
    await clone.git("merge", "--quiet", "--strategy-option=ours", "origin/main");
    await clone.git("push", "--quiet", "origin", "one");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });
});

describe("history that is written anew", () => {
  test("by a rebase keeps the seat of who approved the same content", async () => {
    const { clone, propose } = await scannerIn(world, "rebased");
    const pull = await propose("raise", raiseFiles(2, 3));
    await pull.approve("researcher");
    const other = await propose("readme", { "README.md": "# The scanner\n" });
    expect(await other.tryMerge()).toEqual(MERGED);
    await clone.start("raise", "origin/raise");
    await clone.git("rebase", "--quiet", "origin/main");
    await clone.git("push", "--quiet", "--force", "origin", "raise");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("by a squash merge leaves nothing for the next pull request", async () => {
    const { propose } = await scannerIn(world, "squashed");
    const raise = await propose("raise", raiseFiles(2, 3));
    await raise.approve("researcher");
    expect(await raise.tryMerge("mltrl/main", "squash")).toEqual(MERGED);
    const next = await propose("next", CHANGED_SOURCE);
    expect((await next.verdict()).title).toBe("Passed: nodule-detector at level 3");
    expect(await next.tryMerge("mltrl/main", "squash")).toEqual(MERGED);
  });

  test("by a squash merge of a branch that goes on is no new graduation", async () => {
    const { clone, repository, propose } = await scannerIn(world, "squashed-and-on");
    const raise = await propose("raise", raiseFiles(2, 3));
    await raise.approve("researcher");
    expect(await raise.tryMerge("mltrl/main", "squash")).toEqual(MERGED);
    await clone.push("raise", "Go on", CHANGED_SOURCE);
    const on = await repository.propose({ from: "raise" });
    expect(await on.verdict()).toMatchObject({
      conclusion: "success",
      title: "Passed: nodule-detector at level 3",
    });
  });
});

test("a file that moves out of a component is a change of it", async () => {
  const { clone, repository } = await scannerIn(world, "moved-out");
  await clone.start("move");
  await clone.git("mv", "models/nodule/weights.bin", "weights.bin");
  await clone.push("move", "Move the weights", {});
  const pull = await repository.propose({ from: "move" });
  expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  expect((await pull.verdict()).blockedBy).toContain("semver-model");
});
