import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import type { MergeGroupRequest } from "../../core/model/merge-group.ts";
import { parseGroupRef } from "../../core/model/merge-group.ts";
import type { CommandRequest } from "../../core/model/request.ts";
import { issueComment, type IssueCommentPayload } from "../../events/issue-comment.ts";
import { mergeGroup, type MergeGroupPayload } from "../../events/merge-group.ts";
import type { Job } from "./job.ts";

/** What the Action does, by the event that began the workflow. */
export type Mode =
  | { readonly type: "pull-request"; readonly pull: Pull }
  | { readonly type: "merge-group"; readonly group: MergeGroupRequest }
  | { readonly type: "branch"; readonly branch: string; readonly commit: string }
  | { readonly type: "command"; readonly request: CommandRequest }
  | { readonly type: "nothing"; readonly because: string };

/** A pull request as the event tells of it; only its number where the workflow was begun by hand. */
export interface Pull {
  readonly number: number;
  readonly told?: PullTold;
}

/** Where a pull request stood when the workflow began. */
export interface PullTold {
  readonly title: string;
  readonly head: string;
  readonly headRef: string;
  readonly baseRef: string;
  readonly base: string;
  readonly fromFork: boolean;
  readonly draft: boolean;
  readonly author: { readonly login: string; readonly bot: boolean };
}

interface PullPayload {
  readonly number: number;
  readonly title: string;
  readonly draft?: boolean;
  readonly user: { readonly login: string; readonly type: string } | null;
  readonly head: PullSide;
  readonly base: PullSide;
}

interface PullSide {
  readonly sha: string;
  readonly ref: string;
  readonly repo: { readonly id: number } | null;
}

/** Events that are about a pull request: each has it in its payload. */
const OF_A_PULL_REQUEST = [
  "pull_request",
  "pull_request_target",
  "pull_request_review",
  "pull_request_review_comment",
];

const EVENTS = [...OF_A_PULL_REQUEST, "merge_group", "push", "schedule", "issue_comment", "workflow_dispatch"]; // prettier-ignore

/** What the event of a job asks for; unavailable where nothing can be judged by it. */
export function modeOf(job: Job): Fact<Mode> {
  const { event, payload, ref, sha } = job;
  if (OF_A_PULL_REQUEST.includes(event)) {
    return pullRequest((payload as { readonly pull_request?: PullPayload }).pull_request);
  }
  switch (event) {
    case "merge_group": {
      const request = mergeGroup(payload as MergeGroupPayload);
      return request?.type === "gate-group" && request.destroyed === undefined
        ? known({ type: "merge-group", group: request })
        : nothing("the merge queue has thrown this group away");
    }
    case "push":
    case "schedule":
      return branchMode(ref, sha);
    case "issue_comment": {
      const request = issueComment(payload as IssueCommentPayload);
      return request?.type === "command"
        ? known({ type: "command", request })
        : nothing("the comment is not a new one of a person with a line that begins with /mltrl");
    }
    case "workflow_dispatch":
      return byHand(job);
    default:
      return unavailable(
        "invalid",
        `expected the workflow to be begun by one of ${EVENTS.join(", ")}; got ${event}. Change \`on:\``,
      );
  }
}

function pullRequest(pull: PullPayload | undefined): Fact<Mode> {
  if (pull === undefined) return unavailable("invalid", "the event names no pull request");
  const { number, title, draft = false, user, head, base } = pull;
  const told: PullTold = {
    title,
    head: head.sha,
    headRef: head.ref,
    baseRef: base.ref,
    base: base.sha,
    fromFork: head.repo?.id !== base.repo?.id,
    draft,
    author: { login: user?.login ?? "ghost", bot: user?.type === "Bot" },
  };
  return known({ type: "pull-request", pull: { number, told } });
}

/** A workflow that is begun by hand may ask for any of the modes, by its inputs. */
function byHand({ payload, ref, sha, repository }: Job): Fact<Mode> {
  const { inputs, sender } = payload as {
    readonly inputs?: Readonly<Record<string, string>> | null;
    readonly sender?: { readonly id: number; readonly login: string; readonly type: string };
  };
  const asked = inputs?.["pull-request"] ?? "";
  const command = inputs?.["command"] ?? "";
  if (asked !== "" && !/^[1-9]\d*$/.test(asked)) {
    return unavailable(
      "invalid",
      `expected the number of a pull request in the workflow's input pull-request; got ${JSON.stringify(asked)}`,
    );
  }
  const number = Number(asked);
  if (command !== "") {
    if (number === 0 || sender === undefined) {
      return unavailable(
        "invalid",
        "the workflow's input command goes with pull-request, the number of the pull request that it is about",
      );
    }
    return known({
      type: "command",
      request: {
        repository,
        number,
        onPullRequest: true,
        actor: { id: sender.id, login: sender.login, bot: sender.type === "Bot" },
        body: command,
      },
    });
  }
  if (number > 0) return known({ type: "pull-request", pull: { number } });
  const group = parseGroupRef(ref);
  if (group !== undefined) {
    return known({
      type: "merge-group",
      group: { repository, headSha: sha, headRef: ref, baseRef: group.branch },
    });
  }
  return branchMode(ref, sha);
}

function branchMode(ref: string, commit: string): Fact<Mode> {
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  if (branch === undefined) {
    return nothing(
      `${ref === "" ? "nothing" : ref} is no branch, and what runs is judged by branches`,
    );
  }
  return /^0+$/.test(commit)
    ? nothing(`the branch ${branch} was deleted`)
    : known({ type: "branch", branch, commit });
}

function nothing(because: string): Fact<Mode> {
  return known({ type: "nothing", because });
}
