import { type Fact, known, unavailable, type Unavailable } from "../core/model/fact.ts";
import type { Provenance, VerifyBundle } from "../core/model/provenance.ts";
import type { InstallationClient } from "./installation-client.ts";

/** What is signed as often as this is signed for another reason than ours. */
const MOST = 30;

/** An attestation as REST tells of it (docs: rest/repos/attestations); only what is read. */
interface AttestationAnswer {
  readonly bundle?: unknown;
}

/**
 * What the signatures on an artifact say that hold. GitHub hands out whatever somebody with the right to write
 * attestations put there, and says so: each is checked here.
 */
export async function provenanceOf(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  digest: string,
  verify: Fact<VerifyBundle>,
): Promise<Fact<readonly Provenance[]>> {
  // What cannot be checked is not worth a request.
  if (verify.state === "unavailable") return verify;
  const kept = await attestationsOf(client, owner, name, digest);
  if (kept.state === "unavailable") return kept;
  const faults: Unavailable[] = [];
  const holds: Provenance[] = [];
  for (const { bundle } of kept.value) {
    const verified = await verify.value(bundle, digest);
    if (verified.state === "known") holds.push(verified.value);
    else faults.push(verified);
  }
  return holds.length > 0 ? known(holds) : (faults[0] ?? NOTHING_SIGNED);
}

const NOTHING_SIGNED = unavailable("missing", "nothing signed comes with it");

async function attestationsOf(
  client: InstallationClient,
  owner: string,
  repo: string,
  digest: string,
): Promise<Fact<readonly AttestationAnswer[]>> {
  try {
    const { attestations } = await client.rest<{
      readonly attestations?: readonly AttestationAnswer[];
    }>("GET /repos/{owner}/{repo}/attestations/{subject_digest}", {
      owner,
      repo,
      subject_digest: digest,
      predicate_type: "provenance",
      per_page: MOST,
    });
    return known(attestations ?? []);
  } catch (error) {
    const { status } = error as { readonly status?: number };
    if (status === 404) return NOTHING_SIGNED;
    if (status !== 403) throw error;
    return unavailable("not-visible", "who signed it cannot be read: the App lacks the permission attestations: read"); // prettier-ignore
  }
}
