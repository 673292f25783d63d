import { UpstreamError } from "../core/errors.ts";
import type { Change } from "../core/model/change.ts";
import type { Decision } from "../core/model/decision.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { GroupStep, MergeGroup } from "../core/model/merge-group.ts";
import type { ChangeSource } from "../ports/change-source.ts";
import type { MergeGroupSource } from "../ports/merge-groups.ts";
import type { Engine } from "./engine.ts";
import { judge, type JudgePorts, type Verdict } from "./judge.ts";
import { publishCheck, type PublishPorts } from "./publish-check.ts";
import { needed } from "./needed.ts";
import { strictestCheck } from "./strictest-check.ts";

/** What gating a merge group asks of the outside. */
export interface GroupPorts extends Omit<JudgePorts, "source">, PublishPorts {
  readonly group: MergeGroupSource;
  /** What judging one of its pull requests asks. */
  ofPullRequest(number: number): JudgePorts;
}

/** A group with what its pull requests came to. */
export interface GroupVerdict {
  readonly change: Change;
  /** One for each pull request, the last first; none where no check covers the branch. */
  readonly decisions: readonly Decision[];
  /** Names of other Apps' checks whose end may change the verdict. */
  readonly watches: readonly string[] | undefined;
  /** Why something could not be judged that may be judged in a moment. */
  readonly unavailable?: string;
}

/**
 * Judges what a merge queue made. Each pull request of the group is judged by the engine of all others, as
 * the step that the branch takes with it: from the commit before it to its own, the last being the group's.
 * Its content and its level are those of that commit, what ran is what ran on the group, and what people
 * said they said of its own head.
 */
export async function judgeGroup(ports: GroupPorts, engine: Engine): Promise<GroupVerdict> {
  const read = needed(await ports.group.read());
  const { change, steps } = read;
  const verdicts =
    steps.state === "unavailable"
      ? [await judge({ ...ports, source: closedSource(change, steps) }, engine)]
      : await Promise.all(
          steps.value.toReversed().map((step) => judgeStep(step, steps.value, read, ports, engine)),
        );
  const judged = verdicts.map(valueOf);
  const decisions = judged.flatMap(({ decision }) => decision ?? []);
  const [lost] = decisions.flatMap((decision) => decision.unavailable ?? []);
  return {
    change,
    decisions,
    watches: judged.some(({ watches }) => watches === undefined)
      ? undefined
      : [...new Set(judged.flatMap(({ watches }) => watches ?? []))],
    ...(lost !== undefined && { unavailable: lost }),
  };
}

/**
 * Shows, on the group's head, the strictest verdict over its pull requests. The queue acts on it at once:
 * what cannot be judged now has failed.
 */
export async function showGroup(
  { change, decisions }: GroupVerdict,
  ports: PublishPorts,
  engine: Engine,
  rewrite: boolean,
): Promise<void> {
  if (change.archived) return;
  // What could not be judged says more of a red light than what is to be mended besides.
  const ranked = decisions.toSorted((a, b) => isLost(b) - isLost(a));
  const [first, ...others] = ranked.map(lastWord);
  const shown = withoutButtons(ports);
  for (const check of first?.checks ?? []) {
    if (first === undefined) break;
    await publishCheck(strictestCheck({ check, decision: first }, others), change, shown, engine, rewrite); // prettier-ignore
  }
}

/** Commands are given on pull requests, and a group is none. */
function withoutButtons({ publisher, ...ports }: PublishPorts): PublishPorts {
  return {
    ...ports,
    publisher: { check: (report, before) => publisher.check({ ...report, buttons: [] }, before) },
  };
}

function valueOf(verdict: Fact<Verdict>): Verdict {
  if (verdict.state === "known") return verdict.value;
  throw new UpstreamError(verdict.reason);
}

function judgeStep(
  step: GroupStep,
  steps: readonly GroupStep[],
  { change }: MergeGroup,
  ports: GroupPorts,
  engine: Engine,
): Promise<Fact<Verdict>> {
  const own = ports.ofPullRequest(step.pullRequest);
  const remarks = [...(ports.remarks ?? []), remarkOn(step, steps, change)];
  return judge({ ...own, source: stepSource(step, own.source, change), remarks }, engine);
}

function remarkOn(
  { pullRequest }: GroupStep,
  steps: readonly GroupStep[],
  { baseRef }: Change,
): string {
  const before = steps.slice(
    0,
    steps.findIndex((step) => step.pullRequest === pullRequest),
  );
  const after =
    before.length === 0 ? "" : ` after ${before.map((step) => `#${step.pullRequest}`).join(", ")}`;
  const others =
    steps.length === 1
      ? ""
      : " Of the pull requests in this merge group, the one with the strictest verdict is shown.";
  return `This is pull request #${pullRequest} in the merge queue, as ${baseRef} will be with it${after}.${others}`;
}

/** The pull request as the step that the branch takes with it. */
function stepSource(step: GroupStep, source: ChangeSource, group: Change): ChangeSource {
  return {
    async read() {
      const read = await source.read();
      if (read.state === "unavailable") return closed(group, read);
      const pull = read.value;
      const fault = whyNotAsQueued(step, pull, group);
      if (fault !== undefined) return closed(group, unavailable("upstream", fault));
      const { headDate } = group;
      return known({
        ...pull,
        baseTip: step.base,
        ...defaultBefore(group, pull),
        head: step.head,
        reviewedHead: pull.head,
        ...(headDate !== undefined && { headDate }),
        behindBase: known(false),
        checkRuns: group.checkRuns,
        siblings: [],
      });
    },
  };
}

/** What was merged meanwhile is judged as it was queued: by now the default branch holds what it brought. */
function defaultBefore(
  { baseTip }: Change,
  { state, baseRef, defaultBranch }: Change,
): Pick<Change, "defaultTip"> | undefined {
  return state === "merged" && baseRef === defaultBranch ? { defaultTip: baseTip } : undefined;
}

function whyNotAsQueued(
  { pullRequest, merged }: GroupStep,
  pull: Change,
  group: Change,
): string | undefined {
  const name = `pull request #${pullRequest}`;
  if (pull.state === "closed") return `${name} of this merge group is closed`;
  if (pull.baseRef !== group.baseRef) {
    return `${name} of this merge group goes to ${pull.baseRef}, and the group to ${group.baseRef}`;
  }
  return merged === undefined || merged === pull.head
    ? undefined
    : `${name} has moved to ${pull.head.slice(0, 7)}, and this merge group holds ${merged.slice(0, 7)}`;
}

function closedSource(group: Change, why: Fact<never>): ChangeSource {
  return { read: () => Promise.resolve(closed(group, why)) };
}

/** Nothing is judged whose changes are not known: every check that the branch has is closed. */
function closed(group: Change, why: Fact<never>): Fact<Change> {
  return known({ ...group, changedFiles: why });
}

function isLost({ unavailable: reason }: Decision): number {
  return reason === undefined ? 0 : 1;
}

function lastWord({ unavailable: reason, ...decision }: Decision): Decision {
  if (reason === undefined) return decision;
  const said = `This merge group was not judged, and a merge queue takes no answer later: ${reason}. Put the pull request into the queue again.`;
  return { ...decision, notices: [said, ...decision.notices] };
}
