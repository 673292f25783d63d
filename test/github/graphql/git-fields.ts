import { history } from "../git/commit-graph.ts";
import type { Commit, TreeEntry } from "../git/objects.ts";
import { descend } from "../git/resolve-expression.ts";
import { pullRequestsWith } from "../rest/commits.ts";
import type { CheckSuite, Repository } from "../state/nouns.ts";
import { nodeId } from "../state/world.ts";
import { connectionOf } from "./connection.ts";
import { type Arguments, demandIn, type Fields } from "./context.ts";
import {
  type BlobNode,
  commitNode,
  type CommitNode,
  type GitNode,
  gitNode,
  type TagNode,
  type TreeNode,
} from "./git-nodes.ts";
import { rollup } from "./rollup.ts";

const checks = { permission: "checks", level: "read" } as const;

const common: Fields<GitNode> = {
  id: ({ kind, repository, object }) => nodeId(kind, `${repository.id}:${object.oid}`),
  oid: ({ object }) => object.oid,
  abbreviatedOid: ({ object }) => object.oid.slice(0, 7),
  commitUrl: ({ repository, object }, _, { world }) =>
    `${world.url}/${repository.owner.login}/${repository.name}/commit/${object.oid}`,
};

export const commitFields: Fields<CommitNode> = {
  ...(common as Fields<CommitNode>),
  url: ({ repository, object }, _, { world }) =>
    `${world.url}/${repository.owner.login}/${repository.name}/commit/${object.oid}`,
  tree: ({ repository, object }) => gitNode(repository, repository.objects.read(object.tree)),
  message: ({ object }) => object.message.replace(/\n$/, ""),
  messageHeadline: ({ object }) => object.message.split("\n", 1)[0],
  messageBody: ({ object }) => object.message.split("\n").slice(1).join("\n").trim(),
  author: ({ object }) => ({ kind: "GitActor", ...object.author }),
  committer: ({ object }) => ({ kind: "GitActor", ...object.committer }),
  // The author first, then everyone named by a "Co-authored-by" trailer.
  authors: ({ object }, input) => {
    const others = [...object.message.matchAll(/^co-authored-by: *(.*?) *<(.*)>$/gim)].map(
      ([, name = "", email = ""]) => ({ kind: "GitActor", name, email, date: object.author.date }),
    );
    return connectionOf([{ kind: "GitActor", ...object.author }, ...others], input);
  },
  authoredDate: ({ object }) => object.author.date,
  committedDate: ({ object }) => object.committer.date,
  committedViaWeb: ({ object }) => object.committer.email === "noreply@github.com",
  authoredByCommitter: ({ object }) => object.author.email === object.committer.email,
  signature: ({ object }) =>
    object.signature === null
      ? null
      : {
          kind: "GpgSignature",
          isValid: true,
          state: "VALID",
          signature: object.signature,
          wasSignedByGitHub: object.committer.email === "noreply@github.com",
        },
  parents: async ({ repository, object }, input) => {
    const parents = await Promise.all(
      object.parents.map(async (oid) => repository.objects.commit(oid)),
    );
    const known = parents.filter((commit) => commit !== undefined);
    return connectionOf(
      known.map((commit) => commitNode(repository, commit)),
      input,
    );
  },
  history: async ({ repository, object }, input) => {
    const commits = await history(repository.objects, object.oid, 10_000);
    const until = typeof input["until"] === "string" ? Date.parse(input["until"]) : Infinity;
    const since = typeof input["since"] === "string" ? Date.parse(input["since"]) : -Infinity;
    const within = commits.filter(({ committer }) => {
      const date = Date.parse(committer.date);
      return date <= until && date >= since;
    });
    const { path } = input;
    const touching =
      typeof path === "string" ? await commitsTouching(repository, within, path) : within;
    return connectionOf(
      touching.map((commit) => commitNode(repository, commit)),
      input,
    );
  },
  file: async ({ repository, object }, { path }) => {
    const whole = String(path);
    const slash = whole.lastIndexOf("/");
    const parent = await descend(repository, object, slash === -1 ? "" : whole.slice(0, slash));
    const entry =
      parent?.kind === "Tree"
        ? parent.entries.find(({ name }) => name === whole.slice(slash + 1))
        : undefined;
    return entry === undefined ? null : { kind: "TreeEntry", repository, entry, path: whole };
  },
  checkSuites: ({ repository, object }, input, context) => {
    demandIn(context, repository, checks);
    return connectionOf(selectSuites(repository.suites.get(object.oid) ?? [], input), input);
  },
  statusCheckRollup: ({ repository, object }, _, context) => {
    demandIn(context, repository, checks);
    return rollup(repository, object);
  },
  status: () => null,
  associatedPullRequests: async ({ repository, object }, input) =>
    connectionOf(await pullRequestsWith(repository, object), input),
};

