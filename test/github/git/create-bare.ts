import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes an empty bare repository. A fork gets a link to its parent's objects instead of a folder of its
 * own: objects pushed to either are then readable in both, as in GitHub's fork networks.
 */
export function createBare(directory: string, branch: string, parent: string | null): void {
  for (const folder of ["refs/heads", "refs/tags", "info"]) {
    mkdirSync(join(directory, folder), { recursive: true });
  }
  if (parent === null) {
    mkdirSync(join(directory, "objects/info"), { recursive: true });
    mkdirSync(join(directory, "objects/pack"));
  } else symlinkSync(join(parent, "objects"), join(directory, "objects"));
  writeFileSync(join(directory, "HEAD"), `ref: refs/heads/${branch}\n`);
  writeFileSync(join(directory, "config"), configuration);
}

// Nothing may be packed or pruned behind the back of the readers; refs/pull is read-only to pushes, as on GitHub.
const configuration = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
	fsync = none
[gc]
	auto = 0
[maintenance]
	auto = false
[http]
	receivepack = true
[receive]
	autogc = false
	hideRefs = refs/pull
[uploadpack]
	allowAnySHA1InWant = true
	allowFilter = true
`;
