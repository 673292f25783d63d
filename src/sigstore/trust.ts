import type * as Bundles from "@sigstore/bundle";
import type { TrustedRoot } from "@sigstore/protobuf-specs";
import type * as Verification from "@sigstore/verify";
import { type Fact, known, unavailable } from "../core/model/fact.ts";

/** What is used of the libraries, which need not be installed. */
type Libraries = Pick<typeof Bundles, "bundleFromJSON" | "isBundleWithDsseEnvelope"> &
  Pick<typeof Verification, "toSignedEntity">;

/** Whoever may certify signers, and what a signature is checked with. */
export interface Trust {
  readonly libraries: Libraries;
  /** One of each instance of Sigstore that the operator trusts. */
  readonly roots: readonly Verification.Verifier[];
}

/**
 * Takes trust roots from what the operator supplied: never from the network.
 *
 * @param text JSON, one root a line, as `gh attestation trusted-root` writes it
 */
export async function loadTrust(text: string): Promise<Fact<Trust>> {
  const [bundles, verification, specs] = await Promise.all([
    import("@sigstore/bundle"),
    import("@sigstore/verify"),
    import("@sigstore/protobuf-specs"),
  ]).catch(() => []);
  if (bundles === undefined || verification === undefined || specs === undefined) {
    return unavailable("not-visible", "signatures cannot be checked: the App's optional packages for it are not installed"); // prettier-ignore
  }
  try {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const roots = lines.map((line) =>
      verifierOf(specs.TrustedRoot.fromJSON(JSON.parse(line)), verification),
    );
    return roots.length > 0 ? known({ libraries: { ...bundles, ...verification }, roots }) : BROKEN;
  } catch {
    return BROKEN;
  }
}

const BROKEN = unavailable("not-visible", "signatures cannot be checked: the App's trust root cannot be read; expected one root in JSON a line"); // prettier-ignore

/**
 * What an instance offers is asked for: the public one keeps logs of signatures and of certificates; GitHub's own,
 * for private repositories, only stamps the time. Without a time nobody knows whether a certificate was valid.
 */
function verifierOf(
  root: TrustedRoot,
  { toTrustMaterial, Verifier }: typeof Verification,
): Verification.Verifier {
  const { tlogs, ctlogs, certificateAuthorities } = root;
  if (certificateAuthorities.length === 0) throw new TypeError("it names no authority");
  return new Verifier(toTrustMaterial(root), {
    tlogThreshold: tlogs.length > 0 ? 1 : 0,
    ctlogThreshold: ctlogs.length > 0 ? 1 : 0,
    timestampThreshold: 1,
  });
}
