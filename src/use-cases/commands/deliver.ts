import type { Change } from "../../core/model/change.ts";
import type { Actor, CommandRequest } from "../../core/model/request.ts";
import { answer, type Answer } from "../../report/answer.ts";
import { prose } from "../../report/escape.ts";
import { noteReply, patchReply } from "../../report/reply.ts";
import { proposalBody, proposalTitle } from "../../report/proposal.ts";
import { unifiedDiff } from "../../report/unified-diff.ts";
import type { EditedFile } from "../simulated-change.ts";
import type { CommandPorts } from "./command.ts";

/** Files that a command writes for people. */
export interface Paperwork {
  /** `Ask for level 3 of nodule-detector`. */
  readonly title: string;
  /** What it does, in words: `asks for level 3 of nodule-detector`. */
  readonly does: string;
  /** What it was made from: it must be committed right after that. */
  readonly change: Change;
  readonly files: readonly EditedFile[];
  /** The branch that it gets where it has a pull request of its own. */
  readonly branch: string;
  /** Why somebody has to commit it themselves, whatever we may. */
  readonly byHand?: string;
}

/** Where paperwork went, or what there is to say instead. */
export type Delivery =
  | { readonly outcome: "committed"; readonly commit: string; readonly pullRequest?: number }
  | { readonly outcome: "answered"; readonly answer: Answer };

/**
 * Commits paperwork to the branch of a pull request, or opens a pull request for it on an issue. Where we
 * may not write it is answered as a patch.
 */
export function deliver(
  paperwork: Paperwork,
  request: CommandRequest,
  ports: CommandPorts,
): Promise<Delivery> {
  return request.onPullRequest
    ? commitTo(paperwork, request, ports)
    : propose(paperwork, request, ports);
}

async function commitTo(
  paperwork: Paperwork,
  { actor }: CommandRequest,
  ports: CommandPorts,
): Promise<Delivery> {
  const { change, files } = paperwork;
  if (change.fromFork) return patch(paperwork, "its branch is in a fork");
  if (change.headRef === change.defaultBranch) {
    return patch(
      paperwork,
      `${change.headRef} is the default branch, which is changed by pull requests only; on an issue the command opens one`,
    );
  }
  const commit = await ports.branch.commit({
    branch: change.headRef,
    expectedHead: change.head,
    message: messageOf(paperwork, actor, ports),
    files,
  });
  if (commit.state === "known") return { outcome: "committed", commit: commit.value };
  return commit.cause === "not-visible" ? patch(paperwork, commit.reason) : failed(commit.reason);
}

/** The same in a pull request of its own, whatever it was asked for on. */
export async function propose(
  paperwork: Paperwork,
  { actor, number }: CommandRequest,
  ports: CommandPorts,
): Promise<Delivery> {
  const { change, files, branch, does, byHand } = paperwork;
  if (byHand !== undefined) return patch(paperwork, byHand);
  const proposed = await ports.branch.proposed();
  if (proposed.state === "unavailable") return failed(proposed.reason);
  const found = proposed.value.get(branch);
  if (found?.pullRequest !== undefined) {
    return answered(answer(`#${found.pullRequest} ${prose(does)} already.`));
  }
  if (found !== undefined) {
    return answered(
      noteReply(
        `Not done: there is a branch \`${branch}\` already, without an open pull request.`,
        ["Open one from it, or delete it and give the command again."],
      ),
    );
  }
  const made = await ports.branch.propose({
    branch,
    base: change.baseRef,
    expectedHead: change.head,
    message: messageOf(paperwork, actor, ports),
    files,
    title: proposalTitle(paperwork.title),
    body: proposalBody({ does, actor: actor.login, issue: number }),
  });
  if (made.state === "unavailable") {
    return made.cause === "not-visible" ? patch(paperwork, made.reason) : failed(made.reason);
  }
  const { commit, pullRequest } = made.value;
  if (pullRequest.state === "known") {
    return { outcome: "committed", commit, pullRequest: pullRequest.value };
  }
  return answered(
    noteReply(`Committed to the new branch \`${branch}\`. Open a pull request from it.`, [
      pullRequest.reason,
    ]),
  );
}

function patch({ does, files, change, branch }: Paperwork, because: string): Delivery {
  const text = unifiedDiff(files.map(({ path, before, text: after }) => ({ path, before, after })));
  const own = change.headRef === change.defaultBranch && !change.fromFork;
  return answered(patchReply({ does, because, text, ...(own && { branch }) }));
}

function failed(reason: string): Delivery {
  return answered(noteReply("Not done.", [reason, "Try again."]));
}

function answered(said: Answer): Delivery {
  return { outcome: "answered", answer: said };
}

/** The commit is ours, and says whose wish it was: they count as one of its authors wherever it goes. */
function messageOf({ title }: Paperwork, actor: Actor, { repositoryUrl }: CommandPorts): string {
  const { hostname } = new URL(repositoryUrl);
  const email = `${actor.id}+${actor.login}@users.noreply.${hostname}`;
  return `${title}\n\nCo-authored-by: ${actor.login} <${email}>`;
}
