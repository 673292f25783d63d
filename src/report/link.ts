import { inPolicyRepository } from "../core/model/organization.ts";
import { type Place, placeText } from "../core/model/place.ts";
import { code } from "./escape.ts";

/** The commit whose files are linked to. */
export interface LinkTarget {
  readonly commit: string;
  /** `https://github.com/acme/scanner`; without it places are named and not linked. */
  readonly repositoryUrl?: string | undefined;
}

/** An address that ends a link of Markdown nowhere but at its own end. */
const PLAIN_URL = /^https?:\/\/[\w.:/-]+$/;

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** A place as Markdown, linked to its line where it was read. */
export function placeLink(place: Place, { commit, repositoryUrl }: LinkTarget): string {
  // What a reviewer said is found at a commit and not in a file.
  if (COMMIT.test(place.path)) {
    const name = code(place.path.slice(0, 7));
    return repositoryUrl === undefined ? name : `[${name}](${repositoryUrl}/commit/${place.path})`;
  }
  const name = code(placeText(place));
  if (place.run !== undefined) return PLAIN_URL.test(place.run) ? `[${name}](${place.run})` : name;
  if (repositoryUrl === undefined || !isInside(place.path)) return name;
  const line = place.line === undefined ? "" : `#L${place.line}`;
  const elsewhere = inPolicyRepository(place.path);
  if (elsewhere !== undefined) {
    const host = repositoryUrl.replace(/\/[^/]+\/[^/]+$/, "");
    return `[${name}](${host}/${elsewhere.repository}/blob/HEAD/${encodedPath(elsewhere.path)}${line})`;
  }
  const at = place.commit ?? commit;
  return `[${name}](${repositoryUrl}/blob/${at}/${encodedPath(place.path)}${line})`;
}

/** Whether a path names a file of the repository: one of dots would lead out of it, a commit is none. */
export function isInside(path: string): boolean {
  if (path === "" || COMMIT.test(path)) return false;
  return !path.split("/").some((part) => ["", ".", ".."].includes(part));
}

/** A path as addresses write it. */
export function encodedPath(path: string): string {
  return path
    .toWellFormed()
    .split("/")
    .map((part) =>
      encodeURIComponent(part).replaceAll(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join("/");
}
