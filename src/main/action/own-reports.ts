import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Delivery, WorkflowRun } from "../../core/model/ci-report.ts";
import { type Fact, known, mapFact, unavailable } from "../../core/model/fact.ts";
import { type CheckedOut, type RunFacts, workflowOf } from "../../core/model/run-facts.ts";
import type { NamedReports } from "../../evidence/named-reports.ts";
import type { CiReports } from "../../ports/ci-reports.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ReportFiles } from "../../ports/report-files.ts";
import type { Repository } from "../../ports/repository.ts";
import { collectEvidence } from "../../use-cases/collect-evidence.ts";
import type { Engine } from "../../use-cases/engine.ts";
import { reportFilesIn } from "../../worktree/report-files.ts";
import type { Job } from "./job.ts";

export interface OwnReportsOptions {
  readonly job: Job;
  /** The head that is judged. */
  readonly head: string;
  readonly fromFork: boolean;
  /** The reports that the workflow names beside those of the policy. */
  readonly named: readonly NamedReports[];
  readonly repository: Repository;
  /** The tree of a commit. */
  readonly treeOf: (commit: string) => Promise<Fact<string>>;
  readonly engine: Engine;
  readonly clock: Clock;
  /** What other runs delivered. */
  readonly elsewhere: CiReports;
  readonly say: (line: string) => void;
}

/** Reading so much takes a while, and whoever looks at the log wants to know. */
const LONG = 4 * 1024 * 1024;

/**
 * What CI made, where the judging is a part of it: files on disk that this very run made count as delivered
 * by it, as the App would find them in its artifact. What other runs delivered is asked for elsewhere.
 */
export function ownReports(options: OwnReportsOptions): CiReports {
  const { job, elsewhere } = options;
  const own = isOfThisRepository(job) ? workflowOf(job.run) : undefined;
  return {
    async runs(workflow, branch) {
      const earlier = await elsewhere.runs(workflow, branch);
      if (workflow !== own || branch === "base") return earlier;
      const others = earlier.state === "known" ? earlier.value : [];
      return known([thisRun(workflow, options), ...others.filter(({ id }) => id !== job.run.id)]);
    },
    delivered: (run) =>
      run.id === job.run.id && run.workflow === own
        ? deliveredHere(options)
        : elsewhere.delivered(run),
  };
}

function isOfThisRepository({ run, repository }: Job): boolean {
  const [owner = "", name = ""] = run.workflowRef.toLowerCase().split("/");
  return owner === repository.owner.toLowerCase() && name === repository.name.toLowerCase();
}

/** A run that judges has made what it judges by: of its jobs' ends nothing is known yet. */
function thisRun(workflow: string, { job, head, fromFork }: OwnReportsOptions): WorkflowRun {
  return {
    id: job.run.id,
    attempt: job.run.attempt,
    url: job.run.url,
    workflow,
    event: job.event,
    status: "completed",
    conclusion: "success",
    headSha: head,
    fromFork,
    called: [],
    required: false,
  };
}

async function deliveredHere(options: OwnReportsOptions): Promise<Fact<readonly Delivery[]>> {
  const { job, head, named, repository, engine, clock, say } = options;
  const run: RunFacts = {
    repositoryId: job.repository.id,
    event: job.event,
    headSha: head,
    sha: job.sha,
    id: job.run.id,
    attempt: job.run.attempt,
    workflowRef: job.run.workflowRef,
  };
  // Loaded where there is something to look at: it knows every format.
  const { inspectFile } = await import("../../use-cases/inspect/inspect-file.ts");
  const read = new Map<string, Uint8Array>();
  const collected = await collectEvidence(
    run,
    named,
    {
      repository,
      checkedOut: () => checkedOut(options),
      files: telling(reportFilesIn(job.workspace), say),
      folder: {
        open: () => Promise.resolve(known(undefined)),
        write: (path, content) => Promise.resolve(void read.set(path, content)),
      },
      clock,
      formatOf: (path, bytes) => inspectFile(path, bytes).format ?? undefined,
    },
    engine.catalogue,
  );
  if (collected.state === "unavailable") return collected;
  const { manifest, notices } = collected.value;
  for (const notice of notices) say(`Reports of this run: ${notice}`);
  return known([
    {
      manifest,
      bytes: (path) => {
        const bytes = read.get(path);
        return Promise.resolve(
          bytes ? known(bytes) : unavailable("missing", `this run made no ${path}`),
        );
      },
    },
  ]);
}

/** Says what is read where that takes a while. */
function telling(files: ReportFiles, say: (line: string) => void): ReportFiles {
  return {
    async list(folders, isLookedFor) {
      const found = await files.list(folders, isLookedFor);
      const long = found.state === "known" ? found.value.filter(({ bytes }) => bytes > LONG) : [];
      for (const { path, bytes } of long) {
        say(`Reading ${path}, ${Math.round(bytes / 1024 / 1024)} MiB`);
      }
      return found;
    },
    read: (path) => files.read(path),
  };
}

/** What stands checked out, by git's own files: what a clone configures is not asked. */
async function checkedOut({ job, treeOf }: OwnReportsOptions): Promise<Fact<CheckedOut>> {
  const commit = checkedOutCommit(job.workspace);
  if (commit === undefined) {
    return unavailable(
      "missing",
      "this run delivered nothing: expected a checkout in the work space with the reports that its steps made, and there is none",
    );
  }
  return mapFact(await treeOf(commit), (tree) => ({ commit, tree }));
}

function checkedOutCommit(workspace: string): string | undefined {
  const git = join(workspace, ".git");
  const head = textOf(join(git, "HEAD"));
  const [, ref] = /^ref: (refs\/\S+)/.exec(head ?? "") ?? [];
  if (ref === undefined) return head?.trim();
  const loose = textOf(join(git, ref))?.trim();
  const packed = textOf(join(git, "packed-refs"))
    ?.split("\n")
    .find((line) => line.endsWith(` ${ref}`));
  return loose ?? packed?.slice(0, packed.indexOf(" "));
}

function textOf(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, "utf8") : undefined;
}
