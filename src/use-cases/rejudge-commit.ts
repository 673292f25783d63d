import { UpstreamError } from "../core/errors.ts";
import type { Change } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { CarryingPullRequest, Commits, JudgedCommit } from "../ports/commits.ts";
import { unjudgeableRun } from "../report/unjudgeable-run.ts";
import type { Engine } from "./engine.ts";
import { filesBetween } from "./files-between.ts";
import { judge, type JudgePorts, type Verdict } from "./judge.ts";
import { publishCheck, type PublishPorts } from "./publish-check.ts";
import { asItWas } from "./record-merge.ts";
import { showCheck } from "./show-check.ts";
import { strictestCheck } from "./strictest-check.ts";

/** What judging a commit that is the head of no open pull request asks of the outside. */
export interface CommitPorts extends PublishPorts {
  readonly commits: Commits;
  /** What judging one of the pull requests that it is part of asks. */
  ofPullRequest(number: number): JudgePorts;
  /** The tip that a pull request was merged onto. */
  mergedOnto(number: number, mergeCommit: string): Promise<Fact<string>>;
}

/** A commit with what its pull requests come to on it. */
export interface CommitVerdict {
  readonly commit: JudgedCommit;
  readonly verdicts: readonly Verdict[];
  /** Why one of them could not be judged that may be judged in a moment. */
  readonly unavailable?: string;
  /** When to look again, where something that runs is waited for. */
  readonly validUntil?: string;
}

/**
 * Judges a commit by itself: as the head that it was of its pull requests, on the base that these go to or
 * were merged onto. The ones that have it as their head say more of it than those that contain it.
 */
export async function rejudgeCommit(
  sha: string,
  ports: CommitPorts,
  engine: Engine,
): Promise<CommitVerdict> {
  const read = await ports.commits.read(sha);
  if (read.state === "unavailable") throw new UpstreamError(read.reason);
  const commit = read.value;
  const judged = await Promise.all(
    owners(commit).map((pull) => judgeIn(pull, commit, ports, engine)),
  );
  const verdicts = judged.flatMap((each) => (each.state === "known" ? each.value : []));
  const decisions = verdicts.flatMap(({ decision }) => decision ?? []);
  const [lost] = [
    ...judged.flatMap((each) => (each.state === "unavailable" ? each.reason : [])),
    ...decisions.flatMap(({ unavailable }) => unavailable ?? []),
  ];
  const [validUntil] = decisions
    .filter(({ checks }) => checks.some(({ conclusion }) => conclusion === "in_progress"))
    .flatMap((decision) => decision.validUntil ?? [])
    .toSorted();
  return {
    commit,
    verdicts,
    ...(lost !== undefined && { unavailable: lost }),
    ...(validUntil !== undefined && { validUntil }),
  };
}

/** Writes the strictest verdict of each check anew, and closes every run of ours that none is left for. */
export async function showCommit(
  { commit, verdicts, unavailable }: CommitVerdict,
  ports: PublishPorts,
  engine: Engine,
): Promise<void> {
  if (commit.archived) return;
  const decided = verdicts.flatMap(({ change, decision }) =>
    decision === undefined ? [] : [{ change, decision }],
  );
  const shown = new Set<string>();
  for (const { change, decision } of decided) {
    for (const check of decision.checks) {
      if (shown.has(check.name)) continue;
      shown.add(check.name);
      const others = decided.map((each) => each.decision).filter((each) => each !== decision);
      await publishCheck(strictestCheck({ check, decision }, others), change, ports, engine, true);
    }
  }
  const runs = commit.checkRuns.state === "known" ? commit.checkRuns.value : [];
  const left = new Set(runs.filter(({ own }) => own).map(({ name }) => name)).difference(shown);
  const because = unavailable ?? whyNot(verdicts);
  for (const name of left) {
    const text = unjudgeableRun({ name, headSha: commit.sha, because, version: engine.version });
    await showCheck(text, commit, ports.publisher, true);
  }
}

function owners({ sha, pullRequests }: JudgedCommit): readonly CarryingPullRequest[] {
  const heads = pullRequests.filter(({ headSha }) => headSha === sha);
  return heads.length > 0 ? heads : pullRequests;
}

function whyNot(verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) {
    return "GitHub knows no pull request that it is or was part of, so that nothing says what it was to be merged into";
  }
  const bases = [...new Set(verdicts.map(({ change }) => change.baseRef))].join(" and ");
  return `no check of this name is asked for any more of pull requests to ${bases}`;
}

async function judgeIn(
  pull: CarryingPullRequest,
  commit: JudgedCommit,
  ports: CommitPorts,
  engine: Engine,
): Promise<Fact<Verdict>> {
  const own = ports.ofPullRequest(pull.number);
  const read = await own.source.read();
  if (read.state === "unavailable") return read;
  const stood = await atItsTime(read.value, pull, ports);
  if (stood.state === "unavailable") return stood;
  const change = await headedBy(commit, stood.value, pull, own);
  if (change.state === "unavailable") return change;
  const source = { read: () => Promise.resolve(known(change.value)) };
  return judge({ ...own, source, remarks: [remarkOn(commit, pull, read.value)] }, engine);
}

/** What was merged is judged as it was then: by now its base holds what it brought. */
async function atItsTime(
  change: Change,
  { number, landed }: CarryingPullRequest,
  ports: CommitPorts,
): Promise<Fact<Change>> {
  if (landed === undefined) return known(change);
  const onto = await ports.mergedOnto(number, landed.mergeCommit);
  return onto.state === "known" ? known(asItWas(change, onto.value, landed)) : onto;
}

/** A pull request with another commit of it as its head. */
async function headedBy(
  { sha, date, checkRuns, archived }: JudgedCommit,
  change: Change,
  { headSha }: CarryingPullRequest,
  { repository }: JudgePorts,
): Promise<Fact<Change>> {
  const common = { ...change, archived, checkRuns, headDate: date, siblings: [] };
  if (headSha === sha) return known(common);
  const origin = await repository.mergeBase(change.baseTip, sha);
  if (origin.state === "unavailable") return origin;
  return known({
    ...common,
    head: sha,
    changedFiles: await filesBetween(repository, origin.value, sha),
    // How base and this commit differ is not told: both are looked at.
    behindBase: known(true),
  });
}

function remarkOn(
  { sha }: JudgedCommit,
  { headSha, number }: CarryingPullRequest,
  { state }: Change,
): string {
  const what =
    headSha === sha
      ? `the head of pull request #${number}, which is ${state}`
      : `a commit of pull request #${number}, whose head is ${headSha.slice(0, 7)}`;
  return `This is ${what}: the verdict is that of this commit alone, and opens no merge.`;
}
