import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { NEW_ISSUE } from "../../../src/core/model/new-issue.ts";

const ROOT = new URL("../../../", import.meta.url);

async function textOf(path: string): Promise<string> {
  return readFile(new URL(path, ROOT), "utf8");
}

test.each(["package.json", "cli/package.json"])("is where %s sends defects to", async (path) => {
  const { bugs } = JSON.parse(await textOf(path)) as { readonly bugs: string };
  expect(NEW_ISSUE.startsWith(`${bugs}/new?`)).toBe(true);
});

test("is where the App's own page says that it comes from", async () => {
  const [, home] = /^url: (.+)$/m.exec(await textOf("app.yml")) ?? [];
  expect(NEW_ISSUE.startsWith(`${home}/issues/new?`)).toBe(true);
});

test("opens a form that there is", async () => {
  const form = new URL(NEW_ISSUE).searchParams.get("template");
  expect(await textOf(`.github/ISSUE_TEMPLATE/${form}`)).toContain("name: Something is wrong");
});
