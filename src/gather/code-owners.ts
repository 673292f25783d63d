import { type Fact, known, mapFact } from "../core/model/fact.ts";
import { type CodeOwners, codeOwnersOf, parseCodeOwners } from "../evidence/code-owners.ts";
import type { GatherContext } from "./context.ts";
import { contentOf } from "./files.ts";
import { parseOnce } from "./parse-once.ts";

/**
 * Who owns the whole component by the default branch's CODEOWNERS: whoever is named for each of its
 * files that has owners. Nobody where there is no such file, or no one owner of all.
 */
export async function codeOwnersIn({
  change,
  repository,
  component,
  view,
}: Pick<GatherContext, "change" | "repository" | "component" | "view">): Promise<
  Fact<readonly string[]>
> {
  const entry = change.codeOwners;
  if (entry.state === "unavailable") return entry;
  if (entry.value === undefined) return known([]);
  const { id, path } = entry.value;
  const [bytes, files] = await Promise.all([repository.blob(id), contentOf(component, view)]);
  if (bytes.state === "unavailable") return bytes;
  if (files.state === "unavailable") return files;
  const lines = parseOnce(bytes.value, path, readCodeOwners);
  return mapFact(lines, (read) => {
    const [first = new Set<string>(), ...others] = files.value
      .map((file) => new Set(codeOwnersOf(read, file.path)))
      .filter((owners) => owners.size > 0);
    return [...others.reduce((common, owners) => common.intersection(owners), first)];
  });
}

function readCodeOwners(text: string): Fact<CodeOwners> {
  return known(parseCodeOwners(text));
}
