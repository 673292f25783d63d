import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRunnerBed, jobOf, type RunnerBed, script, workflow } from "./runner-bed.ts";

let runners: RunnerBed;
beforeAll(async () => {
  runners = await createRunnerBed({ secrets: { KEY: "very-secret" }, vars: { REGION: "north" } });
});
afterAll(async () => runners.close());

const get = async (path: string) =>
  runners.bed.request("app", "GET", `/repos/acme/zoo/actions${path}`);
const annotationsOf = async (job: number) => {
  const path = `/repos/acme/zoo/check-runs/${job}/annotations?per_page=100`;
  return (await runners.bed.request("app", "GET", path)).body;
};

test("a push runs its workflow, which ends as a run with a job and a check run", async () => {
  const result = await runners.push(
    workflow(script('echo "hello $GITHUB_EVENT_NAME $GITHUB_REF"')),
  );
  expect(result).toMatchObject({ conclusion: "success", event: "push" });
  expect(jobOf(result, "build").log).toMatch(/hello push refs\/heads\/pushed-\d/);
  expect((await get(`/runs/${result.run}`)).body).toMatchObject({
    name: "CI",
    path: ".github/workflows/ci.yml",
    event: "push",
    status: "completed",
    conclusion: "success",
  });
  expect((await get(`/runs/${result.run}/jobs`)).body).toMatchObject({
    jobs: [{ name: "build", conclusion: "success", steps: [{ number: 1 }] }],
  });
});

test("a script that fails fails job and run, and an annotation says so", async () => {
  const result = await runners.push(workflow(script("false", "echo never")));
  expect(result.conclusion).toBe("failure");
  expect(jobOf(result, "build").log).not.toContain("never\n");
  expect(jobOf(result, "build").annotations).toMatchObject([
    {
      annotation_level: "failure",
      message: "Process completed with exit code 1.",
      path: ".github",
    },
  ]);
});

test("jobs wait for those they need, and hand outputs on", async () => {
  const result = await runners.push(
    workflow(`
  second:
    needs: first
    runs-on: ubuntu-latest
    steps:
      - run: echo "got \${{ needs.first.outputs.word }} from \${{ needs.first.result }}"
  first:
    runs-on: ubuntu-latest
    outputs:
      word: \${{ steps.say.outputs.word }}
    steps:
      - id: say
        run: |
          echo 'word<<END' >> "$GITHUB_OUTPUT"
          printf 'a\\nb\\nEND\\n' >> "$GITHUB_OUTPUT"
`),
  );
  expect(result.jobs.map(({ name }) => name)).toEqual(["first", "second"]);
  expect(jobOf(result, "second").log).toContain("got a\nb from success");
});

test("after a failure only what asks for it runs, and jobs that need it are skipped", async () => {
  const result = await runners.push(
    workflow(`
  broken:
    runs-on: ubuntu-latest
    steps:
      - run: exit 3
      - run: echo plain
      - if: failure()
        run: echo rescue
  after:
    needs: broken
    runs-on: ubuntu-latest
    steps:
      - run: echo never
  report:
    needs: after
    if: always() && needs.after.result == 'skipped'
    runs-on: ubuntu-latest
    steps:
      - run: echo report
`),
  );
  expect(result.conclusion).toBe("failure");
  const steps = jobOf(result, "broken").steps.map(({ conclusion }) => conclusion);
  expect(steps).toEqual(["failure", "skipped", "success"]);
  expect(jobOf(result, "after").conclusion).toBe("skipped");
  expect(jobOf(result, "report").conclusion).toBe("success");
  expect((await get(`/runs/${result.run}/jobs`)).body).toMatchObject({
    jobs: [{ conclusion: "failure" }, { name: "after", conclusion: "skipped" }, {}],
  });
});

test("a step may fail where the workflow says so, and its outcome tells", async () => {
  const result = await runners.push(
    workflow(`
  build:
    runs-on: ubuntu-latest
    steps:
      - id: shaky
        continue-on-error: true
        run: exit 1
      - run: echo "\${{ steps.shaky.outcome }} and \${{ steps.shaky.conclusion }}"
`),
  );
  expect(result.conclusion).toBe("success");
  expect(jobOf(result, "build").log).toContain("failure and success");
});

