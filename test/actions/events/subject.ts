import type { GitHub } from "../../github/start-github.ts";
import type { Trigger } from "../../github/state/actions.ts";

/** What a run is about: page "Events that trigger workflows", columns GITHUB_SHA and GITHUB_REF. */
export type Subject = {
  readonly event: string;
  /** `github.sha`: where the workflow's file comes from, and what `actions/checkout` checks out. */
  readonly sha: string;
  /** `github.ref`. */
  readonly ref: string;
  /** Of the run as the API shows it: a pull request's head, not its merge. */
  readonly head: { readonly pull?: number; readonly branch?: string; readonly sha?: string };
  readonly baseRef: string;
  readonly headRef: string;
  /** From a pull request of a fork, whose workflows may write nothing and know no secrets. */
  readonly fromFork: boolean;
};

type Payload = {
  readonly ref?: string;
  readonly after?: string;
  readonly deleted?: boolean;
  readonly number?: number;
  readonly merge_group?: { readonly head_ref: string; readonly head_sha: string };
  readonly pull_request?: {
    readonly number: number;
    readonly base: { readonly ref: string; readonly repo: { readonly id: number } };
    readonly head: { readonly ref: string; readonly repo: { readonly id: number } | null };
  };
  readonly repository: { readonly default_branch: string };
};

/** Events of the default branch, whatever they are about. */
const ofDefaultBranch = new Set(["issue_comment", "issues", "schedule", "workflow_run"]);

/** Events that workflows may listen to here; GitHub knows more. */
export const knownEvents: ReadonlySet<string> = new Set([
  ...ofDefaultBranch,
  "merge_group",
  "pull_request",
  "pull_request_review",
  "push",
  "workflow_call",
  "workflow_dispatch",
]);

/** The subject of runs that a trigger starts; undefined where it starts none. */
export async function subjectOf(github: GitHub, trigger: Trigger): Promise<Subject | undefined> {
  const { event, repository } = trigger;
  const payload = trigger.payload as Payload;
  const plain = { event, baseRef: "", headRef: "", fromFork: false };
  const at = async (ref: string) => github.commitAt({ repository, ref });
  if (event === "push") {
    const { ref = "", after = "", deleted } = payload;
    if (deleted === true) return undefined;
    return { ...plain, sha: after, ref, head: { branch: shortName(ref), sha: after } };
  }
  if (event === "pull_request" || event === "pull_request_review")
    return subjectOfPull(github, trigger, payload);
  if (event === "merge_group" && payload.merge_group !== undefined) {
    const { head_ref: ref, head_sha: sha } = payload.merge_group;
    return { ...plain, sha, ref, head: { branch: shortName(ref), sha } };
  }
  if (event === "workflow_dispatch") {
    const { ref = "" } = payload;
    const sha = await at(ref);
    if (sha === null) return undefined;
    return { ...plain, sha, ref, head: { branch: shortName(ref), sha } };
  }
  if (!ofDefaultBranch.has(event)) return undefined; // a workflow that listens to it is refused
  const branch = payload.repository.default_branch;
  const sha = await at(`refs/heads/${branch}`);
  if (sha === null) return undefined;
  return { ...plain, sha, ref: `refs/heads/${branch}`, head: { branch, sha } };
}

/** "Workflows will not run on pull_request activity if the pull request has a merge conflict." */
async function subjectOfPull(
  github: GitHub,
  { event, repository }: Trigger,
  { pull_request: pull }: Payload,
): Promise<Subject | undefined> {
  if (pull === undefined) return undefined;
  const ref = `refs/pull/${pull.number}/merge`;
  const sha = await github.commitAt({ repository, ref });
  if (sha === null) return undefined;
  const fromFork = pull.head.repo?.id !== pull.base.repo.id;
  return {
    event,
    sha,
    ref,
    head: { pull: pull.number },
    baseRef: pull.base.ref,
    headRef: pull.head.ref,
    fromFork,
  };
}

/** A ref without `refs/heads/` or `refs/tags/`. */
export function shortName(ref: string): string {
  return ref.replace(/^refs\/(heads|tags|pull)\//, "");
}
