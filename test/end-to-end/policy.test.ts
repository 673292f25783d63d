import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { startWorld, type World } from "../support/gated-world.ts";
import { MERGED, refusedBy } from "../support/pull-request.ts";
import {
  CARD,
  cardText,
  CHECKS,
  CONFIG,
  configText,
  scannerFiles,
} from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const OBSERVED = CHECKS.replaceAll("enforcement: block", "enforcement: observe");
const WITHOUT_SECTION = cardText({ sections: { "Intended use": null } });

describe("a pull request that edits the policy", () => {
  test("is judged by the old one where it weakens it", async () => {
    const { clone, propose } = await scannerIn(world, "weakened");
    const pull = await propose("weaken", {
      [CONFIG]: configText("rules:\n  card-sections-present: { severity: off }\n", "", OBSERVED),
      [CARD]: WITHOUT_SECTION,
    });
    expect(await pull.tryMerge()).toEqual(refusedBy("card-sections-present"));
    const { output } = await pull.verdict();
    expect(output.text).toContain("This pull request edits the policy.");
    await clone.push("weaken", "Leave the policy alone", {
      [CONFIG]: configText(),
      [CARD]: cardText({ sections: { "Intended use": "Second reading in screening." } }),
    });
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("cannot drop a component to be rid of its rules", async () => {
    const { propose } = await scannerIn(world, "component-gone");
    const pull = await propose("drop", {
      [CONFIG]: configText().replace("nodule-detector:", "something-else:"),
      [CARD]: WITHOUT_SECTION,
    });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });

  test("cannot drop the policy either, until a decision names each component", async () => {
    const { clone, propose } = await scannerIn(world, "policy-gone");
    const pull = await propose("drop", { [CONFIG]: null });
    expect(await pull.tryMerge()).toEqual(refusedBy("declared-things-kept"));
    await clone.push("drop", "Say why", {
      ".mltrl/decisions/nodule-detector/2026-03-02-2.yml": `version: 1
component: nodule-detector
level: 2
date: "2026-03-02"
decision: Give up nodule-detector
reason: The hospital has bought another product.
by: [research-lead]
`,
    });
    expect((await pull.verdict()).conclusion).toBe("action_required");
    await pull.approve("platform-admin");
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("that cannot be read says every problem at its line", async () => {
    const { repository, propose } = await scannerIn(world, "broken");
    const broken = configText()
      .replace("enforcement: block", "enforcement: blok")
      .replace("minimum-level: 4", "minimum-level: 14")
      .replace("    source:", "    sources:");
    const pull = await propose("broken", { [CONFIG]: broken });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
    const { id, title } = await pull.verdict();
    expect(title).toBe("Blocked: 3 problems in the policy");
    const annotations = await repository
      .as("ml-engineer")
      .wanted("GET", `/check-runs/${id}/annotations`);
    const lines = broken.split("\n");
    expect(
      (annotations as { path: string; start_line: number }[]).map(({ path, start_line: line }) => [
        path,
        lines[line - 1]?.trim(),
      ]),
    ).toEqual([
      [CONFIG, "enforcement: blok"],
      [CONFIG, "minimum-level: 14"],
      [CONFIG, 'sources: ["src/**"]'],
    ]);
  });

  test("is not blamed for a fault that the default branch has mended since", async () => {
    const { repository, clone, propose } = await scannerIn(world, "mended-since", {
      files: { [CONFIG]: "version: 2\n" },
      requires: {},
    });
    const pull = await propose("topic", { "src/reader.js": "export const read = () => [];\n" });
    expect(await pull.checks()).toEqual(["mltrl/main"]);
    expect((await pull.verdict()).title).toContain("in the policy");
    await clone.start("mend");
    await clone.git("checkout", "--quiet", "-B", "main", "origin/main");
    await clone.push("main", "Mend the policy", { [CONFIG]: configText() });
    expect((await pull.verdict()).title).toBe("Passed: nodule-detector at level 2");
    expect(repository.name).toBe("mended-since");
  });
});

describe("a repository", () => {
  test("without a policy gets no check", async () => {
    const { [CONFIG]: _, [CARD]: __, ...files } = scannerFiles();
    const repository = await world.repository("plain", { files });
    const clone = await repository.clone("ml-engineer");
    await clone.push("topic", "Change", { "src/reader.js": "export const read = 1;\n" });
    const pull = await repository.propose({ from: "topic" });
    expect(await pull.checks()).toEqual([]);
  });

  test("that gets its first policy is observed, not blocked", async () => {
    const { [CONFIG]: _, [CARD]: __, ...files } = scannerFiles();
    const repository = await world.repository("first-policy", { files });
    const clone = await repository.clone("ml-engineer");
    await clone.push("topic", "Bring mltrl-gate", {
      [CONFIG]: configText(),
      [CARD]: WITHOUT_SECTION,
    });
    const pull = await repository.propose({ from: "topic" });
    const { conclusion, title } = await pull.verdict();
    expect({ conclusion, title }).toEqual({
      conclusion: "neutral",
      title: expect.stringMatching(/^Observed: would block/),
    });
  });

  test("whose rules ask for a check that the policy does not define never merges by it", async () => {
    const { propose } = await scannerIn(world, "undefined-check", {
      requires: { main: ["mltrl/main", "mltrl/foo"] },
    });
    const pull = await propose("topic", { "docs/notes.md": "# Notes\n" });
    expect(await pull.tryMerge("mltrl/foo")).toMatchObject({ conclusion: "failure", merge: 405 });
    expect((await pull.verdict("mltrl/main")).conclusion).toBe("success");
    const { output } = await pull.verdict("mltrl/foo");
    expect(`${output.summary}${output.text}`).toContain(
      "require the check mltrl/foo, which the policy does not define",
    );
  });

  test("with more than fifty faults shows all of them on their lines", async () => {
    const many = Array.from({ length: 80 }, (_, i) => `  Odd_${i}: [x]`).join("\n");
    const { repository, propose } = await scannerIn(world, "many-faults");
    const pull = await propose("topic", { [CONFIG]: `${configText()}${many}\n` });
    const { id } = await pull.verdict();
    const ask = (page: number) =>
      repository
        .as("ml-engineer")
        .wanted("GET", `/check-runs/${id}/annotations?per_page=100&page=${page}`);
    const found = [await ask(1), await ask(2)].flat() as { start_line: number }[];
    expect(new Set(found.map(({ start_line: line }) => line)).size).toBe(80);
  });
});
