import { isMapping } from "@actions/workflow-parser";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import type { PermissionLevel } from "../../github/state/nouns.ts";
import { textOf } from "./parts.ts";

type Permissions = Readonly<Record<string, PermissionLevel>>;

/** What `permissions` knows; REST and webhooks write them with underscores. */
const names = [
  "actions",
  "attestations",
  "checks",
  "contents",
  "deployments",
  "discussions",
  "id-token",
  "issues",
  "packages",
  "pages",
  "pull-requests",
  "repository-projects",
  "security-events",
  "statuses",
];

/** The restricted default of new repositories. */
export const defaultPermissions: Permissions = { contents: "read", packages: "read" };

/** What a `permissions` key grants: what it does not name is none. Undefined where there is no such key. */
export function permissionsOf(token: TemplateToken | undefined): Permissions | undefined {
  if (token === undefined) return undefined;
  if (!isMapping(token)) {
    const level = textOf(token) === "write-all" ? "write" : "read";
    return Object.fromEntries(names.map((name) => [underscored(name), level]));
  }
  const granted = [...token].flatMap(({ key, value }): [string, PermissionLevel][] => {
    const level = textOf(value);
    return level === "read" || level === "write" ? [[underscored(key.toString()), level]] : [];
  });
  return Object.fromEntries(granted);
}

/** A called workflow gets no more than its caller has: "permissions can only be maintained or reduced". */
export function exceeding(wanted: Permissions, most: Permissions): string[] {
  return Object.entries(wanted)
    .filter(
      ([name, level]) => most[name] === undefined || (level === "write" && most[name] === "read"),
    )
    .map(([name, level]) => `${name.replaceAll("_", "-")}: ${level}`);
}

function underscored(name: string): string {
  return name.replaceAll("-", "_");
}
