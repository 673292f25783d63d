import { createHash } from "node:crypto";
import { bytesDigest } from "../../core/source/digest.ts";
import type { Change } from "../../core/model/change.ts";
import type { Delivery, WorkflowRun } from "../../core/model/ci-report.ts";
import { type Fact, known, mapFact, unavailable } from "../../core/model/fact.ts";
import type { ChangeSource } from "../../ports/change-source.ts";
import type { CiReports } from "../../ports/ci-reports.ts";
import type { SuppliedFacts } from "./facts-schema.ts";

type SuppliedRun = NonNullable<SuppliedFacts["workflow-runs"]>[number];

/** What CI ran and delivered, as a file of facts says it. */
export function suppliedCi(supplied: readonly SuppliedRun[], source: ChangeSource): CiReports {
  return {
    async runs(workflow, branch) {
      const own = supplied.filter((run) => run.workflow === workflow && run.branch === branch);
      return mapFact(await source.read(), (change) =>
        own.map((run) => runOf(run, tipOf(run, change))),
      );
    },
    async provenance(digest) {
      const signed = supplied.find((run) => digestOf(run) === digest);
      const signer = signed?.["signed-by"];
      if (signed === undefined || signer === undefined) {
        return unavailable("missing", "nothing signed comes with it");
      }
      return mapFact(await source.read(), (change) => {
        const { id, attempt, headSha } = runOf(signed, tipOf(signed, change));
        return [{ signer, repository: 0, commit: headSha, run: id, attempt }];
      });
    },
    delivered(run) {
      const { delivers } = supplied.find(({ id }) => id === run.id) ?? {};
      return Promise.resolve<Fact<readonly Delivery[]>>(
        delivers === undefined
          ? unavailable("missing", `run ${run.id} of ${run.workflow} delivered nothing`)
          : known([deliveryOf(run, delivers)]),
      );
    },
  };
}

function tipOf({ branch }: SuppliedRun, { head, baseTip }: Change): string {
  return branch === "head" ? head : baseTip;
}

/** A file of facts has no manifest whose digest could be had: one stands for each attempt of a run. */
function digestOf({ id, attempt }: { readonly id: number; readonly attempt: number }): string {
  return bytesDigest(new TextEncoder().encode(`${id}.${attempt}`));
}

function runOf(supplied: SuppliedRun, tip: string): WorkflowRun {
  const { id, attempt, url, workflow, event, status, conclusion, called, required } = supplied;
  return {
    id,
    attempt,
    url,
    workflow,
    event,
    status,
    ...(conclusion !== undefined && { conclusion }),
    headSha: supplied["head-sha"] ?? tip,
    fromFork: supplied["from-fork"],
    called,
    required,
  };
}

function deliveryOf(run: WorkflowRun, files: NonNullable<SuppliedRun["delivers"]>): Delivery {
  const bytes = new Map(files.map(({ path, text }) => [path, new TextEncoder().encode(text)]));
  return {
    digest: digestOf(run),
    manifest: {
      repositoryId: 0,
      headSha: run.headSha,
      checkedOutSha: run.headSha,
      treeSha: run.headSha,
      runId: run.id,
      runAttempt: run.attempt,
      workflowRef: run.workflow,
      files: files.map(({ path, component, text }) => ({
        path,
        sha256: createHash("sha256").update(text).digest("hex"),
        bytes: Buffer.byteLength(text),
        ...(component !== undefined && { component }),
      })),
    },
    bytes: (path) => {
      const found = bytes.get(path);
      return Promise.resolve(
        found === undefined ? unavailable("missing", `${path} was not delivered`) : known(found),
      );
    },
  };
}
