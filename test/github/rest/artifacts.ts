import { ApiError, notFound } from "../api-error.ts";
import { artifactsIn } from "../operations/artifacts.ts";
import type { Artifact } from "../state/actions.ts";
import type { Repository } from "../state/nouns.ts";
import { signedUrl } from "../storage/signed-url.ts";
import { artifactView, hasExpired } from "../views/workflow-view.ts";
import {
  type Call,
  numberParameter,
  parameter,
  type Reply,
  repositoryRoute,
  type Route,
} from "./call.ts";
import { countedReply } from "./page.ts";
import { runOf } from "./workflow-runs.ts";

const read = { permission: "actions", level: "read" } as const;
const write = { permission: "actions", level: "write" } as const;
/** Of public repositories too only those may download whose token may read Actions. */
const download = { ...read, role: "read" } as const;

/** Page "REST API endpoints for GitHub Actions artifacts". */
export const artifactRoutes: readonly Route[] = [
  repositoryRoute("GET", "/actions/artifacts", read, async (call, repository) =>
    list(call, artifactsIn(call.world, repository)),
  ),
  repositoryRoute("GET", "/actions/runs/{run}/artifacts", read, async (call, repository) => {
    const run = runOf(call, repository);
    const all = artifactsIn(call.world, repository).filter(({ attempt }) => attempt.run === run);
    const oldestFirst = call.url.searchParams.get("direction") === "asc";
    return list(call, oldestFirst ? all.toReversed() : all);
  }),
  repositoryRoute("GET", "/actions/artifacts/{id}", read, (call, repository) => ({
    status: 200,
    body: artifactView(call.world, artifactOf(call, repository)),
  })),
  repositoryRoute("DELETE", "/actions/artifacts/{id}", write, (call, repository) => {
    call.world.artifacts.delete(artifactOf(call, repository).id);
    return { status: 204 };
  }),
  // "This URL expires after 1 minute."
  repositoryRoute("GET", "/actions/artifacts/{id}/{format}", download, (call, repository) => {
    const artifact = artifactOf(call, repository);
    if (parameter(call, "format") !== "zip") throw notFound();
    if (hasExpired(call.world, artifact)) throw new ApiError(410, "Artifact has expired");
    const location = signedUrl(call.world, String(artifact.id), "r", 60);
    return { status: 302, headers: { location }, body: Buffer.alloc(0) };
  }),
];

async function list(call: Call, artifacts: readonly Artifact[]): Promise<Reply> {
  const name = call.url.searchParams.get("name");
  const named = artifacts.filter((one) => name === null || one.name === name);
  return countedReply(call, "artifacts", named, (one) => artifactView(call.world, one));
}

function artifactOf(call: Call, repository: Repository): Artifact {
  const artifact = call.world.artifacts.get(numberParameter(call, "id"));
  if (artifact === undefined || artifact.attempt.run.repository !== repository) throw notFound();
  return artifact;
}
