import type { Fact } from "./fact.ts";

/** What a signature that holds says of an artifact: certified by whoever let the run sign, not by the run. */
export interface Provenance {
  /** The workflow that signed: `acme/ci/.github/workflows/evidence.yml@refs/heads/main`. */
  readonly signer: string;
  /** GitHub's number of the repository that the run was in. */
  readonly repository: number;
  /** The commit that the run was given: of a pull request its merge with base. */
  readonly commit: string;
  readonly run: number;
  readonly attempt: number;
}

/**
 * Checks that a signature is one on an artifact, of the kind that says where it was built. Unavailable as `invalid`
 * where it does not hold, and as `not-visible` where nothing is there to check it with.
 *
 * @param bundle a signature with its certificate, as GitHub keeps it
 * @param digest of the artifact: `sha256:` and 64 hexadecimal digits
 */
export type VerifyBundle = (bundle: unknown, digest: string) => Promise<Fact<Provenance>>;
