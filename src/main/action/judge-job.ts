import { UpstreamError } from "../../core/errors.ts";
import type { Change } from "../../core/model/change.ts";
import type { Decision } from "../../core/model/decision.ts";
import type { DeployedReport } from "../../core/model/deployed.ts";
import { type Fact, known, mapFact, unavailable } from "../../core/model/fact.ts";
import type { MergeGroupRequest } from "../../core/model/merge-group.ts";
import type { ChangeSource } from "../../ports/change-source.ts";
import type { CiReports } from "../../ports/ci-reports.ts";
import type { Clock } from "../../ports/clock.ts";
import type { People } from "../../ports/people.ts";
import type { Repository } from "../../ports/repository.ts";
import { checkDeployed } from "../../use-cases/check-deployed.ts";
import type { Engine } from "../../use-cases/engine.ts";
import { filesBetween } from "../../use-cases/files-between.ts";
import { judgeGroup } from "../../use-cases/gate-group.ts";
import { judgeWithPreview } from "../../use-cases/preview-policy.ts";
import type { PublishPorts } from "../../use-cases/publish-check.ts";
import type { FetchedRepository } from "../../worktree/fetched-repository.ts";
import { worktreeCiReports } from "../../worktree/worktree-ci-reports.ts";
import { worktreePeople } from "../../worktree/worktree-people.ts";
import type { GithubPorts } from "../github-ports.ts";
import { peopleFor, withOwnChecks } from "./job-view.ts";
import { configAt, configChangedAt } from "./config-at.ts";
import { cloneChange, isCommit, revision, type ToldChange } from "./clone-change.ts";
import type { Inputs } from "./inputs.ts";
import type { Environment, Job } from "./job.ts";
import { layeredRepository } from "./layered-repository.ts";
import type { Pull } from "./mode.ts";
import { ownReports } from "./own-reports.ts";
import { withClone } from "./with-clone.ts";

/** What judging in a job works with. */
export interface JobSurroundings {
  readonly job: Job;
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly engine: Engine;
  readonly clock: Clock;
  /** GitHub, where there is a token to ask it with. */
  readonly github: (() => Promise<GithubPorts>) | undefined;
  readonly say: (line: string) => void;
}

/** A change with the verdict on it. Of a merge group there is one for each of its pull requests. */
export interface JudgedChange {
  readonly type: "change";
  readonly change: Change;
  /** The strictest first; none where no check guards the branch. */
  readonly decisions: readonly Decision[];
  /** Where checks can be shown; undefined where GitHub cannot be asked. */
  readonly publish?: PublishPorts;
}

/** What runs, with the verdict on it. */
export interface JudgedBranch {
  readonly type: "branch";
  readonly report: DeployedReport;
}

/** Where content, people and reports come from; nothing of the job's own is asked for a verdict of people. */
interface Around {
  readonly clone: FetchedRepository;
  readonly repository: Repository;
  readonly people: People;
  readonly ci: CiReports;
}

/** Judges a pull request: by GitHub where it may be asked, else as far as the event and git tell of it. */
export function judgePullRequest(
  pull: Pull,
  surroundings: JobSurroundings,
): Promise<Fact<JudgedChange>> {
  return withClone(surroundings, async (clone): Promise<Fact<JudgedChange>> => {
    const { github, job, inputs, engine } = surroundings;
    const ports = github && (await (await github()).ofPullRequest(job.repository, pull.number));
    const seen = ports && (await withOwnChecks(ports.source).read());
    const moved = seen?.state === "known" ? whyMoved(pull, seen.value) : undefined;
    if (moved !== undefined) return unavailable("stale", moved);
    if (seen?.state === "known") await bring(clone, seen.value);
    const why = seen === undefined ? "no token was given" : seen.state === "unavailable" ? seen.reason : ""; // prettier-ignore
    const source =
      seen?.state === "known" ? asRead(seen) : fallback(pull, clone, why, surroundings);
    if (source === undefined) return seen as Fact<never>;
    const around: Around = {
      clone,
      repository: ports ? layeredRepository(clone, ports.repository) : clone.repository,
      people: ports ? peopleFor(ports.people) : worktreePeople,
      ci: ports?.ci ?? worktreeCiReports,
    };
    const based = inputs.base === undefined ? source : againstBase(source, inputs.base, around);
    return judged(based, around, ports, surroundings, engine);
  });
}

/** A verdict on one head must not come to stand on another. */
function whyMoved({ number, told }: Pull, { head }: Change): string | undefined {
  return told === undefined || told.head === head
    ? undefined
    : `this run is of ${told.head.slice(0, 7)}, and pull request #${number} has moved to ${head.slice(0, 7)}, whose own run decides`;
}

/** What cannot be fetched is read from GitHub, which needs no word. */
async function bring(clone: FetchedRepository, change: Change): Promise<void> {
  await clone.fetch([change.defaultTip, change.baseTip, change.head]);
}

function fallback(
  { told }: Pull,
  clone: FetchedRepository,
  why: string,
  { job, clock }: JobSurroundings,
): ChangeSource | undefined {
  return told && cloneChange(clone, { ...told, defaultBranch: defaultBranchOf(job) }, why, clock);
}

function defaultBranchOf({ payload }: Job): string {
  const { repository } = payload as { readonly repository?: { readonly default_branch?: string } };
  return repository?.default_branch ?? "main";
}

