import type { Fact } from "../core/model/fact.ts";

/** A person's right in a repository, from least to most. */
export const PERMISSIONS = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What can be asked about people. */
export interface People {
  /** Logins of a team's members, its child teams' included: `acme/product`. */
  members(team: string): Promise<Fact<readonly string[]>>;
  /** What a person may do in the repository, looked up when asked. */
  permission(login: string): Promise<Fact<Permission>>;
}
