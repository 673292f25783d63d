import type { Contributors } from "../../src/core/model/change.ts";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { People, Permission } from "../../src/ports/people.ts";

export interface FakePeople {
  /** Logins by team. */
  readonly teams?: Readonly<Record<string, readonly string[]>>;
  /** Rights by login; everybody else may read. */
  readonly permissions?: Readonly<Record<string, Permission>>;
  /** Who wrote what stands on the base branch. */
  readonly writers?: Fact<Contributors>;
}

/** People by value. A team that nobody described is not visible. */
export function fakePeople({
  teams = {},
  permissions = {},
  writers = known({ logins: [], unlinked: [] }),
}: FakePeople = {}): People {
  return {
    members: (team) =>
      Promise.resolve(
        Object.hasOwn(teams, team)
          ? known(teams[team] ?? [])
          : unavailable("upstream", `the team ${team} is not visible`),
      ),
    writersSince: () => Promise.resolve(writers),
    permission: (login) => Promise.resolve(known(permissions[login] ?? "read")),
  };
}
