import { UpstreamError } from "../core/errors.ts";
import { DEFAULT_EXISTING_GRACE, graceStart } from "../core/model/grace.ts";
import type { RepositoryRef } from "../core/model/change.ts";
import type { EvaluationAnswer, PullRequestAnswer } from "./evaluation-answer.ts";
import { evaluationQuery } from "./evaluation-query.ts";
import type { ExpectedReads } from "./expected-reads.ts";
import { gather } from "./gather.ts";
import type { GraphqlAnswer, GraphqlError, InstallationClient } from "./installation-client.ts";
import { inlineTexts, type RecordSizes, rememberSize } from "./record-texts.ts";
import { createSeenCounts, LONGEST_PAGE } from "./seen-counts.ts";

/** A pull request to be read. */
export interface WantedPullRequest {
  readonly client: InstallationClient;
  readonly repository: RepositoryRef;
  readonly number: number;
}

/** What GitHub answered about one pull request. */
export interface ReadPullRequest extends GraphqlAnswer<EvaluationAnswer> {
  /** The instant from which the base branch came along as well. */
  readonly before: string;
}

/**
 * Reads pull requests; those of one repository that are wanted at about the same time share a request.
 */
export type PullRequestReader = (wanted: WantedPullRequest) => Promise<ReadPullRequest>;

/** GitHub gives up on a query after ten seconds; so many pull requests stay well below. */
const MOST_TOGETHER = 20;

/**
 * @param sizes how large `.mltrl` is in repositories
 * @param expected which others are about to be read
 */
export function createPullRequestReader(
  sizes: RecordSizes,
  expected: Pick<ExpectedReads, "arrived" | "hasMore">,
): PullRequestReader {
  const seen = createSeenCounts();

  const send = async (wanted: readonly WantedPullRequest[]): Promise<ReadPullRequest[]> => {
    const [first] = wanted;
    if (first === undefined) return [];
    const { client, repository } = first;
    const { owner, name, id } = repository;
    const before = graceStart(new Date().toISOString(), DEFAULT_EXISTING_GRACE);
    const pages = seen.pages(id, wanted.map(keyOf));
    const own = wanted.flatMap((each, i): [string, number][] => [
      [`n${i}`, each.number],
      [`c${i}`, pages.commits[i] ?? LONGEST_PAGE],
    ]);
    const answer = await client.anew().graphql<SharedAnswer>(evaluationQuery(wanted.length), {
      before,
      owner,
      name,
      suites: pages.suites,
      inline: inlineTexts(sizes, id, wanted.length),
      ...Object.fromEntries(own),
    });
    refuseInPart(answer);
    return wanted.map((_, i) => ({ ...ownAnswer(answer, i), before }));
  };

  const read = gather<WantedPullRequest, ReadPullRequest>({
    laneOf: ({ client: { priority }, repository: { installation, owner, name } }) =>
      `${installation} ${owner}/${name} ${priority}`,
    keyOf,
    callerOf: keyOf,
    // What is urgent waits for nobody.
    hasMore: ({ client, repository }) =>
      client.priority === "usual" && expected.hasMore(repository.id),
    send,
    most: MOST_TOGETHER,
  });

  /** Takes in how much there was; whether more of it can be had. */
  const isCut = (wanted: WantedPullRequest, { data }: ReadPullRequest): boolean => {
    const { repository } = wanted;
    const pull = data.repository?.pullRequest;
    const head = pull?.head.nodes[0]?.commit;
    if (!pull || !head) return false;
    rememberSize(sizes, repository.id, head);
    seen.sawCommits(keyOf(wanted), pull.commits.totalCount);
    seen.sawSuites(repository.id, head.checkSuites?.totalCount ?? 0);
    return [pull.commits, head.checkSuites].some(
      (page) => page && page.nodes.length < Math.min(page.totalCount, LONGEST_PAGE),
    );
  };

  return async (wanted) => {
    expected.arrived(wanted.repository.id, wanted.number);
    const once = await read(wanted);
    if (!isCut(wanted, once)) return once;
    const again = await read(wanted);
    isCut(wanted, again);
    return again;
  };
}

/** A query that is too much for GitHub is answered in part, and what is missing looks like what is not there. */
function refuseInPart({ errors }: GraphqlAnswer<unknown>): void {
  const limited = errors.find(({ message }) => /resource limits/iu.test(message));
  if (limited) throw new UpstreamError(`GitHub did not answer in full: ${limited.message}`);
}

function keyOf({ repository, number }: WantedPullRequest): string {
  return `${repository.id}#${number}`;
}

/** The same answer with each pull request by its alias. */
type SharedAnswer = Omit<EvaluationAnswer, "repository"> & {
  readonly repository:
    | (Omit<NonNullable<EvaluationAnswer["repository"]>, "pullRequest"> & {
        readonly [alias: `p${number}`]: PullRequestAnswer | null | undefined;
      })
    | null;
};

/** What is said of one pull request, and of all of them. */
function ownAnswer(
  { data, errors, now }: GraphqlAnswer<SharedAnswer>,
  i: number,
): GraphqlAnswer<EvaluationAnswer> {
  const { repository } = data;
  const pullRequest = repository?.[`p${i}`] ?? null;
  return {
    data: { ...data, repository: repository && { ...repository, pullRequest } },
    errors: errors.filter(({ path }) => !isAlias(path?.[1]) || path?.[1] === `p${i}`),
    now,
  };
}

function isAlias(part: string | number | undefined): boolean {
  return /^p\d+$/u.test(String(part));
}

/** That there is no repository for a policy of the account says nothing of the pull request. */
export function isAboutChange({ path }: GraphqlError): boolean {
  return path?.[0] === undefined || path[0] === "repository";
}
