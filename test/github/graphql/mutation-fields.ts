import { ApiError } from "../api-error.ts";
import { demand, type Need } from "../auth/access.ts";
import type { PathChange } from "../git/write-commit.ts";
import { isRefName } from "../git/refs.ts";
import { react } from "../operations/comments.ts";
import { commitFiles } from "../operations/commit-files.ts";
import { enqueue } from "../operations/merge-queue.ts";
import { openPullRequest } from "../operations/open-pull-request.ts";
import { moveRef } from "../operations/ref-changes.ts";
import { dismissReview } from "../operations/reviews.ts";
import { setDraft } from "../operations/update-pull-request.ts";
import { withLock } from "../state/lock.ts";
import type { PullRequest, ReactionContent, Repository } from "../state/nouns.ts";
import { findRepository, type Node } from "../state/world.ts";
import { createRun, updateRun } from "./check-mutations.ts";
import {
  type Arguments,
  asMutation,
  type Context,
  type Fields,
  senderIn,
  typedError,
  unresolvable,
} from "./context.ts";
import { gitNode, refNode } from "./git-nodes.ts";

const pulls = { permission: "pull_requests", level: "write" } as const;
const contents = { permission: "contents", level: "write" } as const;
/** Whoever can read may comment and react. */
const comments = {
  permission: "issues",
  level: "write",
  or: ["pull_requests"],
  role: "read",
} as const;

/** Reactions by the names that GraphQL has for them. */
const REACTIONS: Readonly<Record<string, ReactionContent>> = {
  THUMBS_UP: "+1",
  THUMBS_DOWN: "-1",
  LAUGH: "laugh",
  CONFUSED: "confused",
  HEART: "heart",
  HOORAY: "hooray",
  ROCKET: "rocket",
  EYES: "eyes",
};

type Input = Arguments & { readonly clientMutationId?: string };

/** A mutation: its input taken out, its refusals told as errors, the client's id handed back. */
function mutation(
  run: (input: Input, context: Context) => object | Promise<object>,
): Fields<unknown>[string] {
  return async (_, given, context) => {
    const input = (given["input"] ?? {}) as Input;
    const result = await asMutation(() => run(input, context));
    return { clientMutationId: input.clientMutationId ?? null, ...result };
  };
}

