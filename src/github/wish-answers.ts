import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import type { CommitAnswer, PageInfo } from "./evaluation-answer.ts";
import { keepNested } from "./keep-nested.ts";
import type { BlobAnswer, EntryTree, SideAnswer } from "./object-answers.ts";
import type { ObjectCache } from "./caches/object-cache.ts";
import { type BranchesAnswer, branchesFact } from "./proposed-branches.ts";
import type { Wish } from "./wishes-query.ts";

/** For whoever has given a seat to a team of another organisation. */
const SEEN = "teams of the organisation that it is installed on";

/** What is said of a wish that GitHub refused. */
export function refusedFact(wish: Wish, message: string): Fact<never> {
  return unavailable("upstream", `${lookedUp(wish)}GitHub: ${message}`);
}

/** Of people it helps to say whom the answer is about. */
function lookedUp(wish: Wish): string {
  return wish.type === "team"
    ? `the team ${wish.organization}/${wish.slug} cannot be looked up by this App, which sees ${SEEN}; `
    : "";
}

/** What GitHub answered to a wish; folders are kept. */
export function grantedFact(
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
