import type { PullRequest, Repository, Role } from "./nouns.ts";

const ranks: readonly Role[] = ["none", "read", "triage", "write", "maintain", "admin"];

/** Is `role` at least `wanted`? */
export function roleReaches(role: Role, wanted: Role): boolean {
  return ranks.indexOf(role) >= ranks.indexOf(wanted);
}

/** The higher of two roles: docs "Repository roles for an organization", grants add up. */
export function higherRole(one: Role, other: Role): Role {
  return roleReaches(one, other) ? one : other;
}

/** `owner/name`. */
export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** The pull requests of a repository, oldest first. */
export function pullRequestsOf(repository: Repository): PullRequest[] {
  return [...repository.issues.values()].filter((issue) => issue.kind === "PullRequest");
}
