import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { Finding } from "../../src/core/model/finding.ts";
import { judge } from "../../src/use-cases/judge.ts";
import { mltrl } from "../cli/command-line.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { writeGitCopy } from "./git-copy.ts";
import { exampleNames, readExample } from "./read-example.ts";
import { replay } from "./replay.ts";

type Ruled = Pick<Finding, "rule" | "outcome">;

interface Output {
  readonly components: readonly { readonly id: string; readonly findings: readonly Ruled[] }[];
}

const scratch = mkdtempSync(join(tmpdir(), "mltrl-examples-"));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.each(exampleNames())("%s as a git repository", (name) => {
  test("holds only what can be read", async () => {
    const folder = join(scratch, `${name}-main`);
    writeGitCopy(folder, await replay(readExample(name)));
    const { code, err } = await mltrl(folder, ["validate"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  test("gets the verdict that the replay gives, as far as a work tree can tell", async () => {
    const replayed = await replay(readExample(name));
    const last = replayed.findLast(
      ({ step }) => step.merge && step.base === "main" && Object.keys(step.promote).length > 0,
    );
    if (last === undefined) throw new Error("no step is a graduation");
    const folder = join(scratch, name);
    writeGitCopy(folder, replayed, last.step.name);
    const now = Date.parse(last.ports.change.now);
    const { out, err } = await mltrl(folder, ["check", "--base", "main", "--json"], { now });
    expect(err).toBe("");
    const verdict = await judge(last.ports, ENGINE);
    const decision = verdict.state === "known" ? verdict.value.decision : undefined;
    const seen = outcomesOf(JSON.parse(out) as Output);
    const elsewhere = new Set(seen.filter((line) => line.endsWith(" pending")).map(ruleOf));
    const expected = outcomesOf(decision ?? { components: [] });
    expect(expected.length).toBeGreaterThan(elsewhere.size);
    expect(seen.filter((line) => !elsewhere.has(ruleOf(line)))).toEqual(
      expected.filter((line) => !elsewhere.has(ruleOf(line))),
    );
  });
});

function outcomesOf({ components }: Output): string[] {
  return components
    .flatMap(({ id, findings }) => findings.map(({ rule, outcome }) => `${id} ${rule} ${outcome}`))
    .toSorted();
}

function ruleOf(line: string): string {
  return line.slice(0, line.lastIndexOf(" "));
}
