import type { Repository } from "../state/nouns.ts";
import { resolveExpression } from "./resolve-expression.ts";

/** The text files of a commit below a folder, or the one of that path; none where there is no such. */
export async function listFiles(
  repository: Repository,
  commit: string,
  path: string,
): Promise<Record<string, string>> {
  const found = await resolveExpression(repository, `${commit}:${path}`);
  if (found?.kind === "Blob") return { [path]: found.content.toString() };
  if (found?.kind !== "Tree") return {};
  const inner = await Promise.all(
    found.entries
      .filter(({ type }) => type !== "commit")
      .map(async ({ name }) => listFiles(repository, commit, `${path}/${name}`)),
  );
  return Object.assign({}, ...inner) as Record<string, string>;
}
