/** Names of properties that carry ids, in lower case. */
const CARRIERS: ReadonlySet<string> = new Set(["requirement", "requirements", "req"]);

/** More of one case than anybody traces. */
const MAX_IDS = 100;
const MAX_ID = 64;

/**
 * Ids in a name or a tag: `REQ-4.2.1`, `@req:4.2.1`, and `[4.2.1]` as a word of its own. A bare number
 * is none, since it may be a version; nor is one in brackets that follow a word, which is how pytest
 * writes a parameter (`test_upgrade[1.2.3]`).
 */
const MARKED = [
  /(?<![A-Za-z0-9])REQ-(\d{1,6}(?:\.\d{1,6}){0,2})(?![A-Za-z0-9]|\.\d)/g,
  /@req:(?:REQ-)?(\d{1,6}(?:\.\d{1,6}){0,2})(?![A-Za-z0-9]|\.\d)/gi,
  /(?<![^\s/_>(:])\[(?:REQ-)?(\d{1,6}(?:\.\d{1,6}){1,2})\]/g,
];

/** What every marked id has. */
const MARK = /\[|REQ-|@req:/i;

/** What a case says of itself. */
export interface Described {
  readonly properties: ReadonlyMap<string, string>;
  /** Its name, its tags, and the names of what it stands in. */
  readonly texts: readonly string[];
}

/** The requirements that a case says it checks, each once; `REQ-4.2.1` is `4.2.1`. */
export function requirementIds({ properties, texts }: Described): readonly string[] {
  const carried = [...properties].flatMap(([name, value]) =>
    CARRIERS.has(name.trim().toLowerCase()) ? value.split(/[\s,]+/) : [],
  );
  const marked = texts.flatMap((text) =>
    MARK.test(text)
      ? MARKED.flatMap((pattern) => Array.from(text.matchAll(pattern), ([, id]) => id ?? ""))
      : [],
  );
  const ids = [...carried.map(bare), ...marked].filter((id) => id !== "");
  return [...new Set(ids)].slice(0, MAX_IDS);
}

function bare(id: string): string {
  return id.slice(0, MAX_ID).replace(/^REQ-(?=\d)/i, "");
}
