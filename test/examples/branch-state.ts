import type { Tag } from "../../src/core/model/version-tag.ts";
import type { FakeTree } from "../support/fake-repository.ts";
import type { Step } from "./read-example.ts";

/** A commit and its files. */
export interface Head {
  readonly commit: string;
  readonly tree: FakeTree;
}

/** A commit on a branch of an example: what one merge made of it. */
export interface Merge extends Head {
  readonly step: Step;
  readonly parents: readonly Merge[];
}

/** Where an example stands after some of its steps. */
export interface BranchState {
  /** Merges by branch, the oldest first. */
  readonly branches: ReadonlyMap<string, readonly Merge[]>;
  readonly tags: readonly Tag[];
  /** Heads of a pull request that is open still. */
  readonly open: readonly Head[];
}

export const START: BranchState = { branches: new Map(), tags: [], open: [] };

const EMPTY: Head = { commit: "e".repeat(40), tree: {} };

/** The tip of a branch; without a file where it has not begun. */
export function tipOf(state: BranchState, branch: string): Head {
  return lastOf(state, branch) ?? EMPTY;
}

/** What a pull request is written on: its earlier head, or base with what another branch brings. */
export function startOf({ base, from, name }: Step, state: BranchState): FakeTree {
  const [ours, theirs] = [lastOf(state, base), lastOf(state, from ?? "")];
  const start = state.open.at(-1)?.tree;
  if (start !== undefined) return start;
  if (ours === undefined || theirs === undefined) return ours?.tree ?? EMPTY.tree;
  return threeWay(commonAncestor(ours, theirs), ours.tree, theirs.tree, name);
}

/** The state once a step is merged. */
export function afterMerge(step: Step, head: Head, state: BranchState): BranchState {
  const parents = [lastOf(state, step.base), lastOf(state, step.from ?? "")];
  const merge: Merge = { ...head, step, parents: parents.filter((each) => each !== undefined) };
  return {
    open: [],
    branches: new Map([
      ...state.branches,
      [step.base, [...(state.branches.get(step.base) ?? []), merge]],
      ...step.branches.map((branch): [string, readonly Merge[]] => [branch, [merge]]),
    ]),
    tags: [
      ...state.tags,
      ...step.tags.map((name) => ({
        name,
        commit: merge.commit,
        annotated: true,
        taggedAt: Date.parse(step.at) / 1000,
      })),
    ],
  };
}

function lastOf({ branches }: BranchState, branch: string): Merge | undefined {
  return branches.get(branch)?.at(-1);
}

/** The latest commit that both have behind them; steps are numbered in order. */
function commonAncestor(one: Merge, other: Merge): FakeTree {
  const behind = ancestors(one);
  const common = [...ancestors(other)]
    .filter((merge) => behind.has(merge))
    .toSorted((a, b) => (a.step.name < b.step.name ? 1 : -1));
  return common[0]?.tree ?? EMPTY.tree;
}

function ancestors(merge: Merge, found = new Set<Merge>()): Set<Merge> {
  found.add(merge);
  for (const parent of merge.parents) if (!found.has(parent)) ancestors(parent, found);
  return found;
}

function threeWay(origin: FakeTree, ours: FakeTree, theirs: FakeTree, step: string): FakeTree {
  const tree: Record<string, FakeTree[string]> = { ...ours };
  for (const path of Object.keys({ ...origin, ...theirs })) {
    if (theirs[path] === origin[path]) continue;
    if (ours[path] !== origin[path] && ours[path] !== theirs[path]) {
      throw new Error(`${step}: ${path} changed on both sides`);
    }
    if (theirs[path] === undefined) Reflect.deleteProperty(tree, path);
    else tree[path] = theirs[path];
  }
  return tree;
}
