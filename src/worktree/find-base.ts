import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { Git } from "./run-git.ts";

/** What the work tree is compared with, and the branch whose policy counts. */
export interface Base {
  /** The branch that a pull request would go to. */
  readonly branch: string;
  readonly tip: string;
  readonly defaultBranch: string;
  readonly defaultTip: string;
}

interface Ref {
  readonly name: string;
  readonly commit: string;
  /** Where a symbolic reference leads. */
  readonly target: string;
}

/** In the order in which they are tried. */
const CANDIDATES = [
  "refs/remotes/origin/HEAD",
  "refs/remotes/origin/main",
  "refs/remotes/origin/master",
  "refs/heads/main",
  "refs/heads/master",
];

/** Finds the base: the revision that is named, else the default branch. */
export async function findBase(git: Git, named: string | undefined): Promise<Fact<Base>> {
  const [refs, revision] = await Promise.all([
    defaultBranches(git),
    named === undefined ? undefined : resolve(git, named),
  ]);
  if (refs.state === "unavailable") return refs;
  if (revision?.state === "unavailable") return revision;
  const byDefault = refs.value[0];
  const base = revision?.value ?? byDefault;
  if (base === undefined) {
    return unavailable(
      "missing",
      `there is no branch to compare with: tried ${CANDIDATES.map(shortName).join(", ")}; name one with --base`,
    );
  }
  const defaultBranch = branchOf(byDefault ?? base) ?? "main";
  return known({
    // What is no branch, such as a commit's id, stands for the default branch.
    branch: branchOf(base) ?? defaultBranch,
    tip: base.commit,
    defaultBranch,
    defaultTip: (byDefault ?? base).commit,
  });
}

async function defaultBranches(git: Git): Promise<Fact<Ref[]>> {
  const format = "--format=%(objectname) %(refname) %(symref)";
  const output = await git(["for-each-ref", format, ...CANDIDATES]);
  return mapFact(output, (bytes) => {
    const refs = bytes
      .toString("utf8")
      .split("\n")
      .map((line) => line.split(" "))
      .map(([commit = "", name = "", target = ""]) => ({ commit, name, target }));
    return CANDIDATES.flatMap((name) => refs.filter((ref) => ref.name === name));
  });
}

async function resolve(git: Git, revision: string): Promise<Fact<Ref>> {
  const [commit, name] = await Promise.all([
    git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]),
    git(["rev-parse", "--symbolic-full-name", "--end-of-options", revision]),
  ]);
  if (commit.state === "unavailable") {
    return unavailable(
      "missing",
      `the base ${JSON.stringify(revision)} is no commit of this repository; fetch it, or name another with --base`,
    );
  }
  const full = name.state === "known" ? name.value.toString("utf8").trim() : "";
  return known({ commit: commit.value.toString("latin1").trim(), name: full, target: "" });
}

/** The branch's name as its own repository calls it. */
function branchOf({ name, target }: Ref): string | undefined {
  const match = /^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/.exec(target === "" ? name : target);
  return match?.[1];
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//, "");
}
