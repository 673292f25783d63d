import type { Contributors } from "../../src/core/model/change.ts";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { People, Permission, WrittenCommit } from "../../src/ports/people.ts";

export interface FakePeople {
  /** Logins by team. */
  readonly teams?: Readonly<Record<string, readonly string[]>>;
  /** Rights by login; everybody else may read. */
  readonly permissions?: Readonly<Record<string, Permission>>;
  /** Who wrote what stands on the base branch. */
  readonly writers?: Fact<Contributors>;
  /** Commits of heads that are gone, by head. */
  readonly replaced?: Readonly<Record<string, readonly WrittenCommit[]>>;
}

/** People by value. A team that nobody described is not visible. */
export function fakePeople({
  teams = {},
  permissions = {},
  writers = known({ logins: [], unlinked: [] }),
  replaced = {},
}: FakePeople = {}): People {
  return {
    members: (team) =>
      Promise.resolve(
        Object.hasOwn(teams, team)
          ? known(teams[team] ?? [])
          : unavailable("upstream", `the team ${team} is not visible`),
      ),
    commitsBetween: (_, tip) =>
      Promise.resolve(
        Object.hasOwn(replaced, tip)
          ? known(replaced[tip] ?? [])
          : unavailable("missing", `there is no commit ${tip}`),
      ),
    writersSince: () => Promise.resolve(writers),
    permission: (login) => Promise.resolve(known(permissions[login] ?? "read")),
  };
}
