import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { checkOutputSchema } from "../../src/report/check-output-schema.ts";
import { GIT_ENVIRONMENT } from "../support/git-repository.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const ROOT = join(import.meta.dirname, "../..");
const repository = temporaryRepositories();

function start(folder: string, args: readonly string[], environment: Record<string, string> = {}) {
  return spawnSync(process.execPath, [join(ROOT, "src/main/cli.ts"), ...args], {
    cwd: folder,
    env: { ...GIT_ENVIRONMENT, ...environment },
    encoding: "utf8",
  });
}

test("the process gives the exit code, and one JSON object on standard output", () => {
  const { folder, write } = repository({
    ".mltrl/config.yml": policyText(["card-ethics-stated"]),
    ".mltrl/cards/nn.md": cardAt(2),
    "src/a.py": "a\n",
  });
  write({ "src/a.py": "b\n" });
  const { status, stdout, stderr } = start(folder, ["check", "--json"]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(checkOutputSchema.parse(JSON.parse(stdout)).checks).toEqual([
    { name: "mltrl/main", conclusion: "failure" },
  ]);
});

test("the process leaves no temporary file and nothing in the repository", () => {
  const { folder, git, write } = repository({
    "a.txt": "a\n",
    ".mltrl/config.yml": policyText([]),
  });
  const temporary = repository({ "b.txt": "b\n" }).folder;
  write({ "a.txt": "b\n" });
  const before = [readdirSync(temporary), git("count-objects"), git("ls-files", "--debug")];
  expect(start(folder, ["check"], { TMPDIR: temporary }).status).toBe(0);
  expect([readdirSync(temporary), git("count-objects"), git("ls-files", "--debug")]).toEqual(
    before,
  );
});

test("run by npm, it looks at where the user is, unless told otherwise", () => {
  const user = repository({ "a.txt": "a\n", ".mltrl/config.yml": "version: 2\n" });
  const other = repository({ "a.txt": "a\n" });
  const npm = { npm_lifecycle_event: "mltrl", INIT_CWD: user.folder };
  expect(start(other.folder, ["validate"], npm).status).toBe(1);
  expect(start(other.folder, ["validate", "--cwd", other.folder], npm).status).toBe(0);
  expect(start(other.folder, ["validate"], { ...npm, npm_lifecycle_event: "test" }).status).toBe(0);
});

test("the process ends with 2 and a reason where nothing can be judged", () => {
  const { status, stdout, stderr } = start("/", ["check", "--cwd", "/no/such/folder"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toBe("mltrl: there is no folder /no/such/folder\n");
});