test("environment: of workflow, job, step, and what steps hand to later ones", async () => {
  const result = await runners.push(
    workflow(
      `
  build:
    runs-on: ubuntu-latest
    env: {B: "\${{ vars.REGION }}-job", C: job}
    steps:
      - run: |
          echo "LATER=later" >> "$GITHUB_ENV"
          mkdir -p "$RUNNER_TEMP/bin"
          printf '#!/bin/sh\\necho tool\\n' > "$RUNNER_TEMP/bin/my-tool"
          chmod +x "$RUNNER_TEMP/bin/my-tool"
          echo "$RUNNER_TEMP/bin" >> "$GITHUB_PATH"
      - env: {C: step}
        run: echo "$A $B $C $LATER $(my-tool) \${{ env.C }}"
      - run: echo "runtime=$ACTIONS_RUNTIME_TOKEN."
`,
      "on: push\nenv: {A: top}",
    ),
  );
  const { log } = jobOf(result, "build");
  expect(log).toContain("top north-job step later tool step");
  // Scripts get no token to upload with; actions do.
  expect(log).toContain("runtime=.");
});

test("secrets are masked in the log, and what a step asks to mask", async () => {
  const result = await runners.push(
    workflow(
      script(
        'echo "key ${{ secrets.KEY }}, missing [${{ secrets.OTHER }}]"',
        'echo "::add-mask::hidden"',
        'echo "this is hidden"',
      ),
    ),
  );
  const { log } = jobOf(result, "build");
  expect(log).toContain("key ***, missing []");
  expect(log).toContain("this is ***");
  expect(log).not.toContain("very-secret");
});

test("a matrix makes a job of each combination, with names and conclusions of their own", async () => {
  const result = await runners.push(
    workflow(`
  test:
    strategy:
      fail-fast: false
      matrix:
        size: [1, 2]
        color: [red]
        exclude: [{size: 2, color: red}]
        include: [{size: 3, color: blue}]
    runs-on: ubuntu-latest
    steps:
      - run: test \${{ matrix.size }} != 3
`),
  );
  expect(result.jobs.map(({ name, conclusion }) => [name, conclusion])).toEqual([
    ["test (1, red)", "success"],
    ["test (3, blue)", "failure"],
  ]);
});

// Page "Workflow commands for GitHub Actions"; 10 annotations of a kind for a step
test("commands become annotations, of which GitHub keeps ten of a kind for a step", async () => {
  const many =
    'for i in $(seq 1 15); do echo "::warning file=a.py,line=$i,title=T%2C::w $i%0Ax"; done';
  const result = await runners.push(
    workflow(script(many, 'echo "::error::broken"', 'echo "::notice file=b.py::n"')),
  );
  const { annotations } = jobOf(result, "build");
  expect(annotations).toHaveLength(12);
  expect(annotations[9]).toMatchObject({
    path: "a.py",
    start_line: 10,
    title: "T,",
    annotation_level: "warning",
    message: "w 10\nx",
  });
  const { body } = await get(`/runs/${result.run}/jobs`);
  const { jobs } = body as unknown as { jobs: { id: number }[] };
  expect(await annotationsOf(jobs[0]?.id ?? 0)).toHaveLength(12);
});

test("between stop and go nothing is a command", async () => {
  const lines = ["::stop-commands::halt", "::error::no", "::halt::", "::error::yes"];
  const result = await runners.push(workflow(script(...lines.map((line) => `echo "${line}"`))));
  expect(jobOf(result, "build").annotations).toMatchObject([{ message: "yes" }]);
});

test("a summary is kept up to 1 MiB a step; a longer one is an annotation, not a failure", async () => {
  const result = await runners.push(
    workflow(`
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo "# Fine" >> "$GITHUB_STEP_SUMMARY"
      - run: head -c 1048577 /dev/zero | tr '\\0' x >> "$GITHUB_STEP_SUMMARY"
`),
  );
  expect(result.conclusion).toBe("success");
  const job = jobOf(result, "build");
  expect(job.summary).toBe("# Fine\n");
  expect(job.annotations).toMatchObject([
    { message: expect.stringContaining("supports content up to a size of 1024k, got 1025k") },
  ]);
});

