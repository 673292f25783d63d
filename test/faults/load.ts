import { setTimeout as sleep } from "node:timers/promises";
import type { GitHub } from "../github/start-github.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import { APP_ID, OWNER } from "../support/gated-world.ts";
import { createRepository, type GatedRepository } from "../support/gated-repository.ts";
import { CI } from "../support/fake-run.ts";
import type { Person } from "../support/people.ts";
import { type StartedRun, startWorkflow } from "../support/workflow.ts";
import {
  CARD,
  cardText,
  CONFIG,
  configText,
  entryAt,
  scannerFiles,
} from "../support/repository-files.ts";

const WEIGHTS = "models/nodule/weights.bin";

/**
 * A second component, whose tests workflows deliver: its check begins without a verdict, and is updated. The first
 * waits for none.
 */
const TESTED = `    rules:
      unit-tests-pass: {severity: off}
  pipeline:
    paths: ["pipeline/**"]
`;
const TESTS = `evidence:
  unit-tests: {format: tests, workflow: ${CI}, files: [reports/unit.xml]}
rules:
  unit-tests-pass: {trust: 2}
  coverage-prototype: {severity: advisory}
`;
const PASSED = `<testsuite tests="1"><testcase classname="pipeline" name="runs"/></testsuite>`;

const FILES = {
  ...scannerFiles(),
  [CONFIG]: configText(TESTS, TESTED),
  ".mltrl/cards/pipeline.md": cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
  "pipeline/run.js": "export const run = () => [];\n",
  "jest.config.js": "export default {};\n",
  [CI]: "on: [pull_request]\njobs: {test: {steps: [{run: npm test}]}}\n",
};

/** Pull requests by their branch, each with a verdict of its own. */
const CHANGES: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  notes: { "docs/notes.md": "# Notes\n" },
  shorter: { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) },
  section: { [CARD]: cardText({ sections: { "Intended use": null } }) },
  retrained: { [WEIGHTS]: "other weights\n" },
  source: { "src/size.js": "export const size = (scan) => scan.length;\n" },
  raised: raiseFiles(2, 3),
  approved: raiseFiles(2, 3),
  jump: raiseFiles(2, 4),
  lowered: { [CARD]: cardText({ level: 1 }) },
  "card-gone": { [CARD]: null },
  "broken-policy": { [CONFIG]: "version: 1\ncomponents: []\n" },
  component: {
    [CONFIG]: configText(TESTS, `${TESTED}  dicom-io:\n    paths: ["libs/dicom/**"]\n`),
    "libs/dicom/read.js": "export const read = () => [];\n",
  },
  entered: { [CARD]: cardText({ level: 2, extra: entryAt(2, [0, 1]) }) },
  "to-release": { "docs/release.md": "# Release\n" },
  ...Object.fromEntries(
    [1, 2, 3].map((n) => [
      `tested-${n}`,
      { [`pipeline/step-${n}.js`]: `export const n = ${n};\n` },
    ]),
  ),
};

/** Long enough for a slow machine. */
const PATIENCE = 30_000;

