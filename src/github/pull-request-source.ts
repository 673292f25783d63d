import type { Change, CheckRun } from "../core/model/change.ts";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import { DEFAULT_EXISTING_GRACE, graceStart } from "../core/model/grace.ts";
import type { ChangeSource } from "../ports/change-source.ts";
import { changedFilesOf } from "./changed-files.ts";
import { commentsOf } from "./comments.ts";
import { codeOwnersOf } from "./code-owners.ts";
import { contributorsOf } from "./contributors.ts";
import { EVALUATION_QUERY } from "./evaluation-query.ts";
import type {
  EvaluationAnswer,
  PullRequestAnswer,
  RunsAnswer,
  SideAnswer,
} from "./evaluation-answer.ts";
import type { GithubAccess, GithubRepository } from "./github-repository.ts";
import type { GraphqlAnswer } from "./installation-client.ts";
import { organizationFileOf } from "./organization-file.ts";
import { inlineTexts, keepTexts, type RecordSizes, rememberSize } from "./record-texts.ts";
import { askedReviewersOf, reviewsOf } from "./reviews.ts";
import { tagsOf } from "./tags.ts";
import { flattened } from "./tree-entries.ts";

/** A pull request on GitHub, read in one request; what came along is handed to the repository's adapter. */
export function pullRequestSource(
  access: GithubAccess,
  repository: GithubRepository,
  number: number,
  app: number,
  sizes: RecordSizes,
): ChangeSource {
  const { client, cache, repository: ref, organization } = access;
  return {
    async read() {
      const inline = inlineTexts(sizes, ref.id);
      const past = graceStart(new Date().toISOString(), DEFAULT_EXISTING_GRACE);
      const answer = await client.graphql<EvaluationAnswer>(EVALUATION_QUERY, {
        before: past,
        owner: ref.owner,
        name: ref.name,
        number,
        app,
        inline,
      });
      const found = answer.data.repository;
      const pull = found?.pullRequest;
      const head = pull?.head.nodes[0]?.commit;
      const base = pull?.baseRef?.target;
      const main = found?.defaultBranchRef?.target;
      if (!found || !pull || !head || !base || !main) {
        return unavailable("upstream", whyUnreadable(answer, number));
      }
      const policy = organizationFileOf(answer.data, answer.errors, ref, organization.seen);
      for (const side of [main, base, head]) {
        repository.remember(side);
        keepTexts(side, access);
      }
      const stood = base.past?.nodes[0];
      if (base.past) repository.rememberBefore(base.oid, past, stood);
      if (stood) keepTexts(stood, access);
      repository.rememberTags(await tagsOf(client, ref, found.refs));
      rememberSize(sizes, ref.id, head);
      const known = new Set(flattenedIds(head));
      repository.expect(
        [main, base]
          .flatMap(flattenedIds)
          .filter((id) => !known.has(id) && cache.blob(ref.id, id) === undefined),
      );
      const change = await changeOf(
        access,
        number,
        found,
        pull,
        { head, base, main },
        answer.now,
        app,
      );
      return mapFact(change, (read) => ({ ...read, organization: policy }));
    },
  };
}

interface Sides {
  readonly head: SideAnswer & RunsAnswer & { readonly committedDate: string };
  readonly base: SideAnswer;
  readonly main: SideAnswer;
}