/** Commits whose content at a path differs from that of each of their parents, as `git log -- path` lists them. */
async function commitsTouching(
  repository: Repository,
  commits: readonly Commit[],
  path: string,
): Promise<Commit[]> {
  const at = async (oid: string): Promise<string | undefined> =>
    (await descend(repository, await repository.objects.commit(oid), path))?.oid;
  const touching: Commit[] = [];
  for (const commit of commits) {
    const [here, ...before] = await Promise.all([commit.oid, ...commit.parents].map(at));
    const first = before.length === 0 && here !== undefined;
    if (first || (before.length > 0 && before.every((oid) => oid !== here))) touching.push(commit);
  }
  return touching;
}

function selectSuites(all: readonly CheckSuite[], input: Arguments): readonly CheckSuite[] {
  const { appId, checkName } = (input["filterBy"] ?? {}) as { appId?: number; checkName?: string };
  return all
    .filter(({ app }) => appId === undefined || appId === null || app.id === appId)
    .filter(
      ({ runs }) => typeof checkName !== "string" || runs.some(({ name }) => name === checkName),
    );
}

export const treeFields: Fields<TreeNode> = {
  ...(common as Fields<TreeNode>),
  entries: ({ repository, object, path }) => {
    const prefix = path === "" ? "" : `${path}/`;
    return object.entries.map((entry) => ({
      kind: "TreeEntry",
      repository,
      entry,
      path: `${prefix}${entry.name}`,
    }));
  },
};

type EntryNode = {
  readonly repository: GitNode["repository"];
  readonly entry: TreeEntry;
  readonly path: string;
};

export const treeEntryFields: Fields<EntryNode> = {
  name: ({ entry }) => entry.name,
  nameRaw: ({ entry }) => Buffer.from(entry.name).toString("base64"),
  path: ({ path }) => path,
  pathRaw: ({ path }) => Buffer.from(path).toString("base64"),
  type: ({ entry }) => entry.type,
  mode: ({ entry }) => Number.parseInt(entry.mode, 8),
  oid: ({ entry }) => entry.oid,
  extension: ({ entry }) => /\.[^.]*$/.exec(entry.name)?.[0] ?? "",
  object: ({ repository, entry, path }) =>
    entry.type === "commit" ? null : gitNode(repository, repository.objects.read(entry.oid), path),
  size: ({ repository, entry }) => {
    if (entry.type !== "blob") return 0;
    const found = repository.objects.read(entry.oid);
    if (found instanceof Promise)
      return found.then((blob) => (blob?.kind === "Blob" ? blob.content.length : 0));
    return found?.kind === "Blob" ? found.content.length : 0;
  },
  submodule: () => null,
};

/** Where the text of a blob is cut; `isTruncated` is the only sign of it. */
const longestText = 512_000;

export const blobFields: Fields<BlobNode> = {
  ...(common as Fields<BlobNode>),
  byteSize: ({ object }) => object.content.length,
  isBinary: ({ object }) => object.isBinary,
  isTruncated: ({ object }) => object.content.length > longestText,
  text: ({ object }) => {
    if (object.isBinary) return null;
    object.text ??= object.content.toString("utf8", 0, longestText);
    return object.text;
  },
};

export const tagFields: Fields<TagNode> = {
  ...(common as Fields<TagNode>),
  name: ({ object }) => object.name,
  message: ({ object }) => object.message.replace(/\n$/, ""),
  tagger: ({ object }) => (object.tagger === null ? null : { kind: "GitActor", ...object.tagger }),
  target: ({ repository, object }) =>
    gitNode(repository, repository.objects.read(object.target.oid)),
};
