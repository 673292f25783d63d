import type { Change } from "../core/model/change.ts";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { ChangeSource } from "../ports/change-source.ts";
import { changedFilesOf } from "./changed-files.ts";
import { checkRunsOf } from "./check-runs.ts";
import { commentsOf } from "./comments.ts";
import { codeOwnersOf } from "./code-owners.ts";
import { contributorsOf } from "./contributors.ts";
import type { EvaluationAnswer, PullRequestAnswer, RunsAnswer } from "./evaluation-answer.ts";
import type { SideAnswer } from "./object-answers.ts";
import type { GithubRepository } from "./github-repository.ts";
import type { GithubAccess } from "./github-access.ts";
import type { GraphqlAnswer } from "./installation-client.ts";
import { organizationFileOf } from "./organization-file.ts";
import { requiredChecksOf } from "./required-checks.ts";
import { isAboutChange, type PullRequestReader } from "./pull-request-reader.ts";
import { keepTexts } from "./record-texts.ts";
import { replacedHeadsOf } from "./replaced-heads.ts";
import { askedReviewersOf, reviewsOf } from "./reviews.ts";
import { tagsOf } from "./tags.ts";
import { flattened } from "./tree-entries.ts";

/** A pull request on GitHub; what came along with it is handed to the repository's adapter. */
export function pullRequestSource(
  access: GithubAccess,
  repository: GithubRepository,
  number: number,
  app: number,
  readPullRequest: PullRequestReader,
): ChangeSource {
  const { client, cache, repository: ref, organization, ci } = access;
  return {
    async read() {
      const answer = await readPullRequest({ client, repository: ref, number });
      const past = answer.before;
      const found = answer.data.repository;
      const pull = found?.pullRequest;
      const head = pull?.head.nodes[0]?.commit;
      const main = found?.defaultBranchRef?.target;
      const base = pull?.baseRef?.target;
      // With the merge the base branch may be deleted: then only its last commit is known.
      if (!found || !pull || !head || !main || (base === undefined && pull.state === "OPEN")) {
        return unavailable("upstream", whyUnreadable(answer, number));
      }
      const policy = await organizationFileOf(answer.data, answer.errors, ref, organization.seen);
      const sides = [main, ...(base ? [base] : []), head];
      for (const side of sides) {
        repository.remember(side);
        keepTexts(side, access);
      }
      if (base?.past) repository.rememberBefore(base.oid, past, base.past.nodes[0]);
      repository.rememberTags(await tagsOf(client, ref, found.refs));
      ci.lookOn({ name: pull.headRefName, repository: pull.headRepository?.databaseId });
      ci.lookOnBase({ name: pull.baseRefName, repository: ref.id });
      const known = new Set(flattenedIds(head));
      repository.expect(
        sides
          .flatMap(flattenedIds)
          .filter((id) => !known.has(id) && cache.blob(ref.id, id) === undefined),
      );
      const change = await changeOf(
        access,
        number,
        found,
        pull,
        { head, baseTip: base?.oid ?? pull.baseRefOid, main },
        answer.now,
        app,
      );
      return mapFact(change, (read) => ({ ...read, organization: policy }));
    },
  };
}

interface Sides {
  readonly head: SideAnswer & RunsAnswer & { readonly committedDate: string };
  readonly baseTip: string;
  readonly main: SideAnswer;
}

async function changeOf(
  { client, repository: ref }: GithubAccess,
  number: number,
  found: NonNullable<EvaluationAnswer["repository"]>,
  pull: PullRequestAnswer,
  { head, baseTip, main }: Sides,
  now: string,
  app: number,
): Promise<Fact<Change>> {
  return known({
    title: pull.title,
    defaultBranch: found.defaultBranchRef?.name ?? "main",
    baseRef: pull.baseRefName,
    headRef: pull.headRefName,
    defaultTip: main.oid,
    baseTip,
    head: head.oid,
    headDate: head.committedDate,
    state: pull.state === "OPEN" ? "open" : pull.state === "MERGED" ? "merged" : "closed",
    draft: pull.isDraft,
    fromFork: pull.isCrossRepository,
    archived: found.isArchived,
    author: { login: pull.author?.login ?? "ghost", bot: pull.author?.__typename === "Bot" },
    changedFiles: await changedFilesOf(client, ref, number, pull),
    behindBase: behind(pull, baseTip),
    contributors: contributorsOf(pull),
    reviews: reviewsOf(pull),
    comments: known(commentsOf(pull)),
    replacedHeads: replacedHeadsOf(pull),
    askedReviewers: askedReviewersOf(pull),
    codeOwners: known(codeOwnersOf(found.defaultBranchRef?.target)),
    checkRuns: checkRunsOf(head, found.databaseId, app),
    requiredChecks: requiredChecksOf(pull.baseRef?.rules),
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

function whyUnreadable({ errors }: GraphqlAnswer<unknown>, number: number): string {
  const first = errors.find(isAboutChange);
  return `pull request #${number} cannot be read${first ? `: ${first.message}` : ": it, its base branch or the default branch is gone"}`;
}

function flattenedIds({ records }: SideAnswer): string[] {
  return flattened(records?.object?.entries ?? [], "")
    .filter(({ type }) => type === "blob")
    .map(({ id }) => id);
}
