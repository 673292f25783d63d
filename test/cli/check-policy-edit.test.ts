import { expect, test } from "@jest/globals";
import { checkOutputSchema } from "../../src/report/check-output-schema.ts";
import { mltrl } from "./command-line.ts";
import { cardAt, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

function policy(check: string, extra = ""): string {
  return `version: 1\nchecks:\n  main: ${check}\ncomponents:\n  nn: { paths: [src/**] }\n${extra}`;
}

/** A repository whose work tree makes something else of its policy. */
function edited(before: string, after: string): string {
  const made = repository({
    ".mltrl/config.yml": before,
    ".mltrl/cards/nn.md": cardAt(2),
    "src/a.py": "a\n",
  });
  made.write({ ".mltrl/config.yml": after });
  return made.folder;
}

const STRICT = policy("{ branches: [main], enforcement: block }", "sign-off: explicit\n");
const LAX = policy("{ branches: [main], enforcement: observe }", "sign-off: approval\nevidence-timeout: 2\nroles: { researcher: [alice] }\n"); // prettier-ignore

test("what a work tree makes of the policy is told with its lines, and what comes of it", async () => {
  const { out } = await mltrl(edited(STRICT, LAX), ["check"]);
  expect(out).toContain(`What the policy asks less of
  sign-off: explicit → approval (.mltrl/config.yml:6:11)
  checks.main.enforcement: block → observe (.mltrl/config.yml:3:42)`);
  expect(out).toContain(`What it asks otherwise, so that nobody can tell whether it is less
  roles.researcher: not set → ["alice"] (.mltrl/config.yml:8:22)`);
  expect(out).toContain(`What the policy asks more of
  evidence-timeout: 6 → 2 (.mltrl/config.yml:7:19)`);
  expect(out).toMatch(
    /The outcome under both policies\n {2}mltrl\/main passes by the policy in force, and by this one passes/,
  );
});

test("the same as data", async () => {
  const { out } = await mltrl(edited(STRICT, LAX), ["check", "--json"]);
  const { policyEdit } = checkOutputSchema.parse(JSON.parse(out));
  expect(policyEdit).toMatchObject({
    weakened: [
      { name: "sign-off", before: "explicit", after: "approval", path: ".mltrl/config.yml", line: 6 }, // prettier-ignore
      { name: "checks.main.enforcement", before: "block", after: "observe" },
    ],
    unclear: [{ name: "roles.researcher", after: '["alice"]' }],
    tightened: [{ name: "evidence-timeout", before: "6", after: "2" }],
    checks: [{ name: "mltrl/main", before: "success", after: "success" }],
  });
  expect(policyEdit?.unclear[0]).not.toHaveProperty("before");
});

test("a change that leaves the policy alone says nothing of it", async () => {
  const folder = edited(STRICT, STRICT);
  expect((await mltrl(folder, ["check"])).out).not.toContain("What the policy asks");
  expect(JSON.parse((await mltrl(folder, ["check", "--json"])).out)).not.toHaveProperty(
    "policyEdit",
  );
});
