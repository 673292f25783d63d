import { parse } from "semver";
import type { ArtifactTag, Tag, TagEvent } from "../../core/model/version-tag.ts";

/** Git allows longer names than any file system; nobody writes them. */
const MAX_LENGTH = 1024;

/** A name in GTO's grammar (gto/constants.py): begins and ends with a letter or digit. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9/_-]*$/;
const DIRECTORY = /^[A-Za-z0-9./_-]+$/;
const ALPHANUMERIC = /^[A-Za-z0-9]$/;
/** An artifact named in a plain tag, `models/nn/v1.2.3`. */
const PLAIN_NAME = /^[A-Za-z0-9._/-]+$/;
/** More digits than this no number holds exactly. */
const COUNTER = /^\d{1,15}$/;

/**
 * Reads a tag that says something of an artifact. GTO's (constants.py, tag.py): `nn@v1.2.3` registers a
 * version, `nn#prod` assigns a stage, either with `!` takes that back, `nn@deprecated` and `nn@created`
 * speak of the artifact; each may end with a `#counter`, and `folder=` may stand in front. Plain:
 * `nn/v1.2.3` and `v1.2.3`. Versions are SemVer 2.0.0. Any other tag is undefined.
 */
export function parseArtifactTag(tag: Tag): ArtifactTag | undefined {
  const { name } = tag;
  if (name.length > MAX_LENGTH) return undefined;
  const split = name.search(/[@#]/);
  if (split < 0) return plainTag(tag);
  const artifact = artifactName(name.slice(0, split));
  const { body, counter } = counted(name.slice(split));
  const event = eventOf(body);
  if (artifact === undefined || event === undefined) return undefined;
  return { tag, artifact, form: "gto", event, ...(counter !== undefined && { counter }) };
}

/** Exactly SemVer 2.0.0: the package also forgives white space and a leading `v` or `=`. */
export function isSemanticVersion(text: string): boolean {
  const read = parse(text);
  if (read === null) return false;
  const build = read.build.length > 0 ? `+${read.build.join(".")}` : "";
  return read.version + build === text;
}

/** The first `#` of a stage belongs to it: `nn#2` assigns the stage 2, `nn#2#3` is that with a counter. */
function counted(event: string): { body: string; counter?: number } {
  const hash = event.lastIndexOf("#");
  const digits = event.slice(hash + 1);
  if (hash <= 0 || !COUNTER.test(digits)) return { body: event };
  return { body: event.slice(0, hash), counter: Number(digits) };
}

function eventOf(body: string): TagEvent | undefined {
  if (body === "@deprecated") return { action: "deprecate" };
  if (body === "@created") return { action: "create" };
  const takesBack = body.endsWith("!");
  const event = takesBack ? body.slice(0, -1) : body;
  if (event.startsWith("@v")) {
    const version = event.slice(2);
    if (!isSemanticVersion(version)) return undefined;
    return { action: takesBack ? "deregister" : "register", version };
  }
  const stage = event.slice(1);
  if (!event.startsWith("#") || !isName(stage)) return undefined;
  return { action: takesBack ? "unassign" : "assign", stage };
}

function plainTag(tag: Tag): ArtifactTag | undefined {
  const slash = tag.name.lastIndexOf("/");
  const artifact = tag.name.slice(0, Math.max(slash, 0));
  const last = tag.name.slice(slash + 1);
  if (!last.startsWith("v") || !isSemanticVersion(last.slice(1))) return undefined;
  if (slash >= 0 && !PLAIN_NAME.test(artifact)) return undefined;
  return { tag, artifact, form: "plain", event: { action: "register", version: last.slice(1) } };
}

/** `folder=name` of a tag is `folder:name` everywhere else (GTO). */
function artifactName(text: string): string | undefined {
  const equals = text.indexOf("=");
  const name = text.slice(equals + 1);
  if (!isName(name)) return undefined;
  if (equals < 0) return name;
  const directory = text.slice(0, equals);
  return DIRECTORY.test(directory) ? `${directory}:${name}` : undefined;
}

function isName(text: string): boolean {
  return NAME.test(text) && ALPHANUMERIC.test(text.slice(-1));
}
