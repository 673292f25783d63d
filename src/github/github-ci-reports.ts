import type { RepositoryRef } from "../core/model/change.ts";
import type { ArtifactFormat, Delivery, RunBranch, WorkflowRun } from "../core/model/ci-report.ts";
import { type Fact, known, mapFact, unavailable, type Unavailable } from "../core/model/fact.ts";
import type { VerifyBundle } from "../core/model/provenance.ts";
import type { CiReports } from "../ports/ci-reports.ts";
import { downloadArtifact, evidenceArtifacts } from "./evidence-artifacts.ts";
import type { InstallationClient } from "./installation-client.ts";
import type { ObjectCache } from "./caches/object-cache.ts";
import { replacedDeliveries } from "./replaced-deliveries.ts";
import { provenanceOf } from "./artifact-provenance.ts";
import { workflowRuns } from "./workflow-runs.ts";

/** What the workflows of a repository on GitHub delivered. */
export interface GithubCiReports extends CiReports {
  /** Says where the runs of a change are, once that is known; one that was said before goes first. */
  lookOn(branch: RunBranch): void;
  /** Says where those of what it is compared with are. */
  lookOnBase(branch: RunBranch): void;
}

interface CiAccess {
  readonly client: InstallationClient;
  readonly repository: RepositoryRef;
  readonly cache: ObjectCache;
  /** Checks signatures, where that can be done. */
  readonly verify: Fact<VerifyBundle>;
}

/** The reports of all jobs of a run together may take so much memory. */
const MAX_BYTES = 100 * 1024 * 1024;

/** Conclusions of runs that were not let come to their end; what they left may be any part of it. */
const CUT_SHORT: Readonly<Record<string, string>> = {
  cancelled: "was cancelled: run it again",
  timed_out: "was stopped since it took too long: run it again",
  action_required: "waits for somebody who lets it run",
  skipped: "was skipped",
  stale: "was given up by GitHub: run it again",
  startup_failure: "could not begin: see what it says of its workflow",
};

/**
 * What CI made, for one change after the other. Changes that are judged together look at a branch and at a
 * run once, however many of them and of their rules ask.
 */
export function githubCiReports(access: CiAccess, format: ArtifactFormat): () => GithubCiReports {
  const runsOn = remembered(
    ({ name, repository }: RunBranch) => `${repository}:${name}`,
    (branch) => workflowRuns(access.client, access.repository, branch),
  );
  const deliveriesOf = remembered(
    ({ id, attempt }: WorkflowRun) => `${id}.${attempt}`,
    (run, key) => keptDeliveries(key, run, access, format),
  );
  const provenance = remembered(
    (digest: string) => digest,
    (digest) => provenanceOf(access.client, access.repository, digest, access.verify),
  );
  return () => {
    const branches = { head: new Array<RunBranch>(), base: new Array<RunBranch>() };
    return {
      lookOn: (branch) => void branches.head.push(branch),
      lookOnBase: (branch) => void branches.base.push(branch),
      async runs(workflow, side) {
        for (const branch of branches[side]) {
          const found = await runsOn(branch)(workflow);
          if (found.state === "unavailable" || found.value.length > 0) return found;
        }
        return known([]);
      },
      provenance,
      delivered: (run) => {
        const why = whyNothing(run);
        return why === undefined ? deliveriesOf(run) : Promise.resolve(why);
      },
    };
  };
}

function remembered<Asked, Answer>(
  keyOf: (asked: Asked) => string,
  make: (asked: Asked, key: string) => Answer,
): (asked: Asked) => Answer {
  const made = new Map<string, Answer>();
  return (asked) => {
    const key = keyOf(asked);
    const found = made.get(key) ?? make(asked, key);
    made.set(key, found);
    return found;
  };
}

async function keptDeliveries(
  attempt: string,
  run: WorkflowRun,
  access: CiAccess,
  format: ArtifactFormat,
): Promise<Fact<readonly Delivery[]>> {
  const { cache, repository } = access;
  const kept = await cache.delivered(repository.id, attempt, (archives) =>
    openAll(archives, run, repository, format),
  );
  if (kept !== undefined) return kept;
  const read = await readDeliveries(run, access, format);
  const fact = mapFact(read, (each) => each.map(({ delivery }) => delivery));
  // Of what GitHub did not show, or not yet, there may be more another time.
  if (fact.state === "known" || fact.cause === "invalid") {
    const packed = mapFact(read, (each) => each.map(({ archive }) => archive));
    cache.keepDelivered(repository.id, attempt, fact, packed);
  }
  return fact;
}

/** Opens archives that were taken before. */
async function openAll(
  archives: readonly Uint8Array[],
  run: WorkflowRun,
  repository: RepositoryRef,
  format: ArtifactFormat,
): Promise<Fact<readonly Delivery[]>> {
  const deliveries: Delivery[] = [];
  for (const archive of archives) {
    const opened = await format.open(archive, run, repository.id);
    if (opened.state === "unavailable") return opened;
    deliveries.push(opened.value);
  }
  return known(deliveries);
}

interface Taken {
  readonly archive: Uint8Array;
  readonly delivery: Delivery;
}

async function readDeliveries(
  run: WorkflowRun,
  { client, repository }: CiAccess,
  format: ArtifactFormat,
): Promise<Fact<readonly Taken[]>> {
  const artifacts = await evidenceArtifacts(client, repository, run, format.prefix);
  if (artifacts.state === "unavailable") return artifacts;
  const whyReplaced = replacedDeliveries(client, repository, run);
  const taken: Taken[] = [];
  let total = 0;
  for (const artifact of artifacts.value) {
    const bytes = await downloadArtifact(client, repository, artifact);
    if (bytes.state === "unavailable") return bytes;
    const opened = await format.open(bytes.value, run, repository.id);
    if (opened.state === "unavailable") return notTaken(artifact.name, run, opened);
    const job = artifact.name.slice(format.prefix.length);
    const replaced = await whyReplaced(job, opened.value.manifest.runAttempt);
    if (replaced !== undefined) return notTaken(artifact.name, run, replaced);
    total += bytesOf(opened.value);
    if (total > MAX_BYTES) {
      return unavailable("invalid", `the reports of run ${run.id} are more than ${MAX_BYTES} bytes large: deliver only those that rules ask for`); // prettier-ignore
    }
    taken.push({ archive: bytes.value, delivery: opened.value });
  }
  return known(taken);
}

function notTaken(artifact: string, { id }: WorkflowRun, why: Unavailable): Unavailable {
  return { ...why, reason: `artifact ${artifact} of run ${id} is not taken: ${why.reason}` };
}

/** Why a run has nothing to look for. */
function whyNothing({
  id,
  workflow,
  status,
  conclusion = "",
}: WorkflowRun): Unavailable | undefined {
  if (status !== "completed") {
    return unavailable("awaited", `run ${id} of ${workflow} has not ended`);
  }
  const why = CUT_SHORT[conclusion];
  return why === undefined ? undefined : unavailable("missing", `run ${id} of ${workflow} ${why}`);
}

function bytesOf({ manifest }: Delivery): number {
  return manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
}
