import type { Installation, Repository } from "./nouns.ts";

/** Does the installation reach the repository? */
export function installationCovers(installation: Installation, repository: Repository): boolean {
  if (installation.account !== repository.owner) return false;
  return installation.repositories?.has(repository) ?? true;
}
