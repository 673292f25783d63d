import { ApiError } from "../api-error.ts";
import { type Actor, actingUser } from "../auth/actor.ts";
import { divergence } from "../git/commit-graph.ts";
import { cherryPick, mergeTrees } from "../git/merge-trees.ts";
import { writeRef } from "../git/refs.ts";
import { writeCommit } from "../git/write-commit.ts";
import { activeRules, rulesOfType } from "../rules/active-rules.ts";
import { mergeBox } from "../rules/merge-box.ts";
import type { PullRequest, User } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { identityOf, webFlow, webFlowSignature } from "./identity.ts";
import { markMerged } from "./pull-request-follow.ts";
import { afterRefChange } from "./ref-changes.ts";

export type MergeRequest = {
  readonly method: "merge" | "squash" | "rebase";
  readonly title: string | undefined;
  readonly message: string | undefined;
  /** Refuse unless this is still the head. */
  readonly sha: string | undefined;
};

/** Merges a pull request, or throws 405/409 as page "REST API endpoints for pull requests" says. */
export async function mergePullRequest(
  world: World,
  pull: PullRequest,
  actor: Actor,
  request: MergeRequest,
): Promise<string> {
  const { repository } = pull;
  const by = actingUser(actor);
  const ref = `refs/heads/${pull.base.ref}`;
  const base = repository.refs.get(ref);
  if (by === undefined || base === undefined || pull.state === "closed")
    throw new ApiError(405, "Pull Request is not mergeable");
  if (pull.draft) throw new ApiError(405, "Pull Request is still a draft");
  if (request.sha !== undefined && request.sha !== pull.head.sha) {
    throw new ApiError(409, "Head branch was modified. Review and try the merge again.");
  }
  if (rulesOfType(activeRules(repository, ref), "merge_queue").length > 0)
    throw new ApiError(405, "Changes must be made through the merge queue");
  const { complaints } = await mergeBox(world, pull, actor);
  if (complaints.length > 0) {
    throw new ApiError(405, `Repository rule violations found\n\n${complaints.join("\n\n")}\n\n`);
  }
  const commit = await mergeCommit(world, pull, base, by, request);
  if (commit === null) throw new ApiError(405, "Pull Request is not mergeable");
  pull.base.sha = base;
  const change = writeRef(repository, ref, commit);
  await markMerged(world, pull, commit, by);
  await afterRefChange(world, repository, change, by);
  return commit;
}

/** The commit that a merge of the pull request into a commit of its base makes; null where they conflict. */
export async function mergeCommit(
  world: World,
  pull: PullRequest,
  base: string,
  by: User,
  request: MergeRequest,
): Promise<string | null> {
  if (request.method === "rebase") return rebase(world, pull, base);
  const { objects } = pull.repository;
  const tree = await mergeTrees(objects, base, pull.head.sha);
  if (tree === null) return null;
  const squash = request.method === "squash";
  const label = `${pull.head.repository.owner.login}/${pull.head.ref}`;
  const title =
    request.title ??
    (squash
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${label}`);
  const text = request.message ?? (squash ? (pull.body ?? "") : pull.title);
  const date = world.clock.iso();
  return writeCommit(objects, {
    tree,
    parents: squash ? [base] : [base, pull.head.sha],
    author: identityOf(squash ? pull.author : by, date),
    committer: webFlow(date),
    message: text === "" ? title : `${title}\n\n${text}`,
    signature: webFlowSignature,
  });
}

async function rebase(world: World, pull: PullRequest, base: string): Promise<string | null> {
  const { objects } = pull.repository;
  let onto = base;
  for (const commit of (await divergence(objects, base, pull.head.sha)).ahead) {
    if (commit.parents.length > 1) continue; // a rebase leaves merges out
    const tree = await cherryPick(objects, onto, commit);
    if (tree === null) return null;
    const committer = webFlow(world.clock.iso());
    onto = writeCommit(objects, { ...commit, tree, parents: [onto], committer, signature: null });
  }
  return onto;
}
