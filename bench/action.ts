import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { makeRepository } from "../test/support/git-repository.ts";
import { CARD, cardText, scannerFiles } from "../test/support/repository-files.ts";
import { type Figures, median } from "./figures.ts";

/** What the Action may weigh, and take beside a process of Node that does nothing. */
const MOST_BYTES = 1_500_000;
const MOST_RATIO = 3;

/**
 * The bundled Action on a small repository: a pull request that is checked out with its past, judged without
 * asking GitHub, whose time is not ours. Both processes start in turns.
 */
export function run([rounds = "31"]: readonly string[] = []): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "mltrl-bench-"));
  const repository = makeRepository(scannerFiles());
  try {
    const root = join(import.meta.dirname, "..");
    execFileSync(process.execPath, [join(root, "scripts/build-action.ts"), folder], {
      stdio: "ignore",
    });
    const env = pullRequest(repository.folder, repository, folder);
    const verdict = (): number => timed(join(folder, "index.js"), env);
    verdict();
    const [nothing, action]: [number[], number[]] = [[], []];
    for (let round = 0; round < Number(rounds); round += 1) {
      nothing.push(timed("-e 0", env));
      action.push(verdict());
    }
    const ratio = median(action.map((each, i) => each / (nothing[i] ?? each)));
    return Promise.resolve({
      name: "action",
      subject: `the bundled Action on a pull request of a small repository, ${rounds} starts; medians`,
      rows: [
        { label: "bundle", value: statSync(join(folder, "index.js")).size, unit: "bytes", budget: { atMost: MOST_BYTES } }, // prettier-ignore
        { label: "node -e 0", value: median(nothing), unit: "ms" },
        { label: "start to verdict", value: median(action), unit: "ms" },
        { label: "beside node -e 0", value: ratio, unit: "times", budget: { atMost: MOST_RATIO } },
      ],
    });
  } finally {
    repository.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function timed(script: string, env: Record<string, string>): number {
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, script.split(" "), {
    env,
    encoding: "utf8",
  });
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`the Action ended with ${status}:\n${stdout}`);
  return took;
}

function pullRequest(
  workspace: string,
  { git, commit }: ReturnType<typeof makeRepository>,
  folder: string,
): Record<string, string> {
  const base = git("rev-parse", "HEAD");
  git("tag", "v1.0.0");
  git("checkout", "--quiet", "-b", "topic");
  const head = commit("shorter", { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) });
  const repo = { id: 1, name: "scanner", owner: { login: "acme" }, default_branch: "main" };
  const pull = { number: 1, title: "Shorter", user: { login: "ml-engineer", type: "User" }, head: side(head, "topic"), base: side(base, "main") }; // prettier-ignore
  const event = join(folder, "event.json");
  writeFileSync(event, JSON.stringify({ action: "opened", repository: repo, pull_request: pull }));
  writeFileSync(join(folder, "summary"), "");
  writeFileSync(join(folder, "output"), "");
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: event,
    GITHUB_OUTPUT: join(folder, "output"),
    GITHUB_STEP_SUMMARY: join(folder, "summary"),
    GITHUB_REPOSITORY: "acme/scanner",
    GITHUB_SHA: head,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: folder,
  };
}

function side(sha: string, ref: string) {
  return { sha, ref, repo: { id: 1 } };
}
