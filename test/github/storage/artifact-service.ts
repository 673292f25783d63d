import { createHash } from "node:crypto";
import { addArtifact, artifactNamed, artifactsIn } from "../operations/artifacts.ts";
import type { Artifact, WorkflowJob } from "../state/actions.ts";
import type { World } from "../state/world.ts";
import { hasExpired } from "../views/workflow-view.ts";
import { signedUrl } from "./signed-url.ts";
import { invalidArgument, TwirpError } from "./twirp-error.ts";
import { beginUpload, type Uploads } from "./uploads.ts";

export type Request = Readonly<Record<string, unknown>>;
type Method = (world: World, uploads: Uploads, job: WorkflowJob, of: Request) => unknown;

/** The URL of an upload outlives the upload. */
const uploadSeconds = 3600;
const downloadSeconds = 600;

/** `github.actions.results.api.v1.ArtifactService`, as `@actions/artifact` talks to it. */
export const artifactService: Readonly<Record<string, Method>> = {
  CreateArtifact: (world, uploads, job, of) => {
    const name = nameOf(of);
    const { attempt } = job;
    const underWay = [...uploads.values()].some(
      (one) => one.job.attempt === attempt && one.name === name,
    );
    // "Artifacts are immutable": a name is taken once.
    if (underWay || artifactNamed(world, attempt, name) !== undefined) {
      throw new TwirpError(
        409,
        "already_exists",
        "an artifact with this name already exists on the workflow run",
      );
    }
    const expiresAt = typeof of["expires_at"] === "string" ? of["expires_at"] : undefined;
    const upload = beginUpload(uploads, job, name, expiresAt);
    return { ok: true, signed_upload_url: signedUrl(world, upload.id, "cw", uploadSeconds) };
  },
  FinalizeArtifact: (world, uploads, job, of) => {
    const name = nameOf(of);
    const upload = [...uploads.values()].find((one) => one.job === job && one.name === name);
    if (upload?.blob === undefined)
      throw new TwirpError(404, "not_found", `nothing was uploaded as ${name}`);
    const { content, contentType } = upload.blob;
    if (Number(of["size"]) !== content.length)
      throw invalidArgument(`${name} has ${content.length} bytes, not ${String(of["size"])}`);
    const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
    if (of["hash"] !== undefined && of["hash"] !== digest)
      throw invalidArgument(`the hash of ${name} is ${digest}, not as told`);
    const { expiresAt } = upload;
    const artifact = addArtifact(world, job.attempt, { name, content, contentType, expiresAt });
    uploads.delete(upload.id);
    return { ok: true, artifact_id: String(artifact.id) };
  },
  ListArtifacts: (world, _uploads, job, of) => {
    const name = of["name_filter"];
    const id = of["id_filter"];
    const found = artifactsOfRun(world, job)
      .filter((one) => name === undefined || one.name === name)
      .filter((one) => id === undefined || String(one.id) === id);
    return { artifacts: found.map((artifact) => listed(artifact, job)) };
  },
  GetSignedArtifactURL: (world, _uploads, job, of) => {
    const artifact = wanted(world, job, of);
    return { signed_url: signedUrl(world, String(artifact.id), "r", downloadSeconds) };
  },
  DeleteArtifact: (world, _uploads, job, of) => {
    const artifact = wanted(world, job, of);
    world.artifacts.delete(artifact.id);
    return { ok: true, artifact_id: String(artifact.id) };
  },
};

function nameOf(of: Request): string {
  const { name } = of;
  if (typeof name !== "string" || name === "") throw invalidArgument("an artifact needs a name");
  return name;
}

/** Those of all attempts: jobs that a re-run leaves alone do not upload again. */
function artifactsOfRun(world: World, { attempt: { run } }: WorkflowJob): Artifact[] {
  return artifactsIn(world, run.repository).filter(
    (one) => one.attempt.run === run && !hasExpired(world, one),
  );
}

/** A list may hold a name of several attempts; the newest of the attempt that the request names is meant. */
function wanted(world: World, job: WorkflowJob, of: Request): Artifact {
  const name = nameOf(of);
  const found = artifactsOfRun(world, job).find(
    (one) => one.name === name && one.attempt.backendId === of["workflow_run_backend_id"],
  );
  if (found === undefined) throw new TwirpError(404, "not_found", `there is no artifact ${name}`);
  return found;
}

function listed({ id, name, size, digest, createdAt, attempt }: Artifact, job: WorkflowJob) {
  return {
    workflow_run_backend_id: attempt.backendId,
    workflow_job_run_backend_id: job.backendId,
    database_id: String(id),
    name,
    size: String(size),
    created_at: createdAt,
    digest,
  };
}
