import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRunnerBed, jobOf, type RunnerBed, workflow } from "./runner-bed.ts";

let runners: RunnerBed;
let pinned: string;
beforeAll(async () => {
  runners = await createRunnerBed({ secrets: { KEY: "very-secret" } });
  await runners.bed.github.seed({ repositories: [{ owner: "acme", name: "ci" }] });
  pinned = await runners.bed.github.commit({
    repository: "acme/ci",
    message: "Evidence",
    files: { ".github/workflows/evidence.yml": evidence },
  });
});
afterAll(async () => runners.close());

const evidence = `
name: Evidence
on:
  workflow_call:
    inputs:
      component: {type: string, required: true}
      strict: {type: boolean}
    secrets:
      token: {required: false}
    outputs:
      id: {value: "\${{ jobs.collect.outputs.id }}"}
permissions: {contents: read}
jobs:
  collect:
    runs-on: ubuntu-latest
    outputs: {id: "\${{ steps.x.outputs.id }}"}
    steps:
      - id: x
        run: |
          echo "for \${{ inputs.component }} strict \${{ inputs.strict }} secret [\${{ secrets.token }}]"
          echo "called by $GITHUB_WORKFLOW_REF"
          echo "id=42" >> "$GITHUB_OUTPUT"
`;

const call = (uses: string, more = "") =>
  workflow(`
  gate:
    uses: ${uses}
    with: {component: lion}
${more}
  after:
    needs: gate
    runs-on: ubuntu-latest
    steps:
      - run: echo "id \${{ needs.gate.outputs.id }}"
`);

// Page "Reusing workflows"
test("a workflow of another repository runs at its pin, and the run lists it", async () => {
  const uses = `acme/ci/.github/workflows/evidence.yml@${pinned}`;
  const result = await runners.push(call(uses, "    secrets: {token: '${{ secrets.KEY }}'}"));
  expect(result.conclusion).toBe("success");
  const { log } = jobOf(result, "gate / collect");
  expect(log).toContain("for lion strict false secret [***]");
  // The calling workflow is the one that the run is of.
  expect(log).toContain("called by acme/zoo/.github/workflows/ci.yml@refs/heads/");
  expect(jobOf(result, "after").log).toContain("id 42");
  const path = `/repos/acme/zoo/actions/runs/${result.run}`;
  expect((await runners.bed.request("app", "GET", path)).body).toMatchObject({
    referenced_workflows: [{ path: uses, sha: pinned }],
  });
});

test("by a branch it runs at the branch's tip, which the run tells too", async () => {
  const result = await runners.push(call("acme/ci/.github/workflows/evidence.yml@main"));
  const path = `/repos/acme/zoo/actions/runs/${result.run}`;
  expect((await runners.bed.request("app", "GET", path)).body).toMatchObject({
    referenced_workflows: [
      { path: "acme/ci/.github/workflows/evidence.yml@main", sha: pinned, ref: "refs/heads/main" },
    ],
  });
});

test("a local one comes from the commit of its caller", async () => {
  const result = await runners.push({
    ...call("./.github/workflows/evidence.yml", "    secrets: inherit"),
    ".github/workflows/evidence.yml": evidence.replace("secrets.token", "secrets.KEY"),
  });
  expect(result.conclusion).toBe("success");
  expect(jobOf(result, "gate / collect").log).toContain("secret [***]");
});

test.each([
  ["is not there", "acme/ci/.github/workflows/none.yml@main", "", "workflow was not found"],
  [
    "has no such commit",
    `acme/ci/.github/workflows/evidence.yml@${"0".repeat(40)}`,
    "",
    "was not found",
  ],
  [
    "is of an unknown repository's commit",
    `acme/none/.github/workflows/x.yml@${"0".repeat(40)}`,
    "",
    "was not found",
  ],
  ["lies in an unknown repository", "acme/none/.github/workflows/x.yml@main", "", "was not found"],
])("a run does not start where the called workflow %s", async (_what, uses, more, error) => {
  const result = await runners.push(call(uses, more));
  expect(result).toMatchObject({ conclusion: "startup_failure", jobs: [] });
  expect(result.error).toContain(error);
});

test("a run does not start with inputs that do not fit", async () => {
  const files = workflow(
    "  gate:\n    uses: acme/ci/.github/workflows/evidence.yml@main\n    with: {componnt: x}\n",
  );
  const result = await runners.push(files);
  expect(result.error).toContain("input componnt is not defined in the referenced workflow");
  expect(result.error).toContain("input component is required");
});

// "Permissions can only be maintained or reduced, not elevated"
test("a called workflow gets no more than its caller has", async () => {
  const files = call("acme/ci/.github/workflows/evidence.yml@main", "    permissions: {}");
  const result = await runners.push(files);
  expect(result.conclusion).toBe("startup_failure");
  expect(result.error).toContain("requests 'contents: read'");
});
