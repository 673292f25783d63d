import DataLoader from "dataloader";
import type { RepositoryRef } from "../core/model/change.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import type { CommitAnswer, PageInfo } from "./evaluation-answer.ts";
import type { BlobAnswer, EntryAnswer, EntryTree, SideAnswer } from "./object-answers.ts";
import type { InstallationClient } from "./installation-client.ts";
import type { ObjectCache } from "./object-cache.ts";
import { type BranchesAnswer, branchesFact } from "./proposed-branches.ts";
import { treeEntry } from "./tree-entries.ts";
import { documentFor, variablesFor, type Wish } from "./wishes-query.ts";

export type ObjectLoader = DataLoader<Wish, Fact<unknown>, string>;

/** GitHub refuses queries that take longer than ten seconds; so many objects stay well below. */
export const MOST_WISHES = 100;

/** Collects wishes of one moment into one aliased query. */
export function createObjectLoader(
  client: InstallationClient,
  repository: RepositoryRef,
  cache: ObjectCache,
): ObjectLoader {
  return objectLoader((wishes) => readWishes(wishes, client, repository, cache));
}

/** Asks for each wish once; `read` gives the answers in the order of the wishes. */
export function objectLoader(
  read: (wishes: readonly Wish[]) => Promise<readonly Fact<unknown>[]>,
): ObjectLoader {
  return new DataLoader(read, { maxBatchSize: MOST_WISHES, cacheKeyFn: keyOfWish });
}

export function keyOfWish(wish: Wish): string {
  return JSON.stringify(wish);
}

/** Reads what is wished for in one request. */
export async function readWishes(
  wishes: readonly Wish[],
  client: InstallationClient,
  repository: Pick<RepositoryRef, "id" | "owner" | "name">,
  cache: ObjectCache,
): Promise<readonly Fact<unknown>[]> {
  const { data, errors } = await client.graphql<Record<string, unknown>>(
    documentFor(wishes),
    variablesFor(wishes, repository),
  );
  const inRepository = (data["repository"] ?? {}) as Record<string, unknown>;
  return wishes.map((wish, i) => {
    const answer = wish.type === "team" ? data[`w${i}`] : inRepository[`w${i}`];
    const refused = errors.find(
      ({ path }) => path?.includes(`w${i}`) || !path?.some((each) => isAlias(each)),
    );
    if (refused) return unavailable("upstream", `${lookedUp(wish)}GitHub: ${refused.message}`);
    return granted(wish, answer, repository.id, cache);
  });
}

/** For whoever has given a seat to a team of another organisation. */
const SEEN = "teams of the organisation that it is installed on";

/** Of people it helps to say whom the answer is about. */
function lookedUp(wish: Wish): string {
  return wish.type === "team"
    ? `the team ${wish.organization}/${wish.slug} cannot be looked up by this App, which sees ${SEEN}; `
    : "";
}

/** An error that names no wish is about all of them. */
function isAlias(part: string | number): boolean {
  return /^w\d+$/.test(String(part));
}

function granted(
  wish: Wish,
  answer: unknown,
  repository: number,
  cache: ObjectCache,
): Fact<unknown> {
  switch (wish.type) {
    case "blob":
      return answer === null || answer === undefined
        ? unavailable("missing", `there is no object ${wish.id}`)
        : known(answer as BlobAnswer);
    case "tree":
      return treeFact(wish.id, answer as EntryTree | null, repository, cache);
    case "commit":
      return answer === null || answer === undefined
        ? unavailable("missing", `there is no commit ${wish.id}`)
        : known(sideOf(answer as Partial<SideAnswer>, wish.id));
    case "commit-before":
      return beforeFact(wish.id, answer as HistoryAnswer | null | undefined);
    case "team":
      return teamFact(wish, answer as TeamAnswer | null);
    case "last-change":
      return lastChangeFact(wish, answer as HistoryOf<{ readonly oid: string }>);
    case "writers":
      return historyFact(wish.id, answer as HistoryOf<WriterAnswer>);
    case "permission":
      return permissionFact(wish.login, answer as CollaboratorsAnswer | null | undefined);
    case "branches":
      return branchesFact(wish.prefix, answer as BranchesAnswer | null | undefined);
    case "repository-node":
      return known(answer);
  }
}

