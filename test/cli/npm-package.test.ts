import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { VERSION } from "../../src/main/version.ts";
import { GIT_ENVIRONMENT, makeRepository, type TestRepository } from "../support/git-repository.ts";
import { cardAt, policyText } from "./repositories.ts";

jest.setTimeout(120_000);

const ROOT = join(import.meta.dirname, "../..");
const run = promisify(execFile);

let room: string;
let tarball: string;
let user: TestRepository;

/** What a user has: Node 24 and npm, and no network, since the package needs nothing but itself. */
const environment = {
  ...GIT_ENVIRONMENT,
  PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
  npm_config_offline: "true",
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_update_notifier: "false",
};

/** Runs a program; one that ends with another code than 0 is no error here. */
async function outcome(folder: string, program: string, ...words: string[]) {
  const options = { cwd: folder, env: { ...environment, npm_config_cache: join(room, "cache") } };
  try {
    return { code: 0, ...(await run(program, words, options)) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

/** The package as it is published, built apart from the work tree. */
beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), "mltrl-package-"));
  const folder = join(room, "cli");
  mkdirSync(folder);
  for (const file of ["package.json", "README.md"]) {
    copyFileSync(join(ROOT, "cli", file), join(folder, file));
  }
  await run(process.execPath, [join(ROOT, "scripts/build-cli.ts"), folder], { cwd: ROOT });
  const packed = await outcome(room, "npm", "pack", "--ignore-scripts", folder);
  tarball = join(room, packed.stdout.trim());
  user = makeRepository();
  await outcome(user.folder, "npm", "install", tarball);
});
afterAll(() => {
  rmSync(room, { recursive: true, force: true });
  user.remove();
});

describe("the npm package", () => {
  test("judges the repository of an empty folder that it was installed in", async () => {
    const mltrl = (...words: string[]) => outcome(user.folder, "npx", "--no-install", "mltrl", ...words); // prettier-ignore
    expect(await mltrl("--version")).toMatchObject({ code: 0, stdout: `${VERSION}\n` });
    user.commit("start", {
      ".gitignore": "node_modules\n",
      "src/train.py": "one\n",
      ".mltrl/cards/nn.md": cardAt(2),
      ".mltrl/config.yml": policyText(["card-ethics-stated"]),
    });
    user.write({ "src/train.py": "two\n" });
    expect(await mltrl("check")).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("✗ mltrl/main  Blocked: 1 fix for the author (nn)"),
      stderr: "",
    });
    // What only commands about GitHub load is there as well.
    expect(await mltrl("doctor", "acme/scanner")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("set GITHUB_TOKEN"),
    });
  });

  test("holds a bundle, its licences and the schemas, and nothing of what it was made from", async () => {
    const { stdout } = await outcome(room, "tar", "-tzf", tarball);
    const files = stdout
      .trim()
      .split("\n")
      .map((path) => path.replace("package/", ""));
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "licenses.txt", "package.json", "dist/mltrl.js"])); // prettier-ignore
    const others = files.filter((path) => !/^(?:dist\/[\w-]+\.js|schemas\/[\w-]+\.schema\.json)$/.test(path)); // prettier-ignore
    expect(others.toSorted()).toEqual(["LICENSE", "README.md", "licenses.txt", "package.json"]);
    expect(files.filter((path) => path.startsWith("schemas/"))).toHaveLength(
      readdirSync(join(ROOT, "schemas")).length,
    );
  });

  test("needs no other package, and has the version of the program", () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, "cli/package.json"), "utf8")) as object;
    expect(manifest).toMatchObject({ name: "mltrl", version: VERSION, engines: { node: ">=24" } });
    expect(manifest).not.toHaveProperty("dependencies");
  });

  test("is clean for publint and arethetypeswrong", async () => {
    const bins = join(ROOT, "node_modules/.bin");
    const linted = await outcome(room, join(bins, "publint"), tarball, "--strict");
    expect(linted).toMatchObject({ code: 0, stdout: expect.stringContaining("All good!") });
    const typed = await outcome(room, join(bins, "attw"), tarball, "--profile", "esm-only");
    expect(typed).toMatchObject({ code: 0, stdout: expect.stringContaining("does not contain types") }); // prettier-ignore
  });
});
