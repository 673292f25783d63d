import { type Unavailable, unavailable } from "../core/model/fact.ts";

/** Why GitHub does not show something of Actions. Errors that pass by themselves are thrown on. */
export function actionsRefusal(error: unknown, what: string): Unavailable {
  const { status } = error as { readonly status?: number };
  if (status === 403) {
    return unavailable("not-visible", `${what} cannot be read: the permission actions: read is missing, and no report of CI counts without it`); // prettier-ignore
  }
  if (status === 404) {
    return unavailable("missing", `${what} cannot be found: deleted, or out of sight`);
  }
  if (status === 410) {
    return unavailable("stale", `${what} has expired: run the workflow again`);
  }
  throw error;
}
