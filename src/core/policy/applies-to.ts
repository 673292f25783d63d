import type { AppliesTo } from "../model/organization.ts";
import { compileGlobs } from "../source/glob.ts";

/** A repository as an organisation's policy looks at it. */
export interface RepositoryTraits {
  readonly name: string;
  /** Custom properties; several values where a property takes several. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
}

/** Whether an organisation's policy is for a repository. GitHub's names have no case of their own. */
export function appliesTo(
  { repositories, except, properties }: AppliesTo,
  repository: RepositoryTraits,
): boolean {
  const name = repository.name.toLowerCase();
  const matches = (patterns: readonly string[]): boolean =>
    compileGlobs(patterns.map((pattern) => pattern.toLowerCase()))(name);
  if (repositories !== undefined && !matches(repositories)) return false;
  if (matches(except)) return false;
  return [...properties].every(([property, wanted]) =>
    repository.properties.get(property)?.some((value) => wanted.includes(value)),
  );
}
