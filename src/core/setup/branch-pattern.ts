import { braceExpand } from "minimatch";

/** Signs that mean something to us and that GitHub's patterns have no word for. */
const UNSAYABLE = /[!+@?*]\(|\\/;

/**
 * A branch pattern of a policy in the patterns of GitHub's rulesets, which are those of Ruby's
 * `File.fnmatch` with path names: without braces, and with `**` only between slashes (docs:
 * creating-rulesets-for-a-repository). Undefined where they cannot say it.
 */
export function rulesetPatterns(glob: string): readonly string[] | undefined {
  if (UNSAYABLE.test(glob)) return undefined;
  return braceExpand(glob).map((pattern) => {
    if (pattern === "**") return "~ALL";
    const segments = pattern.split("/").map((segment, index, all) => {
      if (segment === "**") return index === all.length - 1 ? "**/*" : "**";
      return segment.replaceAll(/\*{2,}/g, "*");
    });
    return `refs/heads/${segments.join("/")}`;
  });
}

/** A name that the pattern fits, to ask GitHub by; the pattern itself where it is a name. */
export function sampleBranch(glob: string): string {
  const [first = glob] = braceExpand(glob);
  return first
    .replaceAll(/[!+@?*]\(([^|)]*)[^)]*\)/g, "$1")
    .replaceAll(/\*+/g, "1")
    .replaceAll("?", "1")
    .replaceAll(/\[!?(.)[^\]]*\]/g, "$1")
    .replaceAll("\\", "");
}

/** Whether a pattern names one branch. */
export function isBranchName(glob: string): boolean {
  return !/[*?[\]{}()!+@\\]/.test(glob);
}
