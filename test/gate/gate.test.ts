import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { gate } from "../../src/use-cases/gate.ts";
import { fakePublisher } from "../support/fake-publisher.ts";
import { fakeReviewers } from "../support/fake-reviewers.ts";
import { engineOf, readScenario, scenarioNames } from "./scenario.ts";

const REQUEST = {
  repository: { id: 1, owner: "acme", name: "scanner", installation: 1 },
  pullRequest: 7,
};

async function shownFor(name: string): Promise<string> {
  const change = readScenario(name);
  const publisher = fakePublisher();
  const ports = {
    ...change,
    publisher,
    reviewers: fakeReviewers(),
    sibling: () => change,
    repositoryUrl: "https://acme.example/scanner",
  };
  const { decision } = await gate(REQUEST, ports, engineOf(name));
  const shown = publisher.shown.map(({ report: { name: check, title, conclusion, summary } }) =>
    [`# ${check}: ${conclusion}`, `**${title}**`, summary].join("\n\n"),
  );
  const notes = decision?.notices.map((notice) => `Note: ${notice}`) ?? [];
  return [...shown, ...notes].join("\n\n");
}

describe("a pull request gets the checks that its scenario expects", () => {
  test.each(scenarioNames())("%s", async (name) => {
    const path = join(import.meta.dirname, name, "expected.md");
    const shown = await shownFor(name);
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, shown);
    expect(existsSync(path)).toBe(true);
    expect(shown).toBe(readFileSync(path, "utf8"));
  });
});