/** A revision may be a tree, of which nothing came along. */
function sideOf({ oid, tree, config = null, records = null }: Partial<SideAnswer>, id: string) {
  return { oid: oid ?? id, tree: tree ?? { oid: id, entries: null }, config, records };
}

interface HistoryAnswer {
  readonly history?: { readonly nodes: readonly Partial<SideAnswer>[] };
}

/** The commit that a history began with at the time; undefined where there was none yet. */
function beforeFact(
  tip: string,
  answer: HistoryAnswer | null | undefined,
): Fact<SideAnswer | undefined> {
  if (!answer?.history) return unavailable("missing", `there is no commit ${tip}`);
  const [side] = answer.history.nodes;
  return known(side && sideOf(side, side.oid ?? tip));
}

/** Commits that touched something, the latest first; of very many not all are there. */
export interface PathHistory<Commit> {
  readonly totalCount?: number;
  readonly nodes: readonly Commit[];
}

/** A commit with who wrote it. */
export type WriterAnswer = { readonly oid: string; readonly messageHeadline: string } & Pick<
  CommitAnswer,
  "authors" | "signature"
>;

type HistoryOf<Commit> = { readonly history?: PathHistory<Commit> } | null | undefined;

function historyFact<Commit>(tip: string, answer: HistoryOf<Commit>): Fact<PathHistory<Commit>> {
  return answer?.history
    ? known(answer.history)
    : unavailable("missing", `there is no commit ${tip}`);
}

/** The commit that last touched a file. */
function lastChangeFact(
  { id, path }: { readonly id: string; readonly path: string },
  answer: HistoryOf<{ readonly oid: string }>,
): Fact<string> {
  const history = historyFact(id, answer);
  if (history.state === "unavailable") return history;
  const oid = history.value.nodes[0]?.oid;
  return oid === undefined
    ? unavailable("missing", `no commit of ${id.slice(0, 7)} touched ${path}`)
    : known(oid);
}

function treeFact(
  id: string,
  answer: EntryTree | null,
  repository: number,
  cache: ObjectCache,
): Fact<readonly TreeEntry[]> {
  if (!answer?.entries) return unavailable("missing", `there is no folder ${id}`);
  return known(keepNested(id, answer.entries, repository, cache));
}

/** Keeps a folder and every folder that came with it. */
export function keepNested(
  id: string,
  entries: readonly EntryAnswer[],
  repository: number,
  cache: ObjectCache,
): readonly TreeEntry[] {
  for (const entry of entries) {
    if (entry.object?.entries) keepNested(entry.oid, entry.object.entries, repository, cache);
  }
  const own = entries.map((entry) => treeEntry(entry, ""));
  cache.keepTree(repository, id, own);
  return own;
}

interface TeamAnswer {
  readonly team: {
    readonly members: {
      readonly pageInfo: PageInfo;
      readonly nodes: readonly { readonly login: string }[];
    };
  } | null;
}

/** Some members of a team, and where the next ones begin. */
export interface TeamPage {
  readonly logins: readonly string[];
  readonly next: string | null;
}

function teamFact(
  { organization, slug }: Extract<Wish, { type: "team" }>,
  answer: TeamAnswer | null,
): Fact<TeamPage> {
  const members = answer?.team?.members;
  if (!members) {
    return unavailable(
      "upstream",
      `the team ${organization}/${slug} does not exist or is not visible to this App, which sees ${SEEN}`,
    );
  }
  const { pageInfo, nodes } = members;
  return known({
    logins: nodes.map(({ login }) => login),
    next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  });
}

interface CollaboratorsAnswer {
  readonly edges: readonly {
    readonly permission: string;
    readonly node: { readonly login: string };
  }[];
}

function permissionFact(
  login: string,
  answer: CollaboratorsAnswer | null | undefined,
): Fact<string> {
  if (!answer) return unavailable("upstream", "this App may not see who can do what here");
  const edge = answer.edges.find(({ node }) => node.login.toLowerCase() === login.toLowerCase());
  return known(edge?.permission.toLowerCase() ?? "none");
}
