import { UpstreamError } from "../core/errors.ts";
import type { Change, GateRequest } from "../core/model/change.ts";
import type { Decision } from "../core/model/decision.ts";
import type { Fact } from "../core/model/fact.ts";
import type { Reviewers } from "../ports/reviewers.ts";
import { askReviewers } from "./ask-reviewers.ts";
import type { Engine } from "./engine.ts";
import type { Newcomers } from "./newcomers.ts";
import { judge, type JudgePorts, type Verdict } from "./judge.ts";
import { judgeWithPreview, type OtherPullRequests } from "./preview-policy.ts";
import { publishCheck, type PublishPorts } from "./publish-check.ts";
import { isGoingOnAt } from "./show-check.ts";
import { strictestCheck } from "./strictest-check.ts";

/** What gating a pull request asks of the outside. */
export interface GatePorts extends JudgePorts, PublishPorts, Newcomers {
  readonly reviewers: Reviewers;
  /** The same for another pull request of the repository. */
  sibling(pullRequest: number): JudgePorts;
  /** The other open ones of the repository, where their outcome under another policy is of interest. */
  readonly others?: OtherPullRequests;
}

/** What has to happen next for a pull request that was gated. */
export interface GateOutcome {
  /** Undefined where no check covers the base branch, and where the pull request takes no verdict any more. */
  readonly decision: Decision | undefined;
  /** Another head waits to be judged, so that this one's verdict is not shown. */
  readonly overtaken?: true;
  /** Whether a check covers the base branch. */
  readonly gated: boolean;
  readonly change: Change;
  /** Names of other Apps' checks whose end may change the verdict. */
  readonly watches: readonly string[] | undefined;
  /** The branches that checks of the policy cover, as globs. */
  readonly covered: readonly string[];
  /** A ladder that would change what is judged, where the check tells of it. */
  readonly newerLadder?: string;
}

/** Judges a pull request and shows the verdict. A result that says what is shown already is not written again. */
export async function gate(
  request: GateRequest,
  ports: GatePorts,
  engine: Engine,
): Promise<GateOutcome> {
  const others = ports.others && { ...ports.others, number: request.pullRequest };
  const verdict = await known(judgeWithPreview(ports, engine, others));
  const { change, watches, covered, basis, newerLadder } = verdict;
  const seen = { change, watches, covered };
  const gated = verdict.decision !== undefined;
  if (verdict.decision === undefined || change.archived || change.state !== "open") {
    return { ...seen, decision: undefined, gated };
  }
  if (request.rewrite === undefined && (await ports.isOvertaken?.(change)) === true) {
    await endWhatGoesOn(verdict.decision, change, ports, engine);
    return { ...seen, decision: undefined, gated, overtaken: true };
  }
  const decision =
    basis?.policy.requestReviews === true
      ? await askReviewers(verdict.decision, change, ports.reviewers, request.pullRequest)
      : verdict.decision;
  const siblings = await siblingVerdicts(request.pullRequest, change, ports, engine);
  for (const check of decision.checks) {
    const strictest = strictestCheck({ check, decision }, siblings);
    await publishCheck(strictest, change, ports, engine, request.rewrite !== undefined);
  }
  return { ...seen, decision, gated, ...(newerLadder !== undefined && { newerLadder }) };
}

/** Nobody waits for the verdict on this head. Checks that would be seen to go on there for ever are ended. */
async function endWhatGoesOn(
  decision: Decision,
  change: Change,
  ports: GatePorts,
  engine: Engine,
): Promise<void> {
  for (const check of decision.checks) {
    if (check.conclusion === "in_progress" || !isGoingOnAt(change, check.name)) continue;
    await publishCheck({ check, decision }, change, ports, engine, false);
  }
}

async function known(judged: Promise<Fact<Verdict>>): Promise<Verdict> {
  const verdict = await judged;
  if (verdict.state === "known") return verdict.value;
  throw new UpstreamError(verdict.reason);
}

/** A check run hangs on a commit: where several pull requests have the same head, the strictest verdict counts. */
async function siblingVerdicts(
  number: number,
  { siblings }: Change,
  ports: GatePorts,
  engine: Engine,
): Promise<Decision[]> {
  const trusted = siblings.filter((each) => each.number !== number && !each.fromFork);
  const verdicts = await Promise.all(
    trusted.map((each) => known(judge(ports.sibling(each.number), engine))),
  );
  return verdicts.flatMap(({ decision }) => (decision ? [decision] : []));
}
