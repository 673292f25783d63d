import type * as Bundles from "@sigstore/bundle";
import type { Signer } from "@sigstore/verify";
import { messageOf } from "../core/errors.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Provenance, VerifyBundle } from "../core/model/provenance.ts";
import { certifiedIn } from "./certified.ts";
import { statementFault } from "./statement.ts";
import { loadTrust, type Trust } from "./trust.ts";

/** What signatures are checked against. */
export interface VerifierOptions {
  /** The text of a file of trust roots, one a line; undefined where the operator named none. */
  readonly trustRoot: string | undefined;
  /** The server whose runs sign: `https://github.com`. */
  readonly webUrl: string;
}

/** Signatures are rarely asked for and their libraries need not be there: both are loaded once somebody asks. */
export function bundleVerifier({ trustRoot, webUrl }: VerifierOptions): Fact<VerifyBundle> {
  if (trustRoot === undefined) {
    return unavailable("not-visible", "signatures cannot be checked: the App's operator has named no trust root"); // prettier-ignore
  }
  let loaded: Promise<Fact<Trust>> | undefined;
  return known(async (bundle, digest) => {
    loaded ??= loadTrust(trustRoot);
    const trust = await loaded;
    return trust.state === "unavailable" ? trust : verify(bundle, digest, trust.value, webUrl);
  });
}

function verify(
  raw: unknown,
  digest: string,
  { libraries, roots }: Trust,
  webUrl: string,
): Fact<Provenance> {
  let bundle: Bundles.Bundle;
  try {
    bundle = libraries.bundleFromJSON(raw);
  } catch (error) {
    return refused(`it cannot be read: ${messageOf(error)}`);
  }
  if (!libraries.isBundleWithDsseEnvelope(bundle)) return refused("it signs no statement");
  const faults = new Set<string>();
  for (const root of roots) {
    try {
      // Who it was is not asked of the library, which takes a name for a pattern; nor is it to be an unknown issuer.
      const signer = root.verify(libraries.toSignedEntity(bundle), {
        extensions: { issuer: issuerOf(webUrl) },
      });
      return provenanceIn(signer, bundle.content.dsseEnvelope, digest, webUrl);
    } catch (error) {
      faults.add(messageOf(error));
    }
  }
  return refused(`no trust root of the App takes it (${[...faults].join("; ")})`);
}

function provenanceIn(
  signer: Signer,
  { payload, payloadType }: Bundles.Envelope,
  digest: string,
  webUrl: string,
): Fact<Provenance> {
  const fault = statementFault(payload, payloadType, digest);
  if (fault !== undefined) return refused(fault);
  const certified = certifiedIn(signer, webUrl);
  return typeof certified === "string" ? refused(certified) : known(certified);
}

function refused(why: string): Fact<Provenance> {
  return unavailable("invalid", `its signature does not hold: ${why}`);
}

/** Who certifies the identity of a server's runs (docs: actions/reference/security/oidc, and that of each kind of server). */
export function issuerOf(webUrl: string): string {
  const { hostname, origin } = new URL(webUrl);
  if (hostname === "github.com") return "https://token.actions.githubusercontent.com";
  return hostname.endsWith(".ghe.com")
    ? `https://token.actions.${hostname}`
    : `${origin}/_services/token`;
}
