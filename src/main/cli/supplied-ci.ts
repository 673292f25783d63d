import { createHash } from "node:crypto";
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
        own.map((run) => runOf(run, branch === "head" ? change.head : change.baseTip)),
      );
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