test("a re-run is the next attempt, with jobs anew", async () => {
  const first = await runners.push(workflow(script('echo "attempt $GITHUB_RUN_ATTEMPT"')));
  const path = `/repos/acme/zoo/actions/runs/${first.run}/rerun`;
  expect((await runners.bed.request("alice", "POST", path)).status).toBe(201);
  const [again = first] = await runners.runner.settle();
  expect(again).toMatchObject({ run: first.run, attempt: 2, number: first.number });
  expect(jobOf(again, "build").log).toContain("attempt 2");
  const shown = { run_attempt: 2, triggering_actor: { login: "alice" }, conclusion: "success" };
  expect((await get(`/runs/${first.run}`)).body).toMatchObject(shown);
});

test("a re-run of failed jobs keeps those that succeeded, with what they handed on", async () => {
  const first = await runners.push(
    workflow(`
  good:
    runs-on: ubuntu-latest
    outputs: {word: "\${{ steps.say.outputs.word }}"}
    steps:
      - id: say
        run: echo "word=attempt-$GITHUB_RUN_ATTEMPT" >> "$GITHUB_OUTPUT"
  shaky:
    needs: good
    runs-on: ubuntu-latest
    steps:
      - run: echo "got \${{ needs.good.outputs.word }}" && test "$GITHUB_RUN_ATTEMPT" = 2
`),
  );
  expect(first.conclusion).toBe("failure");
  const path = `/repos/acme/zoo/actions/runs/${first.run}/rerun-failed-jobs`;
  expect((await runners.bed.request("alice", "POST", path)).status).toBe(201);
  const [again = first] = await runners.runner.settle();
  expect(again).toMatchObject({ attempt: 2, conclusion: "success" });
  expect(jobOf(again, "shaky").log).toContain("got attempt-1");
  expect((await get(`/runs/${first.run}/jobs`)).body).toMatchObject({
    jobs: [
      { name: "good", run_attempt: 1 },
      { name: "shaky", run_attempt: 2 },
    ],
  });
});

test.each([
  ["an output without a name", "echo word >> $GITHUB_OUTPUT", "Invalid format 'word'"],
  ["a value without its end", "echo 'a<<END' >> $GITHUB_OUTPUT", "delimiter not found 'END'"],
  ["an expression without a value", "echo ${{ fromJSON('{') }}", "JSON"],
])("%s fails the step", async (_what, line, message) => {
  const result = await runners.push(workflow(script(line)));
  expect(result.conclusion).toBe("failure");
  expect(jobOf(result, "build").annotations[0]?.message).toContain(message);
});

test("a step that hangs is ended with all that it started", async () => {
  const hasty = await createRunnerBed({ stepMilliseconds: 300 });
  const result = await hasty.push(workflow(script("sleep 60 & wait")));
  await hasty.close();
  expect(jobOf(result, "build").annotations).toMatchObject([
    { message: "The step was ended after 300 ms." },
  ]);
});

test("a file that GitHub's parser refuses is a run that does not start", async () => {
  const result = await runners.push(
    workflow("  build:\n    runs-on: ubuntu-latest\n    stepz: []\n"),
  );
  expect(result).toMatchObject({ conclusion: "startup_failure", jobs: [] });
  expect(result.error).toContain("Unexpected value 'stepz'");
  expect((await get(`/runs/${result.run}`)).body).toMatchObject({ conclusion: "startup_failure" });
});

test.each([
  ["containers", "    container: node:24\n    steps: [{run: 'true'}]", "container"],
  ["other machines", "    steps: [{run: 'true'}]", "machines", "windows-latest"],
  ["environments", "    environment: production\n    steps: [{run: 'true'}]", "environment"],
  ["unmapped actions", "    steps: [{uses: acme/none@v1}]", "acme/none@v1"],
  [
    "old commands",
    "    steps: [{run: 'echo ::set-output name=a::b'}]",
    "the old command set-output",
  ],
  ["other shells", "    steps: [{run: x, shell: pwsh}]", "shell pwsh"],
])("%s are an error, never ignored", async (_what, rest, error, machine = "ubuntu-latest") => {
  const files = workflow(`  build:\n    runs-on: ${machine}\n${rest}\n`);
  await expect(runners.push(files)).rejects.toThrow(
    new RegExp(`the runner of tests does not know.*${error}`),
  );
});
