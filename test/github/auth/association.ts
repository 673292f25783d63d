import type { Repository, User } from "../state/nouns.ts";
import { pullRequestsOf } from "../state/repository.ts";

export type Association = "COLLABORATOR" | "CONTRIBUTOR" | "MEMBER" | "NONE" | "OWNER";

/**
 * How an author is shown to stand to a repository. It is no authorisation: a private member of the
 * organisation shows as CONTRIBUTOR or NONE, a collaborator may only read.
 */
export function associationOf(repository: Repository, user: User): Association {
  const { owner } = repository;
  if (owner === user) return "OWNER";
  if (owner.kind === "Organization" && owner.members.get(user)?.public === true) return "MEMBER";
  if (repository.collaborators.has(user)) return "COLLABORATOR";
  const contributed = pullRequestsOf(repository).some(
    (pull) => pull.author === user && pull.merged !== null,
  );
  return contributed ? "CONTRIBUTOR" : "NONE";
}
