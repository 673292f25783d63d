import type { JudgedMerge, StepRequest } from "../../core/audit/judged-merge.ts";
import type { Change } from "../../core/model/change.ts";
import { type Fact, known, mapFact, unavailable, type Unavailable } from "../../core/model/fact.ts";
import { readMoment } from "../../core/model/moment.ts";
import type { Policy } from "../../core/model/policy.ts";
import type { AlteredRecord } from "../../core/model/records.ts";
import type { ChangedFile } from "../../core/model/tree.ts";
import { eventsOf, isPolicyFile } from "../../core/records/events.ts";
import { replayCapsule } from "../../core/records/replay-capsule.ts";
import { parseReviewRecord } from "../../evidence/records.ts";
import { viewAt } from "../../gather/view.ts";
import type { BranchLog } from "../../ports/branch-log.ts";
import type { CiReports } from "../../ports/ci-reports.ts";
import type { People } from "../../ports/people.ts";
import type { Repository } from "../../ports/repository.ts";
import type { Engine } from "../engine.ts";
import { judge } from "../judge.ts";
import { policyIn } from "../policy-in.ts";
import { withContent } from "../with-content.ts";
import type { Landing } from "./landings.ts";

/** What auditing asks of the outside. */
export interface LandingPorts {
  readonly log: BranchLog;
  readonly repository: Repository;
  readonly people: People;
  readonly ci: CiReports;
}

/** The branch that is audited, and the one whose policy counts. */
export interface Branches {
  readonly branch: string;
  readonly defaultBranch: string;
  readonly defaultTip: string;
}

/** Judges a merge by the policy of its day, on what git has of it. */
export async function judgeLanding(
  landing: Landing,
  branches: Branches,
  ports: LandingPorts,
  engine: Engine,
): Promise<JudgedMerge> {
  const { link, commit, parent, date, subject, author } = landing;
  const told = {
    commit,
    parent,
    date,
    subject,
    author,
    ...(link && {
      record: {
        name: link.name,
        digest: link.digest,
        capsule: link.capsule.value,
        replay: replayCapsule(link.capsule.value),
      },
    }),
  };
  const nothing = {
    ...told,
    decision: undefined,
    events: [],
    altered: [],
    reviews: [],
    requests: [],
  };
  const changed = await ports.log.changes(landing);
  if (changed.state === "unavailable") return { ...nothing, unjudged: changed.reason };
  const files = changed.value.filter(({ path, previousPath = path }) =>
    [path, previousPath].some((each) => each.startsWith(".mltrl/")),
  );
  if (files.length === 0) return nothing;
  const [requests, change] = await Promise.all([
    requestsIn(files, commit, ports.repository),
    changeOf(landing, changed.value, branches, ports),
  ]);
  const known = { ...told, altered: alteredIn(files), reviews: reviewsIn(files), requests };
  if (change.state === "unavailable") {
    return { ...nothing, ...known, unjudged: change.reason };
  }
  const source = { read: () => Promise.resolve(change) };
  const repository = asOf(change.value.now, ports.repository);
  const verdict = await judge({ ...ports, repository, source }, engine);
  if (verdict.state === "unavailable") return { ...nothing, ...known, unjudged: verdict.reason };
  const { decision, basis } = verdict.value;
  if (decision === undefined) return { ...nothing, ...known };
  const events = eventsOf(decision, changed.value);
  return {
    ...known,
    decision,
    ...(decision.unavailable !== undefined && { unjudged: decision.unavailable }),
    events: await withContent(events, basis, commit, ports.repository),
    ...(files.some(
      ({ path, previousPath = path }) => isPolicyFile(path) || isPolicyFile(previousPath),
    ) && {
      policies: {
        before: await policyAt(change.value.baseTip, branches, ports, engine),
        after: await policyAt(commit, branches, ports, engine),
      },
    }),
  };
}

