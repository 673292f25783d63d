import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import { codeOwnersOf, parseCodeOwners } from "../evidence/code-owners.ts";
import type { Repository } from "../ports/repository.ts";
import { CONFIG_PATH } from "./policy.ts";

/** Whom CODEOWNERS names for the policy file at a revision; nobody where there is no such file. */
export async function policyFileOwners(
  repository: Repository,
  revision: string,
): Promise<Fact<readonly string[]>> {
  const file = await codeOwnersFile(repository, revision);
  if (file.state === "unavailable") return file;
  if (file.value === undefined) return known([]);
  const bytes = await repository.blob(file.value.id);
  return mapFact(bytes, (read) =>
    codeOwnersOf(parseCodeOwners(new TextDecoder().decode(read)), CONFIG_PATH),
  );
}

/** The first of the three places that GitHub looks at. */
async function codeOwnersFile(
  repository: Repository,
  revision: string,
): Promise<Fact<TreeEntry | undefined>> {
  for (const folder of [".github", "", "docs"]) {
    const listing = await (folder === ""
      ? repository.root(revision)
      : repository.files(revision, folder));
    if (listing.state === "unavailable") return listing;
    const found = listing.value.get(folder === "" ? "CODEOWNERS" : `${folder}/CODEOWNERS`);
    if (found?.type === "blob") return known(found);
    if (found !== undefined) return unavailable("invalid", `${found.path} is no plain file`);
  }
  return known(undefined);
}
