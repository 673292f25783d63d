import type { Change } from "../../core/model/change.ts";
import { type Fact, known, mapFact, unavailable, type Unavailable } from "../../core/model/fact.ts";
import type { ChangeSource } from "../../ports/change-source.ts";
import type { Clock } from "../../ports/clock.ts";
import type { FetchedRepository } from "../../worktree/fetched-repository.ts";

/** What the event, or whoever began the workflow, says of a change. */
export interface ToldChange {
  readonly title: string;
  readonly defaultBranch: string;
  readonly baseRef: string;
  readonly headRef: string;
  readonly head: string;
  /** Where the event says that the base branch was. */
  readonly base?: string;
  readonly fromFork: boolean;
  readonly draft: boolean;
  readonly author: Change["author"];
}

/**
 * A change as far as the event and git tell of it: content and policy are all there; what people said and
 * what CI ran are not.
 *
 * @param why why GitHub was not asked, or did not tell
 */
export function cloneChange(
  clone: FetchedRepository,
  told: ToldChange,
  why: string,
  clock: Clock,
): ChangeSource {
  const hidden = (what: string): Unavailable => unavailable("not-visible", `not visible to this job: ${what} (${why})`); // prettier-ignore
  return {
    async read(): Promise<Fact<Change>> {
      const { base, ...rest } = told;
      const { defaultBranch, baseRef, head } = rest;
      const baseTip = await clone.tip(baseRef, base);
      const defaultTip = baseRef === defaultBranch ? baseTip : await clone.tip(defaultBranch);
      if (defaultTip.state === "unavailable") return defaultTip;
      if (baseTip.state === "unavailable") return baseTip;
      const brought = await clone.fetch([head]);
      if (brought.state === "unavailable") return brought;
      const { repository } = clone;
      const origin = await repository.mergeBase(baseTip.value, head);
      return known<Change>({
        ...rest,
        defaultTip: defaultTip.value,
        baseTip: baseTip.value,
        state: "open",
        archived: false,
        changedFiles:
          origin.state === "known" ? await repository.changedFiles(origin.value, head) : origin,
        behindBase: mapFact(origin, (id) => id !== baseTip.value),
        contributors: hidden("who wrote the commits"),
        reviews: hidden("reviews"),
        replacedHeads: hidden("what was pushed before"),
        askedReviewers: hidden("who was asked for a review"),
        codeOwners: await repository.codeOwners(defaultTip.value),
        checkRuns: hidden("what CI has run"),
        comments: hidden("who commented"),
        requiredChecks: hidden("which checks the branch requires"),
        siblings: [],
        now: new Date(clock.now()).toISOString(),
      });
    },
  };
}

/** A commit, or the tip of a branch. */
export async function revision(clone: FetchedRepository, name: string): Promise<Fact<string>> {
  if (!isCommit(name)) return clone.tip(name.replace(/^refs\/heads\//, ""));
  const brought = await clone.fetch([name]);
  return brought.state === "known" ? known(name) : brought;
}

/** Whether a name is the id of a commit. */
export function isCommit(name: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(name);
}
