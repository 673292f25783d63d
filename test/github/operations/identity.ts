import type { Identity } from "../git/objects.ts";
import type { User } from "../state/nouns.ts";

/** How an account signs commits made through the API. */
export function identityOf(user: User, date: string): Identity {
  return { name: user.name ?? user.login, email: user.email, date };
}

/** The committer of what GitHub itself writes: merges, edits of files, `createCommitOnBranch`. */
export function webFlow(date: string): Identity {
  return { name: "GitHub", email: "noreply@github.com", date };
}

/** Such commits are signed with GitHub's key; this only looks like it. */
export const webFlowSignature = [
  "-----BEGIN PGP SIGNATURE-----",
  "",
  "c3RhbmQtaW4gZm9yIEdpdEh1Yg==",
  "-----END PGP SIGNATURE-----",
].join("\n");
