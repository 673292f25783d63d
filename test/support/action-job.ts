import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Patience } from "../../src/github/timed-fetch.ts";
import { runAction } from "../../src/main/action/run-action.ts";
import type { Runner } from "../../src/main/action/runner.ts";

/** A step of a job that uses the Action, with what its runner would set. */
export interface ActionStep {
  /** `http://127.0.0.1:4000` */
  readonly server: string;
  /** `acme/scanner` */
  readonly repository: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly sha: string;
  readonly ref: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** A checkout; an empty folder if not given. */
  readonly workspace?: string;
  /** `.github/workflows/gate.yml` */
  readonly workflow?: string;
  readonly run?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What the step left. */
export interface StepResult {
  readonly code: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs steps that use the Action. */
export interface ActionHost {
  readonly run: (step: ActionStep) => Promise<StepResult>;
  readonly remove: () => void;
}

const ROOT = join(import.meta.dirname, "../..");

/** Bundles the Action as it stands, to be run as the runner runs it: a process with an environment. */
export function bundleAction(): ActionHost & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "mltrl-action-"));
  execFileSync(process.execPath, [join(ROOT, "scripts/build-action.ts"), join(folder, "dist")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const prepare = stepFolders(folder);
  return {
    folder,
    async run(step) {
      const { file, environment } = prepare(step);
      const { code, log } = await execute(join(folder, "dist/index.js"), environment);
      return {
        code,
        log,
        outputs: outputsIn(readFileSync(file("output"), "utf8")),
        summary: readFileSync(file("summary"), "utf8"),
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * The same in this process, of which it is known what it went through.
 *
 * @param patience how long an answer of GitHub's is waited for, where it is not as usual
 */
export function actionInProcess(patience?: Patience): ActionHost {
  const folder = mkdtempSync(join(tmpdir(), "mltrl-action-"));
  const prepare = stepFolders(folder);
  return {
    async run(step) {
      const { environment } = prepare(step);
      const [log, outputs, pages] = [[] as string[], new Map<string, string>(), [] as string[]];
      const runner: Runner = {
        input: (name) => environment[`INPUT_${name.toUpperCase()}`] ?? "",
        output: (name, value) => void outputs.set(name, value),
        say: (text) => void log.push(text),
        summarise: (markdown) => Promise.resolve(pages.push(markdown) > 0),
        hide: () => undefined,
      };
      const clock = { now: () => Date.now() };
      const code = await runAction({ environment, runner, clock, patience });
      return {
        code,
        log: log.join("\n"),
        outputs: Object.fromEntries(outputs),
        summary: pages.join("\n"),
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Gives each step a home of its own, and the environment that leads there. */
function stepFolders(folder: string) {
  let steps = 0;
  return (step: ActionStep) => {
    steps += 1;
    const home = join(folder, `step-${steps}`);
    mkdirSync(join(home, "temp"), { recursive: true });
    mkdirSync(join(home, "workspace"));
    const file = (name: string): string => join(home, name);
    writeFileSync(file("event.json"), JSON.stringify(step.payload));
    writeFileSync(file("output"), "");
    writeFileSync(file("summary"), "");
    return { file, environment: environmentOf(step, file) };
  };
}

function environmentOf(step: ActionStep, file: (name: string) => string): Record<string, string> {
  const inputs = Object.entries(step.inputs ?? {}).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: file("temp"),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: step.event,
    GITHUB_EVENT_PATH: file("event.json"),
    GITHUB_OUTPUT: file("output"),
    GITHUB_STEP_SUMMARY: file("summary"),
    GITHUB_REPOSITORY: step.repository,
    GITHUB_SHA: step.sha,
    GITHUB_REF: step.ref,
    GITHUB_WORKSPACE: step.workspace ?? file("workspace"),
    GITHUB_SERVER_URL: step.server,
    GITHUB_API_URL: step.server,
    GITHUB_GRAPHQL_URL: `${step.server}/graphql`,
    GITHUB_RUN_ID: String(step.run ?? 1),
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_WORKFLOW_REF: `${step.repository}/${step.workflow ?? ".github/workflows/gate.yml"}@${step.ref}`,
    RUNNER_TEMP: file("temp"),
    ...step.environment,
    ...Object.fromEntries(inputs),
  };
}

function execute(
  script: string,
  env: Record<string, string>,
): Promise<{ readonly code: number; readonly log: string }> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script], { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== "number") reject(error);
      else resolve({ code: Number(error?.code ?? 0), log: stdout + stderr });
    });
  });
}

/** Name and value, the value between two lines of a mark of its own. */
function outputsIn(text: string): Record<string, string> {
  const found = text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries([...found].map(([, name = "", , value = ""]) => [name, value]));
}

/** Checks a ref out as actions/checkout does: its commit and nothing before it, unless it says otherwise. */
export function checkOut(folder: string, url: string, ref: string, depth?: number): string {
  mkdirSync(folder, { recursive: true });
  const git = (...args: string[]): string =>
    execFileSync("git", args, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  if (!existsSync(join(folder, ".git"))) git("init", "--quiet");
  git("fetch", "--quiet", "--no-tags", ...(depth === undefined ? [] : [`--depth=${depth}`]), url, `+${ref}:refs/remotes/pull/head`); // prettier-ignore
  git("checkout", "--quiet", "--detach", "refs/remotes/pull/head");
  return git("rev-parse", "HEAD").trim();
}
