import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { mltrl } from "../cli/command-line.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The first words of the table of the command line on a page. */
function listedOn(page: string): string[] {
  const [, section = ""] = readFileSync(join(ROOT, page), "utf8").split(/command line\n/);
  return [...section.matchAll(/^\| `([a-z]+)[^`]*` /gm)].map(([, name = ""]) => name);
}

test.each(["README.md", "docs/commands.md"])("%s lists every command", async (page) => {
  const { out } = await mltrl(ROOT, ["help"]);
  const commands = [...out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = ""]) => name);
  expect(commands.length).toBeGreaterThan(10);
  expect(listedOn(page)).toEqual(
    expect.arrayContaining(commands.filter((name) => name !== "help")),
  );
});