async function changeOf(
  { client, repository: ref }: GithubAccess,
  number: number,
  found: NonNullable<EvaluationAnswer["repository"]>,
  pull: PullRequestAnswer,
  { head, base, main }: Sides,
  now: string,
  app: number,
): Promise<Fact<Change>> {
  return known({
    title: pull.title,
    defaultBranch: found.defaultBranchRef?.name ?? "main",
    baseRef: pull.baseRefName,
    headRef: pull.headRefName,
    defaultTip: main.oid,
    baseTip: base.oid,
    head: head.oid,
    headDate: head.committedDate,
    state: pull.state === "OPEN" ? "open" : pull.state === "MERGED" ? "merged" : "closed",
    draft: pull.isDraft,
    fromFork: pull.isCrossRepository,
    archived: found.isArchived,
    author: { login: pull.author?.login ?? "ghost", bot: pull.author?.__typename === "Bot" },
    changedFiles: await changedFilesOf(client, ref, number, pull),
    behindBase: behind(pull, base.oid),
    contributors: contributorsOf(pull),
    reviews: reviewsOf(pull),
    comments: known(commentsOf(pull)),
    askedReviewers: askedReviewersOf(pull),
    codeOwners: known(codeOwnersOf(found.defaultBranchRef?.target)),
    checkRuns: checkRunsOf(head, found.databaseId, app),
    requiredChecks: requiredChecksOf(pull),
    siblings: (head.associatedPullRequests?.nodes ?? [])
      .filter(({ state, headRefOid }) => state === "OPEN" && headRefOid === pull.headRefOid)
      .map(({ number: sibling, isCrossRepository }) => ({
        number: sibling,
        fromFork: isCrossRepository,
      })),
    now,
  });
}

/** The head contains the base tip when the tip is a parent of one of the pull request's own commits. */
function behind({ commits }: PullRequestAnswer, baseTip: string): Fact<boolean> {
  const contains = commits.nodes.some(({ commit }) =>
    commit.parents.nodes.some(({ oid }) => oid === baseTip),
  );
  return known(!contains);
}

/** Only runs of suites of this very repository count: a fork may hold runs of the same commit. */
function checkRunsOf(
  { own, checkSuites }: RunsAnswer,
  repository: number,
  app: number,
): Fact<readonly CheckRun[]> {
  const suites = [...(own?.nodes ?? []), ...(checkSuites?.nodes ?? [])];
  const here = suites.filter((suite) => suite.repository.databaseId === repository);
  const cut =
    (checkSuites?.totalCount ?? 0) > (checkSuites?.nodes.length ?? 0) ||
    here.some(({ checkRuns }) => (checkRuns?.totalCount ?? 0) > (checkRuns?.nodes.length ?? 0));
  const runs = here.flatMap(({ app: owner, checkRuns }) =>
    (checkRuns?.nodes ?? []).map((run): [number, CheckRun] => [
      run.databaseId,
      {
        id: run.databaseId,
        name: run.name,
        app: { id: owner?.databaseId ?? 0, slug: owner?.slug ?? "" },
        status:
          run.status === "COMPLETED"
            ? "completed"
            : run.status === "IN_PROGRESS"
              ? "in_progress"
              : "queued",
        ...(run.conclusion !== null && { conclusion: run.conclusion.toLowerCase() }),
        ...(run.externalId !== null && { externalId: run.externalId }),
        own: owner?.databaseId === app,
      },
    ]),
  );
  return cut
    ? unavailable("upstream", "there are more check runs on this commit than one request shows")
    : known([...new Map(runs).values()]);
}

function requiredChecksOf({ baseRef }: PullRequestAnswer): Change["requiredChecks"] {
  const rules = baseRef?.rules;
  if (!rules) return known([]);
  if (rules.totalCount > rules.nodes.length) {
    return unavailable("upstream", "the base branch has more rules than one request shows");
  }
  return known(
    rules.nodes.flatMap(({ parameters }) =>
      (parameters?.requiredStatusChecks ?? []).map(({ context, integrationId }) => ({
        name: context,
        ...(integrationId !== null && { app: integrationId }),
      })),
    ),
  );
}

function whyUnreadable({ errors }: GraphqlAnswer<unknown>, number: number): string {
  // That there is no repository for a policy of the account says nothing of the pull request.
  const first = errors.find(({ path }) => path?.[0] === undefined || path[0] === "repository");
  return `pull request #${number} cannot be read${first ? `: ${first.message}` : ": it, its base branch or the default branch is gone"}`;
}

function flattenedIds({ records }: SideAnswer): string[] {
  return flattened(records?.object?.entries ?? [], "")
    .filter(({ type }) => type === "blob")
    .map(({ id }) => id);
}
