import { UpstreamError } from "../core/errors.ts";
import type { Change } from "../core/model/change.ts";
import { known } from "../core/model/fact.ts";
import type { UnjudgedCommit } from "../core/model/landing.ts";
import type { PushedRequest } from "../core/model/request.ts";
import { unjudgedCommits } from "../core/unjudged-commits.ts";
import type { Issues } from "../ports/issues.ts";
import type { Landings } from "../ports/landings.ts";
import type { MergeGroupSource } from "../ports/merge-groups.ts";
import { pushedIssue, pushedMarker } from "../report/pushed-issue.ts";
import type { Engine } from "./engine.ts";
import { filesBetween } from "./files-between.ts";
import { judge, type JudgePorts } from "./judge.ts";
import { publishCheck, type PublishPorts } from "./publish-check.ts";

/** What judging a push asks of the outside. */
export interface PushPorts extends Omit<JudgePorts, "source">, PublishPorts {
  readonly landings: Landings;
  /** The branch as it stands after the push, as a change of nobody's. */
  readonly pushed: MergeGroupSource;
  readonly issues: Issues;
}

/** What became of a push. */
export interface PushOutcome {
  readonly unjudged: readonly UnjudgedCommit[];
  /** Whether a check covers the branch; undefined where nothing had to be judged. */
  readonly gated?: boolean;
  /** Why people could not be told. */
  readonly trouble?: string;
}

/**
 * Looks at how commits came to a branch. What no pull request brought that was judged and passed is judged now,
 * by the same engine, and told by an issue. Only what does not pass is shown as a check: a pull request may
 * have the same head, and its own verdict must not be covered by a better one.
 *
 * @param covers whether a check covers a branch: one that is made may come out of another such
 */
export async function judgePush(
  pushed: PushedRequest,
  app: number,
  ports: PushPorts,
  engine: Engine,
  covers: (branch: string) => boolean,
): Promise<PushOutcome> {
  const { repository, branch, after, created = false } = pushed;
  const made = created ? await changeOf(ports) : undefined;
  const before = made === undefined ? pushed.before : await leftAt(made, ports);
  const commits = await ports.landings.upTo(after);
  if (commits.state === "unavailable") throw new UpstreamError(commits.reason);
  const isGate = (base: string): boolean => base === branch || (created && covers(base));
  const unjudged = unjudgedCommits(commits.value, isGate, before, after);
  if (unjudged.length === 0) return { unjudged };
  const change: Change = {
    ...(made ?? (await changeOf(ports))),
    title: `Push to ${branch}`,
    baseTip: before,
    changedFiles: await filesBetween(ports.repository, before, after),
  };
  const source = { read: () => Promise.resolve(known(change)) };
  const verdict = await judge({ ...ports, source }, engine);
  if (verdict.state === "unavailable") throw new UpstreamError(verdict.reason);
  const { decision } = verdict.value;
  if (decision === undefined || change.archived) return { unjudged, gated: false };
  for (const check of decision.checks) {
    if (check.conclusion === "success" || check.conclusion === "neutral") continue;
    await publishCheck({ check, decision }, change, ports, engine, false);
  }
  // Who only observes has asked for nothing to be written.
  if (decision.checks.every(({ enforcement }) => enforcement === "observe")) {
    return { unjudged, gated: true };
  }
  const found = await ports.issues.search(pushedMarker(branch));
  if (found.state === "unavailable") return { unjudged, gated: true, trouble: found.reason };
  const issue = found.value.find(({ open }) => open);
  const name = `${repository.owner}/${repository.name}`;
  const text = pushedIssue(branch, unjudged, decision.checks, name, app, issue?.body);
  const told = await (issue === undefined
    ? ports.issues.open(text, [])
    : ports.issues.edit(issue.number, text));
  return {
    unjudged,
    gated: true,
    ...(told.state === "unavailable" && { trouble: told.reason }),
  };
}

/** Where a branch that is made left the default branch, which has judged what it stands on. */
async function leftAt({ defaultTip, head }: Change, ports: PushPorts): Promise<string> {
  const origin = await ports.repository.mergeBase(defaultTip, head);
  return origin.state === "known" ? origin.value : defaultTip;
}

async function changeOf({ pushed }: PushPorts): Promise<Change> {
  const read = await pushed.read();
  if (read.state === "unavailable") throw new UpstreamError(read.reason);
  return read.value.change;
}