/** A check run as people see it in the end, with whatever differs between two runs taken out. */
export interface FinalCheck {
  readonly branch: string;
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

/** A repository where much happens. */
export interface Load {
  /** What happens, in three rounds; each ends when everything was said to GitHub. */
  readonly rounds: readonly (() => Promise<void>)[];
  /** Waits until the next round has a check to bring to its end. */
  ready(): Promise<void>;
  /** The latest run of each name on the head of each pull request. */
  finalChecks(): Promise<readonly FinalCheck[]>;
  /** Check runs that were posted though the same one was there. */
  postedTwice(): Promise<readonly string[]>;
}

/** Puts a repository into the world in which the load will happen. */
export async function createLoad(name: string, github: GitHub): Promise<Load> {
  const repository = await createRepository(
    name,
    {
      files: FILES,
      branches: { "release/1.0": {} },
      tags: ["v1.0.0"],
      requires: { main: ["mltrl/main"], "release/1.0": ["mltrl/release"] },
    },
    { github, clones: [], quiet: () => Promise.resolve() },
  );
  for (const [branch, files] of Object.entries(CHANGES)) {
    const commit = { branch, files, message: `Change ${branch}`, author: "ml-engineer" };
    await github.commit({ repository: `${OWNER}/${name}`, ...commit });
  }
  const numbers = new Map<string, number>();
  const propose = async (...branches: string[]): Promise<void> => {
    for (const branch of branches) {
      const to = branch === "to-release" ? "release/1.0" : "main";
      const { number } = await repository.propose({ from: branch, to });
      numbers.set(branch, number);
    }
  };
  const on = (branch: string): number => numbers.get(branch) ?? 0;
  const approve = async (branch: string, person: Person): Promise<void> => {
    await repository.as(person).review(on(branch), "APPROVE");
  };
  let testing: StartedRun;
  const beginTests = async (branch: string): Promise<void> => {
    await propose(branch);
    testing = await startWorkflow({ github }, repository, on(branch));
  };
  const passTests = async (): Promise<void> => {
    await testing.deliver({ "reports/unit.xml": PASSED });
    await testing.end();
  };
  /** The check of the branch that is tested says that it waits. */
  const ready = async (): Promise<void> => {
    const engineer = repository.as("ml-engineer");
    for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(50)) {
      const runs = await engineer.checkRuns(testing.headSha, APP_ID);
      if (runs.some(({ status }) => status === "in_progress")) return;
    }
    throw new Error("no check waits for the tests that go on");
  };
  const endTests = async (): Promise<void> => {
    await ready();
    await passTests();
  };
  await beginTests("tested-1");
  return {
    ready,
    rounds: [
      async () => {
        await endTests();
        await beginTests("tested-2");
        await propose("notes", "section", "retrained", "raised", "broken-policy");
        await push(repository, "notes", "docs/more.md", "# More\n");
        await deliverAgain(github, 3);
      },
      async () => {
        await endTests();
        await beginTests("tested-3");
        await propose("shorter", "approved", "jump", "lowered", "card-gone");
        await push(repository, "section", CARD, cardText());
        await approve("approved", "second-engineer");
        await deliverAgain(github, 3);
        await push(repository, "shorter", WEIGHTS, "weights of another day\n");
      },
      async () => {
        await endTests();
        await propose("source", "component", "entered");
        await beginTests("to-release");
        await passTests();
        await approve("approved", "researcher");
        await repository.as("outsider").comment(on("notes"), "Nice.");
        await push(repository, "retrained", "src/scale.js", "export const scale = 2;\n");
        await deliverAgain(github, 3);
        await push(repository, "section", "docs/use.md", "# Use\n");
      },
    ],
    async finalChecks() {
      const found: FinalCheck[] = [];
      const engineer = repository.as("ml-engineer");
      for (const [branch, number] of numbers) {
        const runs = await engineer.checkRuns(await engineer.head(number), APP_ID);
        for (const { name: check, status, conclusion, output } of runs) {
          const alike = (said: string | null): string => withoutNames(said ?? "", name, github.url);
          found.push({
            branch,
            name: check,
            status,
            conclusion,
            title: alike(output.title),
            summary: alike(output.summary),
            text: alike(output.text),
          });
        }
      }
      return found.toSorted((a, b) => key(a).localeCompare(key(b)));
    },
    async postedTwice() {
      const path = `/${name}/check-runs$`;
      const posts = await github.ledger({ app: APP_ID, method: "POST", path, status: 201 });
      const posted = posts.map(({ body }) => {
        const { head_sha, name: check, external_id } = body as Record<string, string>;
        return `${check} on ${head_sha}: ${external_id}`;
      });
      return posted.filter((each, at) => posted.indexOf(each) !== at);
    },
  };
}

function key({ branch, name }: FinalCheck): string {
  return `${branch} ${name}`;
}

/** How the repository is set up is looked at a minute later: when it is told of is a matter of time. */
const SETUP_NOTE = /^- .*`mltrl doctor .*\n/gm;
const COUNT_OF_NOTES = /(?<=<summary>Notes) \(\d+\)/g;
const NO_NOTES = /<details>\s*<summary>Notes<\/summary>\s*<\/details>\s*/g;

/** Takes out where the repository stands and which commits it has. */
function withoutNames(said: string, repository: string, url: string): string {
  return said
    .replaceAll(url, "GITHUB")
    .replaceAll(`/${repository}/`, "/REPOSITORY/")
    .replaceAll(/\b(runs?|artifacts)([ /])\d+/g, "$1$2N")
    .replaceAll(SETUP_NOTE, "")
    .replaceAll(COUNT_OF_NOTES, "")
    .replaceAll(NO_NOTES, "")
    .replaceAll(/\b[0-9a-f]{7,40}\b/g, "ID");
}

/** Pushes one file to a branch. */
async function push(
  repository: GatedRepository,
  branch: string,
  path: string,
  text: string,
): Promise<void> {
  const engineer = repository.as("ml-engineer");
  const { status, body } = await engineer.rest("GET", `/contents/${path}?ref=${branch}`);
  const old = status === 200 ? { sha: (body as { sha: string }).sha } : {};
  await engineer.wanted("PUT", `/contents/${path}`, {
    message: `Change ${path}`,
    content: Buffer.from(text).toString("base64"),
    branch,
    ...old,
  });
}

/** Delivers the last of what came already once more, as somebody does who presses the button. */
async function deliverAgain(github: GitHub, count: number): Promise<void> {
  const deliveries = await github.deliveries({ app: APP_ID, event: "pull_request" });
  for (const { guid } of deliveries.slice(-count)) await github.redeliver({ guid });
}
