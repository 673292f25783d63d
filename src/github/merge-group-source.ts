import type { Change } from "../core/model/change.ts";
import type { RunBranch } from "../core/model/ci-report.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { MergeGroupRequest } from "../core/model/merge-group.ts";
import type { MergeGroupSource } from "../ports/merge-groups.ts";
import { checkRunsOf } from "./check-runs.ts";
import type { GithubRepository } from "./github-repository.ts";
import type { GithubAccess } from "./github-access.ts";
import {
  type GroupCommitAnswer,
  MERGE_GROUP_QUERY,
  type MergeGroupAnswer,
  MORE_COMMITS,
  type MoreCommitsAnswer,
} from "./merge-group-query.ts";
import { groupSteps, reaches } from "./merge-group-steps.ts";
import { organizationFileOf } from "./organization-file.ts";
import { inlineTexts, keepTexts, type RecordSizes, rememberSize } from "./record-texts.ts";
import { requiredChecksOf } from "./required-checks.ts";

/** So many hundred commits below a head are looked through for its base. */
const MAX_PAGES = 10;

const NOBODYS = unavailable(
  "not-visible",
  "a merge group is several pull requests, each with its own",
);

/** A merge group on GitHub, read in one request unless it has more commits than one tells. */
export function mergeGroupSource(
  access: GithubAccess,
  repository: GithubRepository,
  request: MergeGroupRequest,
  app: number,
  sizes: RecordSizes,
): MergeGroupSource {
  const { client, repository: ref, organization, ci } = access;
  const { headRef, baseRef, headSha } = request;
  const where = { owner: ref.owner, name: ref.name };
  const commitsTo = async (
    base: string,
    { history }: NonNullable<NonNullable<MergeGroupAnswer["repository"]>["head"]>,
  ): Promise<readonly GroupCommitAnswer[]> => {
    const commits = [...history.nodes];
    let { pageInfo } = history;
    for (let page = 1; page < MAX_PAGES && pageInfo.hasNextPage; page += 1) {
      if (reaches({ base, head: headSha, commits })) break;
      const asked = { ...where, head: headSha, after: pageInfo.endCursor };
      const { data } = await client.graphql<MoreCommitsAnswer>(MORE_COMMITS, asked);
      const more = data.repository?.head?.history;
      if (more === undefined) break;
      commits.push(...more.nodes);
      ({ pageInfo } = more);
    }
    return commits;
  };
  return {
    async read() {
      const { data, errors, now } = await client.graphql<MergeGroupAnswer>(MERGE_GROUP_QUERY, {
        ...where,
        branch: baseRef,
        ref: `refs/heads/${baseRef}`,
        head: headSha,
        app,
        inline: inlineTexts(sizes, ref.id),
      });
      const found = data.repository;
      const head = found?.head;
      const main = found?.defaultBranchRef;
      const base = found ? baseOf(request, found) : undefined;
      const baseTip = base ?? found?.branch?.target.oid;
      // A branch that is deleted since is still what the commit was pushed to.
      if (!found || !head || !main || baseTip === undefined) {
        const why = errors.find(({ path }) => path?.[0] === undefined || path[0] === "repository");
        return unavailable(
          "upstream",
          `the merge group ${headRef} cannot be read: ${why?.message ?? "its head, its base branch or the default branch is gone"}`,
        );
      }
      for (const side of [main.target, head]) {
        repository.remember(side);
        keepTexts(side, access);
      }
      rememberSize(sizes, ref.id, head);
      ci.lookOn(runBranchOf(request));
      ci.lookOnBase({ name: baseRef, repository: ref.id });
      const entries = found.mergeQueue?.entries.nodes ?? [];
      const commits = base === undefined ? [] : await commitsTo(base, head);
      const steps: Fact<never> | ReturnType<typeof groupSteps> =
        base === undefined
          ? unavailable("upstream", "the merge queue does not know this group any more")
          : groupSteps({ headRef, baseRef, base, head: head.oid, commits, entries });
      const change: Change = {
        title: `Merge group ${headRef}`,
        defaultBranch: main.name,
        baseRef,
        headRef,
        defaultTip: main.target.oid,
        baseTip,
        head: head.oid,
        headDate: head.committedDate,
        state: "open",
        draft: false,
        fromFork: false,
        archived: found.isArchived,
        author: { login: "", bot: true },
        changedFiles: NOBODYS,
        behindBase: known(false),
        contributors: NOBODYS,
        reviews: NOBODYS,
        replacedHeads: NOBODYS,
        askedReviewers: NOBODYS,
        codeOwners: NOBODYS,
        comments: NOBODYS,
        checkRuns: checkRunsOf(head, found.databaseId, app),
        requiredChecks: requiredChecksOf(found.branch?.rules),
        organization: await organizationFileOf(data, errors, ref, organization.seen),
        siblings: [],
        now,
      };
      return known({ change, steps });
    },
  };
}

/** Where runs for a group are: on the branch that the queue made for it, never on one of a fork. */
export function runBranchOf({ headRef, repository }: MergeGroupRequest): RunBranch {
  return { name: headRef.replace(/^refs\/heads\//, ""), repository: repository.id };
}

/**
 * What the group is judged against. A queue that looks at the head of several groups alone merges what lies
 * before it unseen: then everything that the branch does not have yet is judged.
 */
function baseOf(
  { baseSha, headSha }: MergeGroupRequest,
  { branch, mergeQueue }: NonNullable<MergeGroupAnswer["repository"]>,
): string | undefined {
  const strategies = branch?.grouping?.nodes.map(({ parameters }) => parameters?.groupingStrategy);
  if (strategies?.includes("HEADGREEN")) return branch?.target.oid;
  const entry = mergeQueue?.entries.nodes.find(({ headCommit }) => headCommit?.oid === headSha);
  return baseSha ?? entry?.baseCommit?.oid;
}
