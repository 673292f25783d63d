import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { exampleNames, readExample } from "./read-example.ts";
import { replay } from "./replay.ts";
import { tell } from "./tell.ts";

describe.each(exampleNames())("the history of %s", (name) => {
  const example = readExample(name);
  const replaying = replay(example);
  test.each(example.steps.map((step, i) => [step.name, i] as const))("%s", async (_, i) => {
    const replayed = (await replaying)[i];
    if (replayed === undefined) throw new Error("the step was not replayed");
    const { text, mergeable } = await tell(replayed);
    const { folder, merge } = replayed.step;
    const path = join(folder, "expected.md");
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, text);
    expect(existsSync(path)).toBe(true);
    expect(text).toBe(readFileSync(path, "utf8"));
    expect({ merge }).toEqual({ merge: mergeable });
  });
});
