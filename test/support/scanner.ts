import type { Clone } from "./clone.ts";
import type { GatedRepository, Proposal, RepositoryOptions } from "./gated-repository.ts";
import type { World } from "./gated-world.ts";
import type { PullRequest } from "./pull-request.ts";
import { scannerFiles } from "./repository-files.ts";

/** The scanner's repository, ready to be worked on. */
export interface Workplace {
  readonly repository: GatedRepository;
  /** The ML engineer's. */
  readonly clone: Clone;
  /** Commits files to a branch as the ML engineer and opens a pull request for it. */
  readonly propose: (
    branch: string,
    files: Readonly<Record<string, string | null>>,
    proposal?: Partial<Proposal>,
  ) => Promise<PullRequest>;
}

/** Puts a scanner's repository into the world; `files` are laid over the usual ones. */
export async function scannerIn(
  world: World,
  name: string,
  options: Partial<RepositoryOptions> = {},
): Promise<Workplace> {
  const repository = await world.repository(name, {
    requires: { main: ["mltrl/main"] },
    tags: ["v1.0.0"],
    ...options,
    files: { ...scannerFiles(), ...options.files },
  });
  const clone = await repository.clone("ml-engineer");
  return {
    repository,
    clone,
    async propose(branch, files, proposal = {}) {
      await clone.start(branch, `origin/${proposal.to ?? "main"}`);
      await clone.push(branch, `Change ${branch}`, files);
      return repository.propose({ from: branch, ...proposal });
    },
  };
}
