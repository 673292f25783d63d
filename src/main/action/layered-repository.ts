import type { Repository } from "../../ports/repository.ts";
import type { FetchedRepository } from "../../worktree/fetched-repository.ts";

/**
 * Content from the clone where it is there, and else from GitHub. What a clone cannot know, and what a
 * shallow one knows only in part, is GitHub's where that can be asked.
 */
export function layeredRepository(near: FetchedRepository, far: Repository): Repository {
  const { repository, has } = near;
  const holding = async (revision: string): Promise<Repository> =>
    (await has(revision)) ? repository : far;
  const both = async (one: string, other: string): Promise<Repository> =>
    (await has(one)) && (await has(other)) ? repository : far;
  return {
    records: async (revision) => (await holding(revision)).records(revision),
    files: async (revision, folder) => (await holding(revision)).files(revision, folder),
    root: async (revision) => (await holding(revision)).root(revision),
    async blob(id) {
      const here = await repository.blob(id);
      return here.state === "known" ? here : far.blob(id);
    },
    async tags() {
      const told = await far.tags();
      return told.state === "known" ? told : repository.tags();
    },
    customProperties: () => far.customProperties(),
    commitBefore: (tip, instant) => far.commitBefore(tip, instant),
    async mergeBase(one, other) {
      const here = await both(one, other);
      const found = await here.mergeBase(one, other);
      return found.state === "known" || here === far ? found : far.mergeBase(one, other);
    },
    async changedLines(base, head, paths) {
      const here = await both(base, head);
      const found = await here.changedLines(base, head, paths);
      return found.state === "known" || here === far ? found : far.changedLines(base, head, paths);
    },
  };
}
