import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { mltrl } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();
const SCHEMA: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../schemas/audit-output.schema.json"), "utf8"),
);

/** A component whose level was raised twice at once, and lowered without a record, past any App. */
function travelled() {
  const { folder, write, commit } = repository({
    ".mltrl/config.yml": policyText(["no-level-skip", "review-panel-satisfied"]),
    ".mltrl/cards/nn.md": cardAt(0),
  });
  write({ ".mltrl/cards/nn.md": cardAt(2) });
  commit("Raise by | two");
  return folder;
}

test("tells what did not hold without any record, and that people cannot be known", async () => {
  const { code, out, err } = await mltrl(travelled(), ["audit"]);
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(out).toContain("✗ main  1 item did not hold");
  expect(out).toMatch(
    /✗ nn 0 → 2, graduation {2}2026-01-02 · \w{12} by Ada <ada@example\.org> · no record/,
  );
  expect(out).toContain("no-level-skip: ");
  expect(out).toContain("No records: there are none here; if the App keeps some, fetch them");
});

test("a folder of records that is not there is no chain of none", async () => {
  const outcome = await mltrl(travelled(), ["audit", "--records", "absent"]);
  expect(outcome).toMatchObject({ code: 2, out: "" });
  expect(outcome.err).toContain("there is no folder absent: --records takes that of");
});

test("as Markdown in which nothing of the repository formats", async () => {
  const { out } = await mltrl(travelled(), ["audit", "--markdown"]);
  expect(out).toContain("# Audit of `main`\n");
  expect(out).toContain("## Did not hold (1)\n\n| what | when | where | why | who signed |");
  expect(out).toContain("| nn 0 → 2, graduation | 2026-01-02 | ");
  expect(out).toContain("`no-level-skip`: ");
  expect(out).toContain("## Held");
  expect(out).not.toContain("<ada@example.org>");
});

test("as data that its schema knows", async () => {
  const { out } = await mltrl(travelled(), ["audit", "--json"]);
  const data: unknown = JSON.parse(out);
  const validate = new Ajv2020({ strict: false }).compile(SCHEMA as object);
  expect({ valid: validate(data), errors: validate.errors }).toEqual({ valid: true, errors: null });
  expect(data).toMatchObject({ version: 1, branch: "main", commits: 2, verdict: "broken" });
});

test("only from a day on, and strictly where that is asked for", async () => {
  const folder = travelled();
  const later = await mltrl(folder, ["audit", "--since", "2026-02-01"]);
  expect(later.code).toBe(0);
  expect(later.out).toContain("? main  Not everything can be known; 0 items judged again");
  expect((await mltrl(folder, ["audit", "--since", "2026-02-01", "--strict"])).code).toBe(1);
});

test.each<[what: string, args: string[], reason: string]>([
  ["a day that is none", ["--since", "soon"], "--since expects a day such as 2026-06-01"],
  ["a branch that is none", ["--branch", "nowhere"], '"nowhere" is no commit'],
])("ends with 2 for %s", async (_, args, reason) => {
  const { code, err } = await mltrl(travelled(), ["audit", ...args]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(reason) });
});

test("does not judge half of a history", async () => {
  const from = travelled();
  const { folder, git } = repository({});
  git("fetch", "--quiet", "--depth=1", `file://${from}`, "main:refs/remotes/origin/main");
  git("checkout", "--quiet", "-B", "main", "origin/main");
  const { code, err } = await mltrl(folder, ["audit"]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("git fetch --unshallow") });
});
