import type { Fact } from "../core/model/fact.ts";
import type { Provenance } from "../core/model/provenance.ts";

/** Who signed an artifact. */
export interface ProvenanceVerifier {
  /**
   * What those signatures say of an artifact that hold, in no order. Unavailable as `missing` where there is none,
   * `invalid` where none holds, and `not-visible` where they cannot be read or there is nothing to check them with.
   *
   * @param digest `sha256:` and 64 hexadecimal digits
   */
  provenance(digest: string): Promise<Fact<readonly Provenance[]>>;
}
