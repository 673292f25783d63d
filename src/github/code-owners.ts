import { CODE_OWNERS_PATHS } from "../core/model/policy.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import type { CodeOwnersAnswer } from "./evaluation-answer.ts";

/** The first CODEOWNERS file that is one. */
export function codeOwnersOf(main: CodeOwnersAnswer | undefined): TreeEntry | undefined {
  const entries = [main?.ownersInGithub, main?.ownersInRoot, main?.ownersInDocs];
  const first = entries.findIndex((entry) => entry?.type === "blob");
  const [path, entry] = [CODE_OWNERS_PATHS[first], entries[first]];
  return path === undefined || !entry ? undefined : { path, type: "blob", id: entry.oid };
}
