import { known } from "../../core/model/fact.ts";
import type { ChangeSource } from "../../ports/change-source.ts";
import { filesBetween } from "../../use-cases/files-between.ts";
import { isCommit, revision } from "./clone-change.ts";
import type { Around } from "./judge-change.ts";

/** Compares with another branch than the pull request's own. */
export function againstBase(
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
