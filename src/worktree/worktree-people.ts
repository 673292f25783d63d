import { unavailable } from "../core/model/fact.ts";
import type { People } from "../ports/people.ts";

/** Of people a work tree knows nothing. */
export const worktreePeople: People = {
  members: (team) =>
    Promise.resolve(unavailable("not-visible", `not visible in a work tree: who is in ${team}`)),
  permission: (login) =>
    Promise.resolve(
      unavailable("not-visible", `not visible in a work tree: what ${login} may do here`),
    ),
  writersSince: () =>
    Promise.resolve(
      unavailable("not-visible", "not visible in a work tree: which accounts wrote the content"),
    ),
  commitsBetween: () =>
    Promise.resolve(
      unavailable("not-visible", "not visible in a work tree: which accounts wrote commits"),
    ),
};
