import type { ListedRepository } from "../../../ports/installations.ts";
import { earlier } from "./earlier-since.ts";
import type { FoldingQueue } from "./folding-queue.ts";

/** Repositories of an installation to look at together. */
export interface LookJob {
  readonly repositories: readonly ListedRepository[];
  readonly since: string;
}

/** The same repositories make the same part of a list, mostly; a part that does not is looked at twice. */
export const LOOKS: FoldingQueue<LookJob> = {
  name: "looks",
  keyOf: ({ repositories: [first] }) => String(first?.repository.id),
  groupOf: ({ repositories: [first] }) => first && String(first.repository.installation),
  merge: (waiting, next) => ({ ...next, since: earlier(waiting.since, next.since) }),
};
