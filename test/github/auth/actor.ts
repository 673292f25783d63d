import type { App, Installation, Permissions, Repository, User } from "../state/nouns.ts";

/** Who makes a request. */
export type Actor =
  | { readonly type: "anonymous" }
  | { readonly type: "user"; readonly user: User }
  | { readonly type: "app"; readonly app: App }
  | {
      readonly type: "installation";
      readonly installation: Installation;
      readonly permissions: Permissions;
      readonly repositories: ReadonlySet<Repository> | undefined;
    };

/** The account that is shown as having acted; an App acts as its bot. */
export function actingUser(actor: Actor): User | undefined {
  if (actor.type === "user") return actor.user;
  if (actor.type === "installation") return actor.installation.app.bot;
  return actor.type === "app" ? actor.app.bot : undefined;
}

/** The App behind a request, null for people. */
export function actingApp(actor: Actor): App | null {
  if (actor.type === "installation") return actor.installation.app;
  return actor.type === "app" ? actor.app : null;
}
