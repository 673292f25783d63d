import { compare, type SemVer } from "semver";
import type { Unavailable } from "../model/fact.ts";
import type { ArtifactVersions } from "../model/facts.ts";
import { semanticVersion } from "./semantic-version.ts";

/** What comes of one artifact's version. */
export interface VersionVerdict {
  /** Undefined where it could not be told. */
  readonly ok: boolean | undefined;
  readonly says: string;
  readonly unavailable?: Unavailable;
}

/**
 * The version under review stands in the card, since its tag can only come after the merge. It must
 * rise when the content differs from base, and must not be one that a tag gave to other content.
 */
export function judgeVersion(versions: ArtifactVersions): VersionVerdict {
  const { artifact, digest } = versions;
  const { name } = artifact;
  const text = artifact.version?.text.trim() ?? "";
  const declared = semanticVersion(text);
  if (text === "") return bad(`${name} has no version`);
  if (declared === undefined) {
    return bad(`${name} has the version "${text}", which is not a semantic version such as 1.0.0`);
  }
  if (artifact.registry !== undefined && artifact.digest === undefined) {
    return bad(`${name} ${text} is in a registry and no digest pins it`);
  }
  if (digest.state === "unavailable") {
    return {
      ok: undefined,
      says: "",
      unavailable: { ...digest, reason: `the content of ${name} is not known: ${digest.reason}` },
    };
  }
  return (
    againstTags(versions, declared, digest.value) ?? againstBase(versions, declared, digest.value)
  );
}

function againstTags(
  { artifact, registered }: ArtifactVersions,
  declared: SemVer,
  digest: string,
): VersionVerdict | undefined {
  const taken = registered.find(({ version }) => {
    const other = semanticVersion(version);
    return other !== undefined && compare(other, declared) === 0;
  });
  if (taken?.digest === undefined) return undefined;
  return taken.digest === digest
    ? good(`${artifact.name} ${declared.version} is what ${taken.tag} registered`)
    : bad(
        `${artifact.name} ${declared.version} is registered by ${taken.tag} with other content; give this content a higher version`,
      );
}

function againstBase(
  { artifact, base, baseDigest, registered }: ArtifactVersions,
  declared: SemVer,
  digest: string,
): VersionVerdict {
  const { name } = artifact;
  if (baseDigest.state === "unavailable") {
    const reason = `the content of ${name} on the base branch is not known: ${baseDigest.reason}`;
    return { ok: undefined, says: "", unavailable: { ...baseDigest, reason } };
  }
  const before = semanticVersion(base?.version?.text.trim() ?? "");
  if (before === undefined || baseDigest.value === undefined) {
    return good(`${name} starts at ${declared.version}`);
  }
  const order = compare(declared, before);
  if (baseDigest.value === digest) {
    if (order < 0)
      return bad(
        `${name} goes back from ${before.version} to ${declared.version} with the same content`,
      );
    return good(
      order === 0
        ? `${name} ${declared.version} is unchanged`
        : `${name} ${declared.version} has the content of ${before.version}`,
    );
  }
  if (order <= 0) {
    return bad(
      `the content of ${name} changes and its version does not rise: ${before.version}, now ${declared.version}`,
    );
  }
  const taken = registered.find(({ version }) => version === declared.version);
  return taken === undefined
    ? good(`${name} rises from ${before.version} to ${declared.version} with its content`)
    : bad(`${name} ${declared.version} is taken by ${taken.tag}; choose a higher version`);
}

function good(says: string): VersionVerdict {
  return { ok: true, says };
}

function bad(says: string): VersionVerdict {
  return { ok: false, says };
}