/** The merge as a change; of what git cannot show nothing is known. */
async function changeOf(
  { commit, parent, date, subject, link }: Landing,
  changedFiles: readonly ChangedFile[],
  { branch, defaultBranch, defaultTip }: Branches,
  { log, repository }: LandingPorts,
): Promise<Fact<Change>> {
  const pullRequest = link?.capsule.value["pull-request"];
  const now = pullRequest?.["merged-at"] ?? date;
  const baseTip = parent ?? log.nothing;
  const policy =
    branch === defaultBranch ? known(baseTip) : await repository.commitBefore(defaultTip, now);
  if (policy.state === "unavailable") return policy;
  return known({
    title: subject,
    defaultBranch,
    baseRef: branch,
    headRef: "",
    defaultTip: policy.value ?? log.nothing,
    baseTip,
    head: commit,
    state: "merged",
    draft: false,
    fromFork: false,
    archived: false,
    author: { login: pullRequest?.author ?? "", bot: false },
    changedFiles: known(changedFiles),
    behindBase: known(false),
    contributors: hidden("which accounts wrote the commits"),
    reviews: hidden("reviews"),
    comments: hidden("comments"),
    replacedHeads: hidden("what was pushed by force"),
    askedReviewers: hidden("who was asked for a review"),
    codeOwners: known(undefined),
    checkRuns: hidden("what CI has run"),
    requiredChecks: known([]),
    siblings: [],
    now,
  });
}

/** The repository with the tags of the day. Tags without a date of their own cannot be told apart. */
function asOf(now: string, repository: Repository): Repository {
  const instant = (readMoment(now)?.start ?? 0) / 1000;
  return {
    ...repository,
    tags: async () =>
      mapFact(await repository.tags(), (tags) =>
        tags.filter(({ taggedAt }) => taggedAt === undefined || taggedAt < instant),
      ),
  };
}

function hidden(what: string): Unavailable {
  return unavailable("not-visible", `git does not tell ${what}`);
}

/** Folders of what happened. The record of a hotfix takes in its review later. */
const RECORDS = /^\.mltrl\/(reviews|decisions|switchbacks|hotfixes)\//;

/** Merged records that are not there any more, or say something else. */
function alteredIn(files: readonly ChangedFile[]): AlteredRecord[] {
  return files.flatMap(({ path, previousPath, status }): AlteredRecord[] => {
    const [, folder] = RECORDS.exec(previousPath ?? path) ?? [];
    if (folder === undefined || status === "added") return [];
    if (status === "modified") {
      return folder === "hotfixes" ? [] : [{ path, how: "edited" }];
    }
    return [{ path: previousPath ?? path, how: "removed" }];
  });
}

function reviewsIn(files: readonly ChangedFile[]): JudgedMerge["reviews"] {
  return files
    .filter(({ path, status }) => path.startsWith(".mltrl/reviews/") && status === "added")
    .map(({ path }) => ({ component: path.split("/")[2] ?? "", path }));
}

async function requestsIn(
  files: readonly ChangedFile[],
  commit: string,
  repository: Repository,
): Promise<StepRequest[]> {
  const reviews = reviewsIn(files);
  const view = reviews.length > 0 ? await viewAt(repository, commit) : undefined;
  if (view?.state !== "known") return [];
  const records = await Promise.all(
    reviews.map(({ path }) => view.value.parsed(path, parseReviewRecord)),
  );
  return records.flatMap((record) => {
    if (record.state === "unavailable" || record.value.requestedBy === undefined) return [];
    const { component, from, to, requestedBy: by, place } = record.value;
    return [{ component, from, to, by, path: place.path }];
  });
}

async function policyAt(
  revision: string,
  { defaultBranch }: Branches,
  { repository }: LandingPorts,
  { catalogue }: Engine,
): Promise<Policy | undefined> {
  const view = await viewAt(repository, revision);
  const parsed =
    view.state === "known" ? await policyIn(view.value, catalogue, defaultBranch) : view;
  return parsed.state === "known" && parsed.value?.ok ? parsed.value.value : undefined;
}
