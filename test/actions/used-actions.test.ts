import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRunnerBed, jobOf, type RunnerBed, workflow } from "./runner-bed.ts";

let runners: RunnerBed;
let remote: string;
beforeAll(async () => {
  remote = mkdtempSync(join(tmpdir(), "action-"));
  mkdirSync(join(remote, "dist"));
  writeFileSync(join(remote, "action.yml"), nodeAction);
  writeFileSync(join(remote, "dist/index.cjs"), main);
  writeFileSync(join(remote, "dist/post.cjs"), post);
  runners = await createRunnerBed({ actions: { "acme/gate/action": remote } });
});
afterAll(async () => {
  rmSync(remote, { recursive: true });
  await runners.close();
});

const nodeAction = `
name: Gate
description: Says what it sees
inputs:
  config: {description: c, default: "\${{ github.repository }}.yml"}
  two words: {description: w}
outputs:
  said: {description: s}
runs: {using: node24, main: dist/index.cjs, post: dist/post.cjs}
`;
const main = `
const { appendFileSync } = require("node:fs");
const { env } = process;
console.log("config", env["INPUT_CONFIG"], "words", env["INPUT_TWO_WORDS"]);
console.log("may upload", Boolean(env.ACTIONS_RUNTIME_TOKEN && env.ACTIONS_RESULTS_URL));
appendFileSync(env.GITHUB_OUTPUT, "said=hello\\n");
appendFileSync(env.GITHUB_STATE, "kept=something\\n");
`;
const post = `console.log("post has", process.env.STATE_kept);`;

const build = (steps: string) =>
  workflow(
    `  build:\n    runs-on: ubuntu-latest\n    steps:\n${steps.replaceAll(/^/gm, "      ")}\n`,
  );

test("a JavaScript action gets its inputs with their defaults, and works on after all steps", async () => {
  const result = await runners.push(
    build(`
- id: gate
  uses: acme/gate/action@v1
  with: {two words: "a b"}
- run: echo "said \${{ steps.gate.outputs.said }}"
`),
  );
  const { log, steps } = jobOf(result, "build");
  expect(log).toContain("config acme/zoo.yml words a b");
  expect(log).toContain("may upload true");
  expect(log.indexOf("post has something")).toBeGreaterThan(log.indexOf("said hello"));
  expect(steps.map(({ name }) => name)).toEqual([
    "Run acme/gate/action@v1",
    'Run echo "said hello"',
    "Post acme/gate/action@v1",
  ]);
});

test("an input that an action does not have is a warning", async () => {
  const result = await runners.push(build("- uses: acme/gate/action@v1\n  with: {confg: x}"));
  expect(result.conclusion).toBe("success");
  expect(jobOf(result, "build").annotations).toMatchObject([
    {
      annotation_level: "warning",
      message: "Unexpected input(s) 'confg', valid inputs are ['config', 'two words']",
    },
  ]);
});

const composite = `
name: Both
description: Two steps
inputs: {word: {description: w, required: true}}
outputs: {loud: {description: l, value: "\${{ steps.shout.outputs.loud }}!"}}
runs:
  using: composite
  steps:
    - id: shout
      shell: bash
      run: |
        echo "loud=$(echo "\${{ inputs.word }}" | tr a-z A-Z)" >> "$GITHUB_OUTPUT"
        test -f "$GITHUB_ACTION_PATH/action.yml"
    - uses: acme/gate/action@v1
      with: {config: "\${{ inputs.word }}"}
`;

test("a local composite action comes from what was checked out, and may use others", async () => {
  const result = await runners.push({
    ...build(`
- uses: actions/checkout@v5
- id: both
  uses: ./.github/both
  with: {word: lion}
- run: echo "\${{ steps.both.outputs.loud }}"
`),
    ".github/both/action.yml": composite,
  });
  expect(result.conclusion).toBe("success");
  const { log } = jobOf(result, "build");
  expect(log).toContain("config lion words");
  expect(log).toContain("\nLION!");
});

