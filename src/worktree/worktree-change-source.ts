import type { Change } from "../core/model/change.ts";
import { type Fact, known, unavailable, type Unavailable } from "../core/model/fact.ts";
import type { ChangeSource } from "../ports/change-source.ts";
import type { Clock } from "../ports/clock.ts";
import type { Base } from "./find-base.ts";
import type { WorkTreeState } from "./work-tree-state.ts";
import type { WorktreeRepository } from "./worktree-repository.ts";

export interface WorktreeChangeOptions {
  readonly repository: WorktreeRepository;
  readonly state: () => Promise<Fact<WorkTreeState>>;
  readonly head: () => Promise<Fact<string>>;
  readonly base: () => Promise<Fact<Base>>;
  readonly clock: Clock;
}

/** The work tree as a change: what a pull request with everything in it would be. */
export function worktreeChangeSource({
  repository,
  state: readState,
  head: readHead,
  base: readBase,
  clock,
}: WorktreeChangeOptions): ChangeSource {
  return {
    async read() {
      const [state, head, base] = await Promise.all([readState(), readHead(), readBase()]);
      if (state.state === "unavailable") return state;
      if (base.state === "unavailable") return base;
      if (head.state === "unavailable") return head;
      if (state.value.commit === undefined) {
        return unavailable("missing", "there is no commit here yet to stand on");
      }
      const { branch, tip, defaultBranch, defaultTip } = base.value;
      const origin = await repository.mergeBase(tip, state.value.commit);
      return known<Change>({
        title: state.value.branch ?? "work tree",
        defaultBranch,
        baseRef: branch,
        headRef: state.value.branch ?? "HEAD",
        defaultTip,
        baseTip: tip,
        head: head.value,
        state: "open",
        draft: false,
        fromFork: false,
        archived: false,
        author: { login: "", bot: false },
        changedFiles:
          origin.state === "known"
            ? await repository.changedFiles(origin.value, head.value)
            : origin,
        behindBase: origin.state === "known" ? known(origin.value !== tip) : origin,
        contributors: hidden("which accounts wrote the commits"),
        reviews: hidden("reviews"),
        // A work tree is as it is: what a branch was before is of no pull request yet.
        replacedHeads: known([]),
        askedReviewers: hidden("who was asked for a review"),
        codeOwners: await repository.codeOwners(defaultTip),
        checkRuns: hidden("what CI has run"),
        comments: hidden("who commented"),
        requiredChecks: hidden("which checks the branch requires"),
        siblings: [],
        now: new Date(clock.now()).toISOString(),
      });
    },
  };
}

function hidden(what: string): Unavailable {
  return unavailable("not-visible", `not visible in a work tree: ${what}`);
}
