import type { Contributors } from "../core/model/change.ts";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { People, Permission } from "../ports/people.ts";
import { writersOf } from "./contributors.ts";
import type { ObjectLoader } from "./object-loader.ts";
import type { PathHistory, TeamPage, WriterAnswer } from "./wish-answers.ts";

/** People of a repository and of its organisation, asked together with whatever else is asked for. */
export function githubPeople(loader: ObjectLoader): People {
  const history = (id: string, path: string) =>
    loader.load({ type: "writers", id, path }) as Promise<Fact<PathHistory<WriterAnswer>>>;
  return {
    members: (team) => membersOf(loader, team),
    permission: (login) => loader.load({ type: "permission", login }) as Promise<Fact<Permission>>,
    async commitsBetween(without, tip, path) {
      const [now, before] = await Promise.all([history(tip, path), history(without, path)]);
      return mapFact(addedTo(now, before), (commits) =>
        commits.map((commit) => ({
          headline: commit.messageHeadline,
          logins: writersOf([commit]).logins,
        })),
      );
    },
    async writersSince(tip, file, folders) {
      const [start, ...now] = await Promise.all([
        file === undefined ? known(undefined) : lastChange(loader, tip, file),
        ...folders.map((folder) => history(tip, folder)),
      ]);
      if (start.state === "unavailable") return start;
      const since = start.value;
      const before = await Promise.all(
        since === undefined ? [] : folders.map((folder) => history(since, folder)),
      );
      const written: WriterAnswer[] = [];
      for (const [i, later] of now.entries()) {
        const added = addedTo(later, before[i] ?? known({ totalCount: 0, nodes: [] }));
        if (added.state === "unavailable") return added;
        written.push(...added.value);
      }
      return writersFact(written);
    },
  };
}

/** A team above this size seats nobody in particular; it would cost more requests than a verdict. */
const MOST_PAGES = 10;

/** Members page by page, of which most teams have one; pages of several teams share their requests. */
async function membersOf(loader: ObjectLoader, team: string): Promise<Fact<readonly string[]>> {
  const [organization = "", slug = ""] = team.split("/");
  const logins: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const wish = { type: "team", organization, slug, after } as const;
    const read = (await loader.load(wish)) as Fact<TeamPage>;
    if (read.state === "unavailable") return read;
    logins.push(...read.value.logins);
    after = read.value.next;
    if (after === null) return known(logins);
  }
  return unavailable(
    "upstream",
    `the team ${team} has more than ${MOST_PAGES * 100} members, which is as many as are read: give the role to a smaller team`,
  );
}

function lastChange(loader: ObjectLoader, id: string, path: string): Promise<Fact<string>> {
  return loader.load({ type: "last-change", id, path }) as Promise<Fact<string>>;
}

/** Commits of one history that are not in an earlier one. Both tell only the latest hundred. */
function addedTo(
  later: Fact<PathHistory<WriterAnswer>>,
  earlier: Fact<PathHistory<WriterAnswer>>,
): Fact<readonly WriterAnswer[]> {
  if (later.state === "unavailable") return later;
  if (earlier.state === "unavailable") return earlier;
  const old = new Set(earlier.value.nodes.map(({ oid }) => oid));
  const added = later.value.nodes.filter(({ oid }) => !old.has(oid));
  const { totalCount: now = 0 } = later.value;
  const { totalCount: then = 0 } = earlier.value;
  const seesAll = now <= later.value.nodes.length || added.length === now - then;
  return seesAll
    ? known(added)
    : unavailable("upstream", `${now - then} commits came since, more than can be read`);
}

function writersFact(commits: readonly WriterAnswer[]): Fact<Contributors> {
  return commits.some(({ authors }) => authors.totalCount > authors.nodes.length)
    ? unavailable("upstream", "a commit has more authors than one request shows")
    : known(writersOf(commits));
}
