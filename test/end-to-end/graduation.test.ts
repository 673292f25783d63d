import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { raiseFiles } from "../support/evidence-files.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { MERGED, refusedBy } from "../support/pull-request.ts";
import { CARD, cardText, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const WAITING = { conclusion: "action_required", blockedBy: [], merge: 405 };
const SOURCE = "src/reader.js";

describe("a raised level", () => {
  test("waits for its panel, and merges once the panel has approved", async () => {
    const { propose } = await scannerIn(world, "panel");
    const pull = await propose("raise", raiseFiles(2, 3));
    expect(await pull.tryMerge()).toEqual(WAITING);
    expect((await pull.verdict()).title).toBe("Waiting for 1 of 1: nodule-detector 2 → 3");
    await pull.approve("second-engineer"); // who has no seat on this panel
    expect(await pull.tryMerge()).toEqual(WAITING);
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("asks for every seat of its panel", async () => {
    const off = "{ severity: off }";
    const { propose } = await scannerIn(world, "seats", {
      files: {
        [CARD]: cardText({ level: 3 }),
        [CONFIG]: configText(`rules:\n  unit-tests-pass: ${off}\n  coverage-prototype: ${off}\n`),
      },
    });
    const pull = await propose("raise", raiseFiles(3, 4));
    expect((await pull.verdict()).title).toBe("Waiting for 2 of 2: nodule-detector 3 → 4");
    await pull.approve("researcher");
    await pull.approve("research-lead");
    expect(await pull.tryMerge()).toEqual(WAITING);
    await pull.approve("second-engineer");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("asks the members of a team for its seat", async () => {
    const panels = "[{ from-level: 2, roles: [product-manager] }]";
    const { propose } = await scannerIn(world, "team", {
      files: { [CONFIG]: configText(`rules:\n  review-panel-satisfied: { panels: ${panels} }\n`) },
    });
    const pull = await propose("raise", raiseFiles(2, 3));
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toEqual(WAITING);
    await pull.approve("product-manager"); // who may only read the repository
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("is not approved by who approved before it was raised", async () => {
    const { clone, propose } = await scannerIn(world, "too-early");
    const pull = await propose("topic", {
      [CARD]: cardText({ sections: { "TL;DR": "Marks nodules for a radiologist." } }),
    });
    await pull.approve("researcher");
    expect((await pull.verdict()).conclusion).toBe("success");
    await clone.push(
      "topic",
      "And raise the level",
      raiseFiles(2, 3, { sections: { "TL;DR": "Marks nodules for a radiologist." } }),
    );
    expect(await pull.tryMerge()).toEqual(WAITING);
    expect((await pull.verdict()).output.summary).toMatch(
      /lapsed: `researcher` approved \w{7}, which did not claim level 3 yet/,
    );
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("may not jump", async () => {
    const { propose } = await scannerIn(world, "jump");
    const pull = await propose("jump", raiseFiles(2, 4));
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
    expect((await pull.verdict()).blockedBy).toContain("no-level-skip");
  });
});

describe("an approval", () => {
  test("lapses with a push that changes the content, and outlives one that does not", async () => {
    const { clone, propose } = await scannerIn(world, "last-push");
    const pull = await propose("raise", raiseFiles(2, 3));
    await pull.approve("researcher");
    await clone.push("raise", "Mend a word", { "README.md": "# The scanner\n" });
    expect((await pull.verdict()).conclusion).toBe("success");
    await clone.push("raise", "One more thing", { [SOURCE]: "export const read = () => [];\n" });
    expect(await pull.tryMerge()).toEqual(WAITING);
    expect((await pull.verdict()).output.summary).toMatch(
      /lapsed: `researcher` approved \w{7}; the content changed since/,
    );
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("counts again when the content is again what was approved", async () => {
    const { clone, propose } = await scannerIn(world, "back-and-forth");
    const pull = await propose("raise", raiseFiles(2, 3));
    await pull.approve("researcher");
    await clone.push("raise", "One more thing", { [SOURCE]: "export const read = () => [];\n" });
    expect((await pull.verdict()).conclusion).toBe("action_required");
    await clone.push("raise", "Or not", { [SOURCE]: "export const read = (scan) => scan;\n" });
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("of the author does not count, nor of who asked for the step", async () => {
    const { repository, propose } = await scannerIn(world, "own-step");
    const pull = await propose("raise", raiseFiles(2, 3, { requestedBy: "researcher" }));
    const own = await repository
      .as("ml-engineer")
      .rest("POST", `/pulls/${pull.number}/reviews`, { event: "APPROVE" });
    expect(own.status).toBe(422);
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toEqual(WAITING);
    expect((await pull.verdict()).output.summary).toContain("asked for this step");
    await pull.approve("research-lead"); // may only read, and has a seat
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("of the author does not count where somebody else opened the pull request", async () => {
    const { repository } = await scannerIn(world, "by-proxy");
    const theirs = await repository.clone("researcher");
    await theirs.push("raise", "Raise the level", raiseFiles(2, 3));
    const pull = await repository.propose({ by: "ml-engineer", from: "raise" });
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toEqual(WAITING);
    expect((await pull.verdict()).output.summary).toContain("wrote commits of this pull request");
  });

  test("of a co-author does not count", async () => {
    const { clone, repository } = await scannerIn(world, "co-author");
    await clone.start("raise");
    const trailer = "Co-authored-by: researcher <researcher@acme.example>";
    await clone.push("raise", `Raise the level\n\n${trailer}`, raiseFiles(2, 3));
    const pull = await repository.propose({ from: "raise" });
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toEqual(WAITING);
    await pull.approve("research-lead");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("shows nobody's independence while commits have no account", async () => {
    const { clone, propose } = await scannerIn(world, "unlinked");
    const pull = await propose("raise", raiseFiles(2, 3));
    const amend = async (author: string): Promise<void> => {
      await clone.git("commit", "--quiet", "--amend", "--no-edit", "--author", author);
      await clone.git("push", "--quiet", "--force", "origin", "raise");
    };
    await amend("Somebody <somebody@elsewhere.example>");
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toEqual(WAITING);
    expect((await pull.verdict()).output.summary).toContain("elsewhere.example cannot be told");
    await amend("ml-engineer <ml-engineer@acme.example>");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("is void once somebody dismissed it, an earlier one of the same person too", async () => {
    const { propose } = await scannerIn(world, "dismissed");
    const pull = await propose("raise", raiseFiles(2, 3));
    await pull.approve("researcher");
    const second = await pull.approve("researcher");
    expect((await pull.verdict()).conclusion).toBe("success");
    await pull.dismiss(second);
    expect(await pull.tryMerge()).toEqual(WAITING);
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("stays when GitHub dismisses it by itself on a push that leaves the content alone", async () => {
    const { clone, propose, repository } = await scannerIn(world, "auto-dismissed");
    await repository.rule("main", {
      type: "pull_request",
      parameters: { dismiss_stale_reviews_on_push: true, required_approving_review_count: 0 },
    });
    const pull = await propose("raise", raiseFiles(2, 3));
    await pull.approve("researcher");
    expect((await pull.verdict()).conclusion).toBe("success");
    await clone.push("raise", "Mend a word", { "README.md": "# The scanner\n" });
    const reviews = await repository
      .as("ml-engineer")
      .wanted("GET", `/pulls/${pull.number}/reviews`);
    expect(reviews).toMatchObject([{ state: "DISMISSED" }]);
    expect(await pull.tryMerge()).toEqual(MERGED);
  });
});

describe("changes requested", () => {
  test("by somebody with a role close the merge until they approve", async () => {
    const { propose } = await scannerIn(world, "objection");
    const pull = await propose("raise", raiseFiles(2, 3));
    await pull.approve("researcher");
    await pull.requestChanges("research-lead");
    expect(await pull.tryMerge()).toEqual(refusedBy("review-panel-satisfied"));
    await pull.approve("research-lead");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("by the one who had approved take the seat away", async () => {
    const { propose } = await scannerIn(world, "second-thoughts");
    const pull = await propose("raise", raiseFiles(2, 3));
    await pull.approve("researcher");
    const review = await pull.requestChanges("researcher");
    expect((await pull.verdict()).blockedBy).toEqual(["review-panel-satisfied"]);
    await pull.dismiss(review);
    expect(await pull.tryMerge()).toEqual(WAITING);
  });
});
