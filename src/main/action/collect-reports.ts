import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Fact, mapFact, unavailable } from "../../core/model/fact.ts";
import type { CheckedOut, RunFacts } from "../../core/model/run-facts.ts";
import type { NamedReports } from "../../evidence/named-reports.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ArtifactFolder } from "../../ports/report-files.ts";
import type { Repository } from "../../ports/repository.ts";
import { type Collected, collectEvidence } from "../../use-cases/collect-evidence.ts";
import type { Engine } from "../../use-cases/engine.ts";
import { reportFilesIn } from "../../worktree/report-files.ts";
import { wayInside } from "../../worktree/way-inside.ts";
import type { Job } from "./job.ts";
import { tellingFiles } from "./progress.ts";

export interface CollectOptions {
  readonly job: Job;
  /** The reports that the workflow names beside those of the policy. */
  readonly named: readonly NamedReports[];
  /** The folder of the work space that holds the reports at their paths. */
  readonly from: string;
  readonly repository: Repository;
  /** The tree of a commit. */
  readonly treeOf: (commit: string) => Promise<Fact<string>>;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

/** Collects what steps of this run left on disk, and says what is left out. */
export async function collectReports(
  run: RunFacts,
  folder: ArtifactFolder,
  options: CollectOptions,
): Promise<Fact<Collected>> {
  const { job, named, repository, engine, clock, say } = options;
  const from = wayInside(job.workspace, join(job.workspace, options.from));
  if (from.state === "unavailable") return from;
  // Loaded where there is something to look at: it knows every format.
  const { inspectFile } = await import("../../use-cases/inspect/inspect-file.ts");
  const collected = await collectEvidence(
    run,
    named,
    {
      repository,
      checkedOut: () => checkedOut(options),
      files: tellingFiles(reportFilesIn(join(job.workspace, from.value)), say),
      from: from.value,
      folder,
      clock,
      formatOf: (path, bytes) => inspectFile(path, bytes).format ?? undefined,
    },
    engine.catalogue,
  );
  const notices = collected.state === "known" ? collected.value.notices : [];
  for (const notice of notices) say(`Reports of this run: ${notice}`);
  return collected;
}

/** What stands checked out, by git's own files: what a clone configures is not asked. */
async function checkedOut({ job, treeOf }: CollectOptions): Promise<Fact<CheckedOut>> {
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
