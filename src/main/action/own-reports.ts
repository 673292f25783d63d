import type { Delivery, WorkflowRun } from "../../core/model/ci-report.ts";
import { type Fact, known, mapFact, unavailable } from "../../core/model/fact.ts";
import { bytesDigest } from "../../core/source/digest.ts";
import { MANIFEST } from "../../evidence/manifest.ts";
import { type RunFacts, workflowOf } from "../../core/model/run-facts.ts";
import type { CiReports } from "../../ports/ci-reports.ts";
import { type CollectOptions, collectReports } from "./collect-reports.ts";
import type { Job } from "./job.ts";

export interface OwnReportsOptions extends CollectOptions {
  /** The head that is judged. */
  readonly head: string;
  readonly fromFork: boolean;
  /** What other runs delivered. */
  readonly elsewhere: CiReports;
}

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
    provenance: (digest) => elsewhere.provenance(digest),
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
  const { job, head } = options;
  const run: RunFacts = {
    repositoryId: job.repository.id,
    event: job.event,
    headSha: head,
    sha: job.sha,
    id: job.run.id,
    attempt: job.run.attempt,
    workflowRef: job.run.workflowRef,
  };
  const read = new Map<string, Uint8Array>();
  const folder = {
    open: () => Promise.resolve(known(undefined)),
    write: (path: string, content: Uint8Array) => Promise.resolve(void read.set(path, content)),
  };
  const collected = await collectReports(run, folder, options);
  return mapFact(collected, ({ manifest }) => [
    {
      manifest,
      digest: bytesDigest(read.get(MANIFEST) ?? new Uint8Array()),
      bytes: (path) => {
        const bytes = read.get(path);
        return Promise.resolve(
          bytes ? known(bytes) : unavailable("missing", `this run made no ${path}`),
        );
      },
    },
  ]);
}
