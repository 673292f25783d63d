import { createHash } from "node:crypto";
import { UpstreamError } from "../core/errors.ts";
import type { WorkflowRun } from "../core/model/ci-report.ts";
import { type Fact, known, unavailable, type Unavailable } from "../core/model/fact.ts";
import { actionsRefusal } from "./actions-refusal.ts";
import type { InstallationClient } from "./installation-client.ts";

/** An artifact as REST tells of it (docs: rest/actions/artifacts); only what is read. */
export interface ArtifactAnswer {
  readonly id: number;
  readonly name: string;
  readonly size_in_bytes: number;
  readonly created_at: string | null;
  readonly expired: boolean;
  readonly expires_at: string | null;
  /** Of the archive, where it was made by a version that gives one. */
  readonly digest?: string | null;
  readonly workflow_run?: { readonly id?: number; readonly head_sha?: string } | null;
}

type Home = { readonly owner: string; readonly name: string };

const PER_PAGE = 100;
/** GitHub lets a job upload ten, and a run has so many jobs at most. */
const MAX_PAGES = 10;
/** All archives of a run together; the reports in them are much larger. */
const MAX_BYTES = 50 * 1024 * 1024;
const MAX_ARTIFACTS = 20;
/** Nobody waits longer for an archive, in milliseconds. */
const PATIENCE = 60_000;

/** The artifacts of a run that jobs delivered evidence in: of each name the newest. Unavailable where one cannot be read. */
export async function evidenceArtifacts(
  client: InstallationClient,
  home: Home,
  run: WorkflowRun,
  prefix: string,
): Promise<Fact<readonly ArtifactAnswer[]>> {
  const listed = await artifactsOf(client, home, run);
  if (listed.state === "unavailable") return listed;
  const named = listed.value.filter(
    ({ name, workflow_run: of }) => name.startsWith(prefix) && (of?.id ?? run.id) === run.id,
  );
  const newest = [...Map.groupBy(named, ({ name }) => name).values()].flatMap(
    (same) => same.toSorted(byAge)[0] ?? [],
  );
  return newest.length === 0
    ? unavailable("missing", `run ${run.id} of ${run.workflow} delivered no reports: it has no artifact called ${prefix}<job>`) // prettier-ignore
    : (whyNotReadable(newest, run) ?? known(newest));
}

/** The newest first. Of two attempts the earlier one's may have the higher number. */
function byAge(one: ArtifactAnswer, other: ArtifactAnswer): number {
  const [made, madeOther] = [one, other].map((each) => Date.parse(each.created_at ?? "") || 0);
  return (madeOther ?? 0) - (made ?? 0) || other.id - one.id;
}

async function artifactsOf(
  client: InstallationClient,
  { owner, name }: Home,
  { id }: WorkflowRun,
): Promise<Fact<readonly ArtifactAnswer[]>> {
  const found: ArtifactAnswer[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    try {
      const { artifacts, total_count: total } = await client.rest<{
        readonly total_count: number;
        readonly artifacts: readonly ArtifactAnswer[];
      }>("GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", {
        owner,
        repo: name,
        run_id: id,
        per_page: PER_PAGE,
        page,
      });
      found.push(...artifacts);
      if (page * PER_PAGE >= total || artifacts.length < PER_PAGE) break;
    } catch (error) {
      return actionsRefusal(error, `what run ${id} delivered`);
    }
  }
  return known(found);
}

function whyNotReadable(
  artifacts: readonly ArtifactAnswer[],
  { id }: WorkflowRun,
): Unavailable | undefined {
  const expired = artifacts.find((each) => each.expired);
  if (expired !== undefined) {
    const since = expired.expires_at === null ? "" : ` on ${expired.expires_at.slice(0, 10)}`;
    return unavailable("stale", `artifact ${expired.name} of run ${id} expired${since}: run the workflow again`); // prettier-ignore
  }
  if (artifacts.length > MAX_ARTIFACTS) {
    return unavailable("invalid", `run ${id} delivered ${artifacts.length} artifacts of evidence; at most ${MAX_ARTIFACTS} are read: let fewer jobs deliver`); // prettier-ignore
  }
  const total = artifacts.reduce((sum, { size_in_bytes: size }) => sum + size, 0);
  return total > MAX_BYTES
    ? unavailable("invalid", `the evidence of run ${id} is ${total} bytes large, packed; at most ${MAX_BYTES} are read: deliver only the reports that rules ask for`) // prettier-ignore
    : undefined;
}

/** The bytes of an artifact, as many of them as GitHub said and no more. */
export async function downloadArtifact(
  client: InstallationClient,
  { owner, name }: Home,
  { id, name: called, size_in_bytes: size, digest }: ArtifactAnswer,
): Promise<Fact<Uint8Array>> {
  try {
    const stream = await client.rest<ReadableStream<Uint8Array>>(
      "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
      {
        owner,
        repo: name,
        artifact_id: id,
        archive_format: "zip",
        // GitHub sends on to where the archive lies; it is read as it comes.
        request: { parseSuccessResponseBody: false, signal: AbortSignal.timeout(PATIENCE) },
      },
    );
    const bytes = await upTo(size, stream);
    if (bytes === undefined) {
      return unavailable("invalid", `artifact ${called} is larger than the ${size} bytes that GitHub tells of it`); // prettier-ignore
    }
    return digest && digest !== `sha256:${createHash("sha256").update(bytes).digest("hex")}`
      ? unavailable("invalid", `artifact ${called} is not the one with digest ${digest} that GitHub tells of`) // prettier-ignore
      : known(bytes);
  } catch (error) {
    return actionsRefusal(error, `artifact ${called}`);
  }
}

/** All bytes of a stream; undefined, and no more is read, once there are too many. */
async function upTo(
  most: number,
  stream: ReadableStream<Uint8Array>,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let read = 0;
  try {
    for await (const chunk of stream) {
      read += chunk.length;
      if (read > most) return undefined;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new UpstreamError("an artifact broke off while it was read", { cause: error });
  }
  return Buffer.concat(chunks);
}
