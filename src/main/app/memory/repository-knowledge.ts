import { compileGlobs } from "../../../core/source/glob.ts";

/** What is known of a repository at one moment. */
export interface RepositoryKnowledge {
  readonly repository: number;
  /** Another one as soon as something has happened by which other branches may be covered. */
  readonly turn: string;
  /** No check covered this branch when it was last looked at, and nothing has happened since. */
  isUngated(baseRef: string): boolean;
  /** A check covered this branch when a pull request to it was last looked at. */
  isGated(baseRef: string): boolean;
  /** Whether a check covers a branch, by what was seen of it or by the policy; undefined while nothing is known. */
  covers(branch: string): boolean | undefined;
  /** A check for releases covered this branch when a pull request to it was last looked at. */
  isReleasedFrom(branch: string): boolean;
  /** Several open pull requests had this head when one of them was last judged. */
  isShared(head: string): boolean;
  /** The policy is known to cover just these branches. */
  hasLearntCovered(branches: readonly string[]): boolean;
  /** Whether a rule asked for a foreign check of this name, or for reports of the workflow at this path; true while nothing is known. */
  watches(checkOrWorkflow: string): boolean;
  /** Something is known of what rules ask for. */
  readonly isLearnt: boolean;
  /** What people should know of a repository, for the notes of its next checks. */
  readonly remarks: readonly string[];
  /** The ladder that its people were told of, and the pull request where that was first. */
  readonly ladder: { readonly version: string; readonly pullRequest: number } | undefined;
  /** The ladder that they were told of on another pull request than this. */
  toldLadder(pullRequest: number): string | undefined;
  /** Whether it was looked at how it is set up, with its policy in place. */
  readonly isExamined: boolean;
}

/** Reads what was noted. What may have been seen before the last turn is not believed. */
export function readKnowledge(
  repository: number,
  turn: string,
  notes: ReadonlyMap<string, unknown>,
): RepositoryKnowledge {
  const current = <Value extends { readonly turn: string }>(name: string): Value | undefined => {
    const noted = notes.get(name) as Value | undefined;
    return noted?.turn === turn ? noted : undefined;
  };
  const covered = current<{ readonly turn: string; readonly branches: readonly string[] }>("covered"); // prettier-ignore
  const remark = notes.get("remark") as string | undefined;
  const setup = notes.get("setup") as
    | { readonly text?: string; readonly gated: boolean }
    | undefined;
  const ladder = notes.get("ladder") as RepositoryKnowledge["ladder"];
  const isLearnt = notes.has("learnt");
  const isUngated = (baseRef: string): boolean => current(`ungated ${baseRef}`) !== undefined;
  const isGated = (baseRef: string): boolean =>
    notes.has(`gated ${baseRef}`) && !isUngated(baseRef);
  return {
    repository,
    turn,
    isUngated,
    isGated,
    covers(branch) {
      if (isUngated(branch)) return false;
      return isGated(branch) || (covered && compileGlobs(covered.branches)(branch));
    },
    isReleasedFrom: (branch) => notes.has(`released ${branch}`),
    isShared: (head) => notes.has(`shared ${head}`),
    hasLearntCovered: (branches) => JSON.stringify(covered?.branches) === JSON.stringify(branches),
    watches: (name) => !isLearnt || notes.has(`watched ${name}`),
    isLearnt,
    remarks: [remark, setup?.text].filter((each) => each !== undefined),
    ladder,
    toldLadder: (pullRequest) =>
      ladder?.pullRequest === pullRequest ? undefined : ladder?.version,
    isExamined: setup?.gated ?? false,
  };
}
