import { createHash } from "node:crypto";
import type { Delivery, WorkflowRun } from "../../src/core/model/ci-report.ts";
import { known, unavailable } from "../../src/core/model/fact.ts";
import { HEAD } from "./fake-change.ts";

export const CI = ".github/workflows/ci.yml";

/** A run of the workflow on the head of a fake change, which ended well. */
export function aRun(of: Partial<WorkflowRun> = {}): WorkflowRun {
  const id = of.id ?? 12;
  return {
    id,
    attempt: 1,
    url: `https://github.example/acme/vision/actions/runs/${id}`,
    workflow: CI,
    event: "pull_request",
    status: "completed",
    ...((of.status ?? "completed") === "completed" && { conclusion: "success" }),
    headSha: HEAD,
    fromFork: false,
    called: [],
    required: false,
    ...of,
  };
}

/** What a job delivered: text by path. */
export function aDelivery(
  files: Readonly<Record<string, string>>,
  component?: string,
  run: WorkflowRun = aRun(),
): Delivery {
  return {
    digest: `sha256:${createHash("sha256").update(JSON.stringify(files)).digest("hex")}`,
    manifest: {
      repositoryId: 7,
      headSha: run.headSha,
      checkedOutSha: run.headSha,
      treeSha: run.headSha,
      runId: run.id,
      runAttempt: run.attempt,
      workflowRef: `acme/vision/${run.workflow}@refs/heads/main`,
      files: Object.entries(files).map(([path, text]) => ({
        path,
        sha256: createHash("sha256").update(text).digest("hex"),
        bytes: Buffer.byteLength(text),
        ...(component !== undefined && { component }),
      })),
    },
    bytes: (path) => {
      const text = files[path];
      return Promise.resolve(
        text === undefined
          ? unavailable("missing", `${path} is not there`)
          : known(new TextEncoder().encode(text)),
      );
    },
  };
}
