import { openWorkTree } from "../../src/worktree/open-work-tree.ts";
import { repositoryContract } from "../ports/repository-contract.ts";
import { GIT_ENVIRONMENT } from "../support/git-repository.ts";

repositoryContract("A work tree", (folder) => {
  const opened = openWorkTree({ folder, clock: { now: () => 0 }, environment: GIT_ENVIRONMENT });
  if (opened.state === "unavailable") throw new Error(opened.reason);
  return Promise.resolve(opened.value);
});