export const mutationFields: Fields<unknown> = {
  createCheckRun: mutation(async (input, context) => ({
    checkRun: await createRun(context, input),
  })),
  updateCheckRun: mutation(async (input, context) => ({
    checkRun: await updateRun(context, input),
  })),
  addReaction: mutation((input, context) => {
    const comment = nodeOf(context, input["subjectId"], "IssueComment");
    need(context, comment.issue.repository, comments);
    const content = REACTIONS[String(input["content"])];
    if (content === undefined)
      throw typedError("UNSUPPORTED", "The stand-in keeps no such reaction.");
    const { reaction } = react(context.world, comment.reactions, senderIn(context), content);
    return { subject: comment, reaction };
  }),
  createCommitOnBranch: mutation(commitOnBranch),
  createPullRequest: mutation(async (input, context) => {
    const repository = nodeOf(context, input["repositoryId"], "Repository");
    need(context, repository, { ...pulls, role: "read" });
    const headRepository =
      typeof input["headRepositoryId"] === "string"
        ? nodeOf(context, input["headRepositoryId"], "Repository")
        : undefined;
    const pullRequest = await withLock(repository.objects, async () =>
      openPullRequest(context.world, repository, context.actor, senderIn(context), {
        title: String(input["title"]),
        body: typeof input["body"] === "string" ? input["body"] : null,
        base: String(input["baseRefName"]).replace(/^refs\/heads\//, ""),
        head: String(input["headRefName"]).replace(/^refs\/heads\//, ""),
        ...(headRepository === undefined ? {} : { headRepository }),
        draft: input["draft"] === true,
        maintainerCanModify: input["maintainerCanModify"] !== false,
      }),
    );
    return { pullRequest };
  }),
  createRef: mutation(async (input, context) => {
    const repository = nodeOf(context, input["repositoryId"], "Repository");
    need(context, repository, contents);
    const name = String(input["name"]);
    const oid = String(input["oid"]);
    if (!isRefName(name)) throw new ApiError(422, `${name} is not a valid ref name.`);
    await withLock(repository.objects, async () => {
      if (repository.refs.has(name))
        throw new ApiError(422, `A ref named "${name}" already exists in the repository.`);
      if ((await repository.objects.read(oid)) === undefined)
        throw new ApiError(422, "Object does not exist");
      await moveRef(context.world, repository, context.actor, name, oid);
    });
    return { ref: refNode(repository, name) };
  }),
  enqueuePullRequest: mutation(async (input, context) => {
    const pull = nodeOf(context, input["pullRequestId"], "PullRequest");
    const { repository } = pull;
    need(context, repository, contents);
    const mergeQueueEntry = await withLock(repository.objects, async () =>
      enqueue(context.world, pull, context.actor, senderIn(context)),
    );
    return { mergeQueueEntry };
  }),
  convertPullRequestToDraft: mutation(async (input, context) => draft(input, context, true)),
  markPullRequestReadyForReview: mutation(async (input, context) => draft(input, context, false)),
  dismissPullRequestReview: mutation((input, context) => {
    const review = nodeOf(context, input["pullRequestReviewId"], "PullRequestReview");
    need(context, review.pull.repository, pulls);
    const message = String(input["message"]);
    dismissReview(context.world, review, { actor: senderIn(context), message, commit: null });
    return { pullRequestReview: review };
  }),
};

/** The noun behind a global id, if it is of the kind asked for. */
function nodeOf<K extends Node["kind"]>(
  context: Context,
  id: unknown,
  kind: K,
): Extract<Node, { kind: K }> {
  const found = context.world.nodes.get(String(id));
  if (found?.kind === kind) return found as Extract<Node, { kind: K }>;
  throw unresolvable(`Could not resolve to a node with the global id of '${String(id)}'`);
}

function need(context: Context, repository: Repository, what: Need): void {
  demand(context.actor, repository, what);
}

async function draft(
  input: Input,
  context: Context,
  value: boolean,
): Promise<{ pullRequest: PullRequest }> {
  const pull = nodeOf(context, input["pullRequestId"], "PullRequest");
  need(context, pull.repository, pulls);
  await setDraft(context.world, pull, senderIn(context), value);
  return { pullRequest: pull };
}

type FileChanges = {
  readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null;
  readonly deletions?: readonly { readonly path: string }[] | null;
};

/** Commits in GitHub's name, signed, and only onto the head that the caller knows. */
async function commitOnBranch(input: Input, context: Context): Promise<object> {
  const { repository, branch } = branchOf(context, input["branch"] as Arguments);
  need(context, repository, contents);
  const changes = (input["fileChanges"] ?? {}) as FileChanges;
  const message = input["message"] as { headline: string; body?: string | null };
  return withLock(repository.objects, async () => {
    const ref = `refs/heads/${branch}`;
    const tip = repository.refs.get(ref);
    if (tip === undefined) throw unresolvable(`Branch not found: ${branch}`);
    if (tip !== input["expectedHeadOid"]) {
      throw typedError(
        "STALE_DATA",
        `Expected branch to point to "${String(input["expectedHeadOid"])}" but it did not. Pull and try again.`,
      );
    }
    const paths = new Map<string, PathChange>();
    for (const { path, contents: encoded } of changes.additions ?? []) {
      paths.set(path, {
        oid: repository.objects.write("blob", Buffer.from(encoded, "base64")),
        mode: "100644",
      });
    }
    for (const { path } of changes.deletions ?? []) paths.set(path, null);
    const body = message.body ?? "";
    const oid = await commitFiles(context.world, repository, context.actor, {
      branch,
      message: body === "" ? message.headline : `${message.headline}\n\n${body}`,
      changes: paths,
    });
    return {
      commit: await gitNode(repository, repository.objects.read(oid)),
      ref: refNode(repository, ref),
    };
  });
}

function branchOf(context: Context, input: Arguments): { repository: Repository; branch: string } {
  const { id, repositoryNameWithOwner, branchName } = input;
  if (typeof id === "string") {
    // Ref:<repository id>:<full name>, as `Ref.id` hands it out
    const [, repositoryId, ref = ""] = Buffer.from(id.split("_").at(-1) ?? "", "base64url")
      .toString()
      .split(":");
    const repository = context.world.repositoriesById.get(Number(repositoryId));
    if (repository === undefined)
      throw unresolvable(`Could not resolve to a node with the global id of '${id}'`);
    return { repository, branch: ref.replace(/^refs\/heads\//, "") };
  }
  const [owner = "", name = ""] = String(repositoryNameWithOwner).split("/");
  const repository = findRepository(context.world, owner, name);
  if (repository === undefined)
    throw unresolvable(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
  return { repository, branch: String(branchName).replace(/^refs\/heads\//, "") };
}
