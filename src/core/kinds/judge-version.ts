import { compare, type SemVer } from "semver";
import type { Bump, ContentChange } from "../model/artifact-content.ts";
import { type Unavailable, unavailable } from "../model/fact.ts";
import type { ArtifactVersions, RegisteredVersion } from "../model/facts.ts";
import { semanticVersion } from "./semantic-version.ts";
import { bumpFault } from "./version-bump.ts";

/** What comes of one artifact's version. */
export interface VersionVerdict {
  /** Undefined where it could not be told. */
  readonly ok: boolean | undefined;
  readonly says: string;
  readonly unavailable?: Unavailable;
}

/**
 * The version under review stands in the card, since its tag can only come after the merge. It must be
 * higher than every registered one that base builds on, unless that has this very content; must not be
 * one that a tag gave to other content; and without any tag must rise when the content differs from base.
 *
 * @param minimum the least part of the version that new content raises
 */
export function judgeVersion(versions: ArtifactVersions, minimum: Bump): VersionVerdict {
  const { artifact, digest, stated } = versions;
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
    const reason = `the content of ${name} is not known: ${digest.reason}`;
    return { ok: undefined, says: "", unavailable: { ...digest, reason } };
  }
  const own = semanticVersion(stated?.text.trim() ?? "");
  if (own !== undefined && compare(own, declared) !== 0) {
    return bad(`${name} is ${text} here, and its own description says ${own.raw}: make them agree`);
  }
  return againstTags(versions, declared, minimum) ?? againstBase(versions, declared, minimum);
}

function againstTags(
  versions: ArtifactVersions,
  declared: SemVer,
  minimum: Bump,
): VersionVerdict | undefined {
  const { artifact, registered } = versions;
  const { name } = artifact;
  const taken = registered.filter((each) => orderOf(each, declared) === 0);
  const same = taken.find((each) => each.change?.state === "same");
  if (same) return good(`${name} ${declared.version} is what ${same.tag} registered`);
  const other = taken.find((each) => each.change?.state === "changed");
  if (other) {
    const where = other.inBase === false ? ", which base does not build on," : "";
    return bad(
      `${name} ${declared.version} is registered by ${other.tag}${where} with other content${detail(other.change)}; give this content a higher version`,
    );
  }
  const above = registered.findLast(
    (each) => each.inBase === true && (orderOf(each, declared) ?? 0) > 0,
  );
  if (above?.change?.state === "changed") {
    return bad(
      `${name} is ${declared.version}, which is lower than ${above.version} that ${above.tag} registered with other content${detail(above.change)}; give this content a version above ${above.version}`,
    );
  }
  if (above?.change?.state === "same") {
    return bad(
      `${name} is ${declared.version}, and ${above.tag} registered this very content as ${above.version}; declare that`,
    );
  }
  return taken.length > 0 ? undefined : notRegisteredYet(versions, declared, minimum);
}

/** A version that has no tag yet takes in every change that comes before its tag. */
function notRegisteredYet(
  { artifact: { name }, registered, base, change }: ArtifactVersions,
  declared: SemVer,
  minimum: Bump,
): VersionVerdict | undefined {
  const before = semanticVersion(base?.version?.text.trim() ?? "");
  const last = registered.findLast(
    (each) => each.inBase === true && (orderOf(each, declared) ?? 0) < 0,
  );
  const since = semanticVersion(last?.version ?? "");
  const changes = change.state === "known" && change.value?.state === "changed";
  if (!changes || before === undefined || compare(before, declared) !== 0) return undefined;
  if (since === undefined || last?.change === undefined) return undefined;
  const fault = bumpFault(since, declared, last.change, minimum);
  return fault === undefined
    ? good(`${name} ${declared.version} is not registered yet and follows ${last.tag}`)
    : bad(`${name}: ${fault}`);
}

function orderOf({ version }: RegisteredVersion, declared: SemVer): number | undefined {
  const other = semanticVersion(version);
  return other && compare(other, declared);
}

function againstBase(
  { artifact: { name }, base, change, registered }: ArtifactVersions,
  declared: SemVer,
  minimum: Bump,
): VersionVerdict {
  const before = semanticVersion(base?.version?.text.trim() ?? "");
  const order = before === undefined ? 1 : compare(declared, before);
  if (before === undefined || (change.state === "known" && change.value === undefined)) {
    return good(`${name} starts at ${declared.version}`);
  }
  const rise = `from ${before.version} to ${declared.version}`;
  const taken = registered.find(({ version }) => semanticVersion(version)?.compare(declared) === 0);
  const why = whyUntold(change);
  if (why !== undefined) {
    if (order > 0 && taken === undefined && why.cause !== "upstream") {
      return good(`${name} rises ${rise}; ${why.reason}`);
    }
    const reason = `whether the content of ${name} differs from the base branch is not known: ${why.reason}`;
    const hint = why.cause === "upstream" ? "" : "; raise its version to say that it does";
    return { ok: undefined, says: "", unavailable: { ...why, reason: reason + hint } };
  }
  const is = change.state === "known" ? change.value : undefined;
  if (is?.state !== "changed") {
    if (order < 0) return bad(`${name} goes back ${rise} with the same content`);
    const growth = is?.says === undefined ? "" : `; ${is.says}`;
    return good(
      order === 0
        ? `${name} ${declared.version} is unchanged${growth}`
        : `${name} ${declared.version} has the content of ${before.version}: is anything missing?`,
    );
  }
  if (order <= 0) {
    const build = order === 0 && before.raw !== declared.raw ? " (build metadata does not count)" : ""; // prettier-ignore
    return bad(
      `the content of ${name} changes and its version does not rise: ${before.version}, now ${declared.version}${build}${detail(is)}`,
    );
  }
  if (taken !== undefined) {
    return bad(`${name} ${declared.version} is taken by ${taken.tag}; choose a higher version`);
  }
  const fault = bumpFault(before, declared, is, minimum);
  return fault === undefined
    ? good(`${name} rises ${rise} with its content`)
    : bad(`${name}: ${fault}`);
}

/** Why it is not told whether content changed; undefined where it is. */
function whyUntold(change: ArtifactVersions["change"]): Unavailable | undefined {
  if (change.state === "unavailable") return change;
  return change.value?.state === "incomparable"
    ? unavailable("invalid", change.value.says ?? "it cannot be compared")
    : undefined;
}

function detail(change: ContentChange | undefined): string {
  return change?.says === undefined || change.says === "" ? "" : ` (${change.says})`;
}

function good(says: string): VersionVerdict {
  return { ok: true, says };
}

function bad(says: string): VersionVerdict {
  return { ok: false, says };
}
