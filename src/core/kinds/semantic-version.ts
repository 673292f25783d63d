import { parse, type SemVer } from "semver";

/** A version in the exact form of Semantic Versioning 2.0, without a `v` in front. */
export function semanticVersion(text: string): SemVer | undefined {
  const version = parse(text);
  if (version === null) return undefined;
  const build = version.build.length > 0 ? `+${version.build.join(".")}` : "";
  return version.version + build === text ? version : undefined; // the package forgives more
}
