import type { EvidenceManifest, WorkflowRun } from "./ci-report.ts";
import type { Fact } from "./fact.ts";
import type { Provenance } from "./provenance.ts";
import type { Origin } from "./trust.ts";

/** What a job delivered, and who signed it. */
export interface SignedDelivery {
  readonly manifest: EvidenceManifest;
  readonly provenance: Fact<readonly Provenance[]>;
}

/**
 * Where reports come from that a run of tier 3 delivered: of tier 4 where a workflow signed every delivery
 * that the policy names, in this very run. What a signature says is compared as it stands, whole.
 *
 * @param signers workflows whose signature counts: `acme/ci/.github/workflows/evidence.yml@refs/heads/main`
 */
export function trustOfSigned(
  origin: Origin,
  run: WorkflowRun,
  deliveries: readonly SignedDelivery[],
  signers: readonly string[],
): Origin {
  const obstacle = deliveries
    .map((delivery) => whyNotSigned(delivery, run, signers))
    .find((each) => each !== undefined);
  if (obstacle !== undefined) return { ...origin, ...obstacle };
  const { from, url } = origin;
  return { tier: 4, from: `${from} and signed by it`, ...(url !== undefined && { url }) };
}

type Obstacle = Required<Pick<Origin, "because">> & Pick<Origin, "mend">;

const LET_SIGN =
  "Let the workflow sign what it delivers, with `attest: true` and the permissions `id-token: write` and `attestations: write`";

function whyNotSigned(
  { manifest, provenance }: SignedDelivery,
  run: WorkflowRun,
  signers: readonly string[],
): Obstacle | undefined {
  if (provenance.state === "unavailable") {
    const { cause, reason } = provenance;
    return { because: reason, ...(cause === "missing" && { mend: LET_SIGN }) };
  }
  const named = provenance.value.filter(({ signer }) => signers.includes(signer));
  const [first] = provenance.value;
  if (named.length === 0) {
    return {
      because: `it is signed by ${first?.signer ?? "nobody"}, which the policy does not name`,
      mend: "Name the workflow that signs under `trusted-signers` in `.mltrl/config.yml`, as its signature has it",
    };
  }
  const faults = named.map((each) => whyOfAnother(each, manifest, run));
  const [fault] = faults;
  return fault === undefined || faults.includes(undefined)
    ? undefined
    : { because: fault, mend: `Let ${run.workflow} run again` };
}

/** Why a signature is of something else than the run that it came with. */
function whyOfAnother(
  { repository, commit, run: id, attempt }: Provenance,
  { repositoryId, headSha, checkedOutSha }: EvidenceManifest,
  run: WorkflowRun,
): string | undefined {
  if (repository !== repositoryId) return signedFor("repository", repository, repositoryId);
  if (id !== run.id) return signedFor("run", id, run.id);
  if (attempt !== run.attempt) return signedFor("attempt", attempt, run.attempt);
  // A run for a pull request is given its merge with base, which the manifest names and the head is a part of.
  return commit === headSha || commit === checkedOutSha
    ? undefined
    : signedFor("commit", commit, headSha);
}

function signedFor(what: string, signed: number | string, is: number | string): string {
  return `its signature is of ${what} ${signed}, and this is ${is}`;
}
