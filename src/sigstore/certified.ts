import type { Signer } from "@sigstore/verify";
import type { Provenance } from "../core/model/provenance.ts";

/** What a certificate says beside the name of whom it is for (docs: Fulcio, oid-info). */
const FULCIO = "1.3.6.1.4.1.57264.1";
const COMMIT = `${FULCIO}.13`;
const REPOSITORY = `${FULCIO}.15`;
const RUN = `${FULCIO}.21`;

/**
 * What a certificate that holds says of the run that it was given to, or why it is none of a run.
 *
 * @param webUrl the server whose runs count; a name that only begins like it is another one's
 */
export function certifiedIn({ identity }: Signer, webUrl: string): Provenance | string {
  const claims = new Map(
    (identity?.oids ?? []).map(({ oid, value }) => [oid?.id.join(".") ?? "", textIn(value)]),
  );
  const name = identity?.subjectAlternativeName ?? "";
  if (!name.startsWith(`${webUrl}/`)) {
    return `its certificate is for ${name || "nobody"}, which is no workflow of ${webUrl}`;
  }
  const commit = claims.get(COMMIT);
  const repository = /^\d+$/.exec(claims.get(REPOSITORY) ?? "")?.[0];
  const run = /\/actions\/runs\/(\d+)\/attempts\/(\d+)$/.exec(claims.get(RUN) ?? "");
  if (commit === undefined || repository === undefined || run === null) {
    return "its certificate does not say of which repository, commit and run it is";
  }
  return {
    signer: name.slice(webUrl.length + 1),
    repository: Number(repository),
    commit,
    run: Number(run[1]),
    attempt: Number(run[2]),
  };
}

const UTF8_STRING = 0x0c;
const LONG_FORM = 0x80;

/** A string as certificates hold it (X.690): a tag, the length in one or more bytes, the bytes. */
function textIn(value: Uint8Array): string | undefined {
  const [tag, length = 0] = value;
  if (tag !== UTF8_STRING) return undefined;
  const from = 2 + (length < LONG_FORM ? 0 : length - LONG_FORM);
  return new TextDecoder().decode(value.subarray(from));
}
