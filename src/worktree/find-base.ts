import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ObjectReader } from "./object-reader.ts";
import type { Ref } from "./read-refs.ts";

/** What the work tree is compared with, and the branch whose policy counts. */
export interface Base {
  /** The branch that a pull request would go to. */
  readonly branch: string;
  readonly tip: string;
  readonly defaultBranch: string;
  readonly defaultTip: string;
}

/** Where the default branch may be, in the order in which it is looked for. */
const DEFAULTS = [
  "refs/remotes/origin/HEAD",
  "refs/remotes/origin/main",
  "refs/remotes/origin/master",
  "refs/heads/main",
  "refs/heads/master",
];

/** The references that finding the base asks for. */
export function refsForBase(named: string | undefined): string[] {
  return [...DEFAULTS, ...(named === undefined ? [] : possibleRefs(named))];
}

/** Finds the base: the revision that is named, else the default branch. */
export async function findBase(
  refs: readonly Ref[],
  objects: ObjectReader,
  named: string | undefined,
): Promise<Fact<Base>> {
  const among = (names: readonly string[]): Ref | undefined =>
    names
      .map((name) => refs.find((ref) => ref.name === name && ref.type === "commit"))
      .find((ref) => ref !== undefined);
  const byDefault = among(DEFAULTS);
  if (named === undefined) {
    return byDefault
      ? known(baseOf(branchOf(byDefault), byDefault.id, byDefault))
      : unavailable(
          "missing",
          `there is no branch to compare with: tried ${DEFAULTS.map(shortName).join(", ")}; name one with --base`,
        );
  }
  const commit = await objects.read(`${named}^{commit}`);
  if (commit.state === "unavailable") return commit;
  if (commit.value === undefined) {
    return unavailable(
      "missing",
      `the base ${JSON.stringify(named)} is no commit of this repository; fetch it, or name another with --base`,
    );
  }
  const ref = among(possibleRefs(named));
  return known(baseOf(ref && branchOf(ref), commit.value.id, byDefault));
}

/** What is no branch, such as a commit's id, stands for the default branch. */
function baseOf(branch: string | undefined, tip: string, byDefault: Ref | undefined): Base {
  const defaultBranch = (byDefault && branchOf(byDefault)) ?? branch ?? "main";
  return {
    branch: branch ?? defaultBranch,
    tip,
    defaultBranch,
    defaultTip: byDefault?.id ?? tip,
  };
}

/** What git takes a short name for, in its order (gitrevisions). */
function possibleRefs(name: string): string[] {
  return [
    ...(name.startsWith("refs/") ? [name] : []),
    `refs/${name}`,
    `refs/tags/${name}`,
    `refs/heads/${name}`,
    `refs/remotes/${name}`,
    `refs/remotes/${name}/HEAD`,
  ];
}

/** The branch's name as its own repository calls it; undefined for a tag. */
function branchOf({ name, target }: Ref): string | undefined {
  return /^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/.exec(target === "" ? name : target)?.[1];
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//, "");
}
