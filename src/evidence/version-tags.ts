import { compareBuild, parse } from "semver";
import type { RegisteredVersion } from "../core/model/facts.ts";
import type { Tag, VersionTag } from "../core/model/version-tag.ts";

/** Git allows longer names than any file system; nobody writes them. */
const MAX_LENGTH = 1024;

/** A name in GTO's grammar (gto/constants.py): begins and ends with a letter or digit. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9/_-]*$/;
const DIRECTORY = /^[A-Za-z0-9./_-]+$/;
const ALPHANUMERIC = /^[A-Za-z0-9]$/;
/** An artifact named in a plain tag, `models/nn/v1.2.3`. */
const PLAIN_NAME = /^[A-Za-z0-9._/-]+$/;

/**
 * Reads a tag that registers a version or takes it back: `nn@v1.2.3`, `nn@v1.2.3!`, either with a
 * `#counter`, and with `folder=` in front (GTO; the artifact is then called `folder:nn`), or plain
 * `nn/v1.2.3` and `v1.2.3`. Versions are SemVer 2.0.0. Any other tag is undefined.
 */
export function parseVersionTag(tag: Tag): VersionTag | undefined {
  const { name } = tag;
  if (name.length > MAX_LENGTH) return undefined;
  const at = name.indexOf("@v");
  return at < 0 ? plainTag(tag) : gtoTag(tag, name.slice(0, at), name.slice(at + 2));
}

/**
 * The versions of an artifact that are registered and were not taken back afterwards, in order. A
 * lightweight tag registers nothing in GTO; it is listed as not annotated, so that a rule can say so.
 */
export function registeredVersions(
  tags: readonly Tag[],
  artifact: string,
): readonly RegisteredVersion[] {
  const own = tags
    .map((tag) => parseVersionTag(tag))
    .filter((tag) => tag !== undefined)
    .filter((tag) => tag.artifact === artifact);
  const cancelled = own.filter(({ action, tag }) => action === "deregister" && tag.annotated);
  return own
    .filter(({ action }) => action === "register")
    .filter((tag) => !cancelled.some((by) => by.version === tag.version && !isAfter(tag, by)))
    .toSorted((a, b) => compareBuild(a.version, b.version) || (a.tag.name < b.tag.name ? -1 : 1))
    .map(({ version, tag }) => ({ version, tag: tag.name, annotated: tag.annotated }));
}

function gtoTag(tag: Tag, artifact: string, event: string): VersionTag | undefined {
  const [body = "", digits, ...more] = event.split("#");
  if (more.length > 0 || (digits !== undefined && !/^\d{1,15}$/.test(digits))) return undefined;
  const deregisters = body.endsWith("!");
  const version = deregisters ? body.slice(0, -1) : body;
  const name = artifactName(artifact);
  if (name === undefined || !isVersion(version)) return undefined;
  return {
    tag,
    artifact: name,
    version,
    action: deregisters ? "deregister" : "register",
    ...(digits !== undefined && { counter: Number(digits) }),
  };
}

function plainTag(tag: Tag): VersionTag | undefined {
  const slash = tag.name.lastIndexOf("/");
  const artifact = tag.name.slice(0, Math.max(slash, 0));
  const last = tag.name.slice(slash + 1);
  if (!last.startsWith("v") || !isVersion(last.slice(1))) return undefined;
  if (slash >= 0 && !PLAIN_NAME.test(artifact)) return undefined;
  return { tag, artifact, version: last.slice(1), action: "register" };
}

/** `folder=name` of a tag is `folder:name` everywhere else (GTO). */
function artifactName(text: string): string | undefined {
  const equals = text.indexOf("=");
  const name = text.slice(equals + 1);
  if (!NAME.test(name) || !ALPHANUMERIC.test(name.slice(-1))) return undefined;
  if (equals < 0) return name;
  const directory = text.slice(0, equals);
  return DIRECTORY.test(directory) ? `${directory}:${name}` : undefined;
}

/** Exactly SemVer 2.0.0: the package also forgives white space and a leading `v` or `=`. */
function isVersion(text: string): boolean {
  const read = parse(text);
  if (read === null) return false;
  const build = read.build.length > 0 ? `+${read.build.join(".")}` : "";
  return read.version + build === text;
}

/** Whether a registration came after a cancellation: by date, else by GTO's counter. */
function isAfter(registration: VersionTag, cancellation: VersionTag): boolean {
  const [then, now] = [cancellation.tag.taggedAt, registration.tag.taggedAt];
  if (then !== undefined && now !== undefined && then !== now) return now > then;
  // The first tag of an event carries no counter.
  return (registration.counter ?? 0) > (cancellation.counter ?? 0);
}
