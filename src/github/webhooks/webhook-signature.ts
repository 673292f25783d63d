import { createHmac, timingSafeEqual } from "node:crypto";

const signature = /^sha256=[0-9a-f]{64}$/;

/** Was the body signed with one of the secrets? Tells nothing by the time it takes. */
export function isSignedWith(
  secrets: readonly string[],
  body: Uint8Array,
  header: string,
): boolean {
  if (!isSignature(header)) return false;
  const given = Buffer.from(header.slice("sha256=".length), "hex");
  return secrets
    .map((secret) => timingSafeEqual(createHmac("sha256", secret).update(body).digest(), given))
    .includes(true);
}

/** Has the header the form of a signature? */
export function isSignature(header: string | undefined): header is string {
  return header !== undefined && signature.test(header);
}

/** Throws unless webhooks can be verified. Probot would take "development", which everybody knows. */
export function requireSecrets(secrets: readonly string[]): void {
  if (secrets.length === 0)
    throw new Error("a webhook secret is needed: without one anybody could forge webhooks");
  if (secrets.length > 2) throw new Error("there can be two webhook secrets: the old and the new");
  if (secrets.some((secret) => secret.trim() === "" || secret === "development"))
    throw new Error("a webhook secret must not be empty and not be `development`");
}
