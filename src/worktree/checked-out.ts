import { type Fact, mapFact } from "../core/model/fact.ts";
import type { CheckedOut } from "../core/model/run-facts.ts";
import type { Git } from "./run-git.ts";

/** The commit that is checked out, and its tree. */
export async function checkedOut(git: Git): Promise<Fact<CheckedOut>> {
  const output = await git(["rev-parse", "HEAD^{commit}", "HEAD^{tree}"]);
  return mapFact(output, (bytes) => {
    const [commit = "", tree = ""] = bytes.toString("utf8").split("\n");
    return { commit, tree };
  });
}
