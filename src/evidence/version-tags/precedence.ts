import { compare } from "semver";
import { isSemanticVersion } from "./parse-artifact-tag.ts";

/**
 * Whether a version is lower than another (below 0), equal or higher, by the precedence of SemVer 2.0.0,
 * to which build metadata does not count. Undefined where one of them is no semantic version.
 */
export function precedence(version: string, other: string): number | undefined {
  return isSemanticVersion(version) && isSemanticVersion(other)
    ? compare(version, other)
    : undefined;
}
