export type Identity = { readonly name: string; readonly email: string; readonly date: string };

export type Commit = {
  readonly kind: "Commit";
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Identity;
  readonly committer: Identity;
  readonly message: string;
  readonly signature: string | null;
};

export type TreeEntry = {
  readonly name: string;
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly oid: string;
};

export type Tree = {
  readonly kind: "Tree";
  readonly oid: string;
  readonly entries: readonly TreeEntry[];
};

export type Blob = {
  readonly kind: "Blob";
  readonly oid: string;
  readonly content: Buffer;
  readonly isBinary: boolean;
  /** The text as far as GraphQL shows it, made on first demand. */
  text?: string;
};

export type Tag = {
  readonly kind: "Tag";
  readonly oid: string;
  readonly name: string;
  readonly target: { readonly type: string; readonly oid: string };
  readonly tagger: Identity | null;
  readonly message: string;
};

export type GitObject = Commit | Tree | Blob | Tag;

/** Parses the content of an object as `git cat-file` prints it. */
export function parseObject(oid: string, type: string, content: Buffer): GitObject {
  if (type === "blob") return { kind: "Blob", oid, content, isBinary: looksBinary(content) };
  if (type === "tree") return { kind: "Tree", oid, entries: parseTree(content) };
  const { headers, message } = parseHeaders(content.toString());
  const first = (name: string): string => headers.find(([key]) => key === name)?.[1] ?? "";
  if (type === "tag") {
    const tagger = first("tagger");
    return {
      kind: "Tag",
      oid,
      name: first("tag"),
      target: { type: first("type"), oid: first("object") },
      tagger: tagger === "" ? null : parseIdentity(tagger),
      message,
    };
  }
  return {
    kind: "Commit",
    oid,
    tree: first("tree"),
    parents: headers.filter(([key]) => key === "parent").map(([, value]) => value),
    author: parseIdentity(first("author")),
    committer: parseIdentity(first("committer")),
    message,
    signature: first("gpgsig") || null,
  };
}

/** git's own guess (and GitHub's): a NUL among the first 8,000 bytes. */
function looksBinary(content: Buffer): boolean {
  return content.subarray(0, 8000).includes(0);
}

function parseTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    const mode = content.toString("latin1", at, space).padStart(6, "0");
    entries.push({
      mode,
      type: mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob",
      name: content.toString("utf8", space + 1, end),
      oid: content.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

function parseHeaders(text: string): { headers: [string, string][]; message: string } {
  const blank = text.indexOf("\n\n");
  const head = blank === -1 ? text : text.slice(0, blank);
  const headers: [string, string][] = [];
  for (const line of head.split("\n")) {
    const last = headers.at(-1);
    if (line.startsWith(" ") && last !== undefined) last[1] += `\n${line.slice(1)}`;
    else {
      const space = line.indexOf(" ");
      headers.push([line.slice(0, space), line.slice(space + 1)]);
    }
  }
  return { headers, message: blank === -1 ? "" : text.slice(blank + 2) };
}

function parseIdentity(text: string): Identity {
  const match = /^(.*?) ?<(.*)> (-?\d+) ([+-]\d{4})$/s.exec(text);
  const seconds = Number(match?.[3] ?? 0);
  const date = `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
  return { name: match?.[1] ?? text, email: match?.[2] ?? "", date };
}

/** The line of a commit or tag that names a person; git keeps whole seconds. */
export function formatIdentity(identity: Identity): string {
  const seconds = Math.floor(Date.parse(identity.date) / 1000);
  return `${clean(identity.name)} <${clean(identity.email)}> ${seconds} +0000`;
}

function clean(text: string): string {
  return text.replaceAll(/[<>\n]/g, "");
}

/** The bytes of a tree; git orders directories as if their names ended in a slash. */
export function formatTree(entries: readonly TreeEntry[]): Buffer {
  const key = (entry: TreeEntry): string => (entry.type === "tree" ? `${entry.name}/` : entry.name);
  const sorted = entries.toSorted((a, b) =>
    Buffer.compare(Buffer.from(key(a)), Buffer.from(key(b))),
  );
  return Buffer.concat(
    sorted.flatMap((entry) => [
      Buffer.from(`${entry.mode.replace(/^0/, "")} ${entry.name}\0`),
      Buffer.from(entry.oid, "hex"),
    ]),
  );
}