async function judged(
  source: ChangeSource,
  around: Around,
  ports: PublishPorts | undefined,
  surroundings: JobSurroundings,
  engine: Engine,
): Promise<Fact<JudgedChange>> {
  const { people } = around;
  const { config } = surroundings.inputs;
  const repository = configAt(around.repository, config);
  const read = await configChangedAt(source, config).read();
  if (read.state === "unavailable") return read;
  const change = read.value;
  const ci = reportsFor(change, { ...around, repository }, surroundings);
  const verdict = await judgeWithPreview({ source: asRead(read), repository, people, ci }, engine);
  return mapFact(verdict, ({ decision }) => ({
    type: "change",
    change,
    decisions: decision === undefined ? [] : [decision],
    ...(ports && { publish: ports }),
  }));
}

/** Compares with another branch than the pull request's own. */
function againstBase(
  source: ChangeSource,
  base: string,
  { clone, repository }: Around,
): ChangeSource {
  return {
    async read() {
      const read = await source.read();
      if (read.state === "unavailable") return read;
      const tip = await revision(clone, base);
      if (tip.state === "unavailable") return tip;
      const origin = await repository.mergeBase(tip.value, read.value.head);
      if (origin.state === "unavailable") return origin;
      const changedFiles = await filesBetween(repository, origin.value, read.value.head);
      return known({
        ...read.value,
        baseRef: isCommit(base) ? read.value.defaultBranch : base.replace(/^refs\/heads\//, ""),
        baseTip: tip.value,
        changedFiles,
        behindBase: known(origin.value !== tip.value),
      });
    },
  };
}

/** What CI made: files that this run made, and what other runs delivered. */
function reportsFor(
  { head, fromFork }: Change,
  { clone, repository, ci }: Around,
  { job, inputs, engine, clock, say }: JobSurroundings,
): CiReports {
  const { evidence: named, reportsFrom: from } = inputs;
  const { treeOf } = clone;
  return ownReports({ job, head, fromFork, named, from, repository, treeOf, engine, clock, elsewhere: ci, say }); // prettier-ignore
}

/** Judges what a merge queue made, pull request by pull request. */
export function judgeMergeGroup(
  group: MergeGroupRequest,
  surroundings: JobSurroundings,
): Promise<Fact<JudgedChange>> {
  return withClone(surroundings, async (clone): Promise<Fact<JudgedChange>> => {
    const { github, engine } = surroundings;
    if (github === undefined) {
      return unavailable(
        "not-visible",
        "which pull requests a merge group holds and what people said of them only GitHub knows: give the input `token`",
      );
    }
    const ports = await (await github()).ofGroup(group);
    await clone.fetch([group.headSha, ...(group.baseSha === undefined ? [] : [group.baseSha])]);
    const layer = layeredRepository(clone, ports.repository);
    const { config } = surroundings.inputs;
    const people = peopleFor(ports.people);
    const around: Around = { clone, ...ports, people, repository: configAt(layer, config) };
    const read = await ports.group.read();
    if (read.state === "unavailable") return read;
    const ci = reportsFor(read.value.change, around, surroundings);
    const layered = { repository: around.repository, people, ci };
    const verdict = await judgeGroup(
      {
        ...ports,
        ...layered,
        group: { read: () => Promise.resolve(read) },
        ofPullRequest: (number) => {
          const own = ports.ofPullRequest(number);
          const source = configChangedAt(withOwnChecks(own.source), config);
          return { ...own, ...layered, source };
        },
      },
      engine,
    );
    return known({ type: "change", ...verdict, publish: ports });
  });
}

/** Judges what runs, by what a branch records of it. */
export function judgeBranch(
  branch: string,
  commit: string,
  surroundings: JobSurroundings,
): Promise<Fact<JudgedBranch>> {
  return withClone(surroundings, async (clone): Promise<Fact<JudgedBranch>> => {
    const { github, job, clock, engine } = surroundings;
    const brought = await clone.fetch([commit]);
    const ports = github && (await (await github()).ofDeployments(job.repository));
    if (brought.state === "unavailable" && ports === undefined) return brought;
    const { repository } = clone;
    const layered = ports && layeredRepository(clone, ports.repository);
    const report = await checkDeployed(
      { branch, commit, now: new Date(clock.now()).toISOString() },
      {
        // Versions that run are judged at their tags: all of them, with what they lead to.
        repository: layered ? { ...layered, tags: () => repository.tags() } : repository,
        people: ports ? peopleFor(ports.people) : worktreePeople,
        ci: ports?.ci ?? worktreeCiReports,
      },
      engine,
    );
    return mapFact(report, (value) => ({ type: "branch", report: value }));
  });
}

/** Judges a branch as a change of another, or of a commit, where the workflow names that. */
export function judgeAgainst(
  told: ToldChange,
  base: string,
  surroundings: JobSurroundings,
): Promise<Fact<JudgedChange>> {
  return withClone(surroundings, async (clone): Promise<Fact<JudgedChange>> => {
    const { engine, clock } = surroundings;
    const source = cloneChange(clone, told, "there is no pull request", clock);
    const around = { clone, repository: clone.repository, people: worktreePeople, ci: worktreeCiReports }; // prettier-ignore
    return judged(againstBase(source, base, around), around, undefined, surroundings, engine);
  });
}

function asRead(read: Fact<Change>): ChangeSource {
  return { read: () => Promise.resolve(read) };
}

/** GitHub's faults end the job with a reason; a job is run again by people. */
export function whyNot(error: unknown): string {
  if (error instanceof UpstreamError) return error.message;
  return Error.isError(error) ? error.message : String(error);
}