test("a local action needs a checkout first", async () => {
  const result = await runners.push({
    ...build("- uses: ./.github/both\n  with: {word: lion}"),
    ".github/both/action.yml": composite,
  });
  expect(result.conclusion).toBe("failure");
  expect(jobOf(result, "build").annotations[0]?.message).toContain(
    "Did you forget to run actions/checkout",
  );
});

test("a step that fails within a composite action fails the action", async () => {
  const result = await runners.push({
    ...build("- uses: actions/checkout@v5\n- uses: ./.github/bad\n- run: echo never"),
    ".github/bad/action.yml":
      "name: Bad\ndescription: b\nruns:\n  using: composite\n  steps:\n    - {run: exit 4, shell: bash}\n    - {run: echo never, shell: bash}\n",
  });
  const { conclusion, steps, log } = jobOf(result, "build");
  expect(conclusion).toBe("failure");
  expect(steps.map((step) => step.conclusion)).toEqual(["success", "failure", "skipped"]);
  expect(log).not.toContain("\nnever");
});

// actions/checkout: "Only a single commit is fetched by default"
test("a checkout is shallow unless asked otherwise", async () => {
  const result = await runners.push(
    build(`
- uses: actions/checkout@v5
- run: echo "commits $(git rev-list --count HEAD) at $(git rev-parse HEAD) shallow $(git rev-parse --is-shallow-repository)"
- uses: actions/checkout@v5
  with: {fetch-depth: 0, path: whole}
- run: echo "commits $(git rev-list --count HEAD) base $(git rev-parse --verify origin/main)"
  working-directory: whole
`),
  );
  const { log } = jobOf(result, "build");
  expect(log).toMatch(/commits 1 at \w{40} shallow true/);
  expect(log).toMatch(/commits 2 base \w{40}/);
});

test("another ref can be checked out, and none that is not there", async () => {
  const result = await runners.push(
    build(`
- uses: actions/checkout@v5
  with: {ref: main, persist-credentials: false}
- run: echo "branch $(git branch --show-current) $(git config --get-regexp extraheader || echo none)"
- uses: actions/checkout@v5
  with: {ref: nowhere, path: other}
`),
  );
  expect(jobOf(result, "build").log).toContain("branch main none");
  expect(result.conclusion).toBe("failure");
});

test("files go up as one artifact and come down in another job", async () => {
  const result = await runners.push(
    workflow(`
  build:
    runs-on: ubuntu-latest
    steps:
      - run: mkdir -p reports/unit .mltrl && echo one > reports/unit/a.xml && echo two > reports/b.json && echo three > reports/.hidden
      - id: up
        uses: actions/upload-artifact@v4
        with: {name: evidence, path: reports}
      - run: echo "artifact \${{ steps.up.outputs.artifact-id }}"
  read:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v5
        with: {name: evidence, path: in}
      - run: find in -type f | sort
`),
  );
  expect(result.conclusion).toBe("success");
  expect(jobOf(result, "read").log).toContain("in/b.json\nin/unit/a.xml");
  expect(jobOf(result, "read").log).not.toContain(".hidden");
  const path = `/repos/acme/zoo/actions/runs/${result.run}/artifacts`;
  const { body } = await runners.bed.request("app", "GET", path);
  expect(body).toMatchObject({ artifacts: [{ name: "evidence" }] });
});

test.each([
  ["error", "failure"],
  ["warn", "success"],
])("no file to upload is %s where the workflow says so", async (wanted, conclusion) => {
  const result = await runners.push(
    build(
      `- uses: actions/upload-artifact@v4\n  with: {path: none/**, if-no-files-found: ${wanted}}`,
    ),
  );
  expect(result.conclusion).toBe(conclusion);
  expect(jobOf(result, "build").annotations[0]?.message).toContain("No files were found");
});

test("inputs of GitHub's actions that the runner does not know are an error", async () => {
  const files = build("- uses: actions/checkout@v5\n  with: {submodules: true}");
  await expect(runners.push(files)).rejects.toThrow("the inputs submodules");
});

test("all that runs tell and answer is on GitHub's contract", async () => {
  expect(await runners.bed.offContract()).toEqual([]);
});
