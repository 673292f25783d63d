import { createHash } from "node:crypto";
import type { EvidenceManifest } from "../../src/core/model/ci-report.ts";
import { ARTIFACT } from "../../src/evidence/manifest.ts";
import { evidenceZip, manifestDigest } from "./evidence-artifact.ts";
import type { GatedRepository } from "./gated-repository.ts";
import { OWNER, type World } from "./gated-world.ts";
import { CI } from "./fake-run.ts";
import type { ZippedFile } from "./make-zip.ts";

type Reports = Readonly<Record<string, string>>;

/** What differs of a run from one of the usual workflow for a pull request that ends well. */
export interface RunOptions {
  readonly workflow?: string;
  readonly event?: string;
  /** A branch, for a run that is for no pull request. */
  readonly branch?: string;
  readonly sha?: string;
  /** A ruleset of the base branch asked for it. */
  readonly required?: boolean;
  readonly referenced?: readonly { readonly path: string; readonly sha: string }[];
}

/** What differs of an artifact from an honest one. */
export interface DeliveryOptions {
  readonly job?: string;
  /** What the manifest says otherwise. */
  readonly claims?: Partial<EvidenceManifest>;
  /** The component that the reports are said to speak of. */
  readonly component?: string;
  /** What is in the archive in place of the reports that the manifest lists. */
  readonly inside?: Reports;
  /** What is in it besides. */
  readonly more?: readonly ZippedFile[];
  /** The attempt that it is kept with. */
  readonly attempt?: number;
  readonly expiresAt?: string;
  readonly size?: number;
}

/** The job that every run has. */
const JOB = "build";

/** A run of a workflow that has begun. */
export interface StartedRun {
  readonly id: number;
  readonly headSha: string;
  readonly repositoryId: number;
  /** Uploads reports as a job of the attempt that is under way: SHA-256 of the manifest, in hexadecimal digits. */
  deliver(reports: Reports, options?: DeliveryOptions): Promise<string>;
  /** A job begins, with a token that may do what is given. */
  job(
    permissions?: Readonly<Record<string, "read" | "write">>,
  ): Promise<{ readonly token: string }>;
  end(conclusion?: "success" | "failure" | "cancelled"): Promise<void>;
  /** Starts the next attempt, and its job. */
  again(): Promise<void>;
  /** Starts the next attempt of jobs that failed and of those alone, and one of them. */
  failedAgain(job: string): Promise<void>;
}

/** Starts a run of the workflow for a pull request, or on a branch. */
export async function startWorkflow(
  { github }: Pick<World, "github">,
  repository: GatedRepository,
  pull: number | undefined,
  { workflow = CI, ...options }: RunOptions = {},
): Promise<StartedRun> {
  const full = `${OWNER}/${repository.name}`;
  const of = { repository: full, workflow, ...(pull !== undefined && { pull }), ...options };
  const { run: id, headSha } = await github.startRun(of);
  const { id: repositoryId } = (await repository.as("ml-engineer").wanted("GET", "")) as {
    id: number;
  };
  let current = 1;
  return {
    id,
    headSha,
    repositoryId,
    async deliver(reports, { job = JOB, claims, component, inside, more, ...wish } = {}) {
      const files = Object.entries(reports).map(([path, text]) => ({
        path,
        sha256: createHash("sha256").update(text).digest("hex"),
        bytes: Buffer.byteLength(text),
        ...(component !== undefined && { component }),
      }));
      const manifest = {
        repositoryId,
        headSha,
        checkedOutSha: headSha,
        treeSha: headSha,
        runId: id,
        runAttempt: current,
        workflowRef: `${full}/${workflow}@refs/heads/main`,
        files,
        ...claims,
      };
      const zip = evidenceZip(manifest, inside ?? reports, more);
      await github.plantArtifact({
        run: id,
        name: `${ARTIFACT}${job}`,
        base64: Buffer.from(zip).toString("base64"),
        ...wish,
      });
      return manifestDigest(manifest);
    },
    async end(conclusion = "success") {
      await github.finishRun({ run: id, conclusion });
    },
    job: (permissions = {}) => github.startJob({ run: id, name: JOB, permissions }),
    async failedAgain(name) {
      current = await github.rerun({ run: id, sender: "ml-engineer", scope: "failed jobs" });
      await github.startJob({ run: id, name });
    },
    async again() {
      current = await github.rerun({ run: id, sender: "ml-engineer" });
      await github.startJob({ run: id, name: JOB });
    },
  };
}
