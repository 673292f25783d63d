import DataLoader from "dataloader";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import type { BlobAnswer, EntryAnswer, EntryTree, SideAnswer } from "./evaluation-query.ts";
import type { InstallationClient } from "./installation-client.ts";
import type { ObjectCache } from "./object-cache.ts";
import { treeEntry } from "./tree-entries.ts";

/** What one more request can be asked for; everything asked at about the same time shares it. */
export type Wish =
  | { readonly type: "blob"; readonly id: string }
  | { readonly type: "tree"; readonly id: string }
  | { readonly type: "commit"; readonly id: string }
  | { readonly type: "team"; readonly organization: string; readonly slug: string }
  | { readonly type: "permission"; readonly login: string };

export type ObjectLoader = DataLoader<Wish, Fact<unknown>, string>;

/** GitHub refuses queries that take longer than ten seconds; so many objects stay well below. */
const MAX_BATCH = 100;

const FRAGMENTS = /* GraphQL */ `
  fragment Entry on TreeEntry {
    name
    mode
    type
    oid
    size
  }
  fragment WishedBlob on Blob {
    oid
    byteSize
    isBinary
    isTruncated
    text
  }
  fragment WishedTree on Tree {
    oid
    entries {
      ...Entry
      object {
        ... on Tree {
          entries {
            ...Entry
            object {
              ... on Tree {
                entries {
                  ...Entry
                }
              }
            }
          }
        }
      }
    }
  }
  fragment WishedCommit on Commit {
    oid
    tree {
      oid
      entries {
        ...Entry
      }
    }
    records: file(path: ".mltrl") {
      object {
        ... on Tree {
          entries {
            ...Entry
            object {
              ... on Tree {
                entries {
                  ...Entry
                  object {
                    ... on Tree {
                      entries {
                        ...Entry
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`;

/** Collects wishes of one moment into one aliased query. */
export function createObjectLoader(
  client: InstallationClient,
  repository: { readonly id: number; readonly owner: string; readonly name: string },
  cache: ObjectCache,
): ObjectLoader {
  return new DataLoader(
    async (wishes) => {
      const { data, errors } = await client.graphql<Record<string, unknown>>(
        documentFor(wishes),
        variablesFor(wishes, repository),
      );
      const inRepository = (data["repository"] ?? {}) as Record<string, unknown>;
      return wishes.map((wish, i) => {
        const answer = wish.type === "team" ? data[`w${i}`] : inRepository[`w${i}`];
        const refused = errors.find(
          ({ path }) => path?.includes(`w${i}`) || !path?.some((each) => isAlias(each)),
        );
        if (refused) return unavailable("upstream", `GitHub: ${refused.message}`);
        return granted(wish, answer, repository.id, cache);
      });
    },
    { maxBatchSize: MAX_BATCH, cacheKeyFn: (wish) => JSON.stringify(wish) },
  );
}

/** An error that names no wish is about all of them. */
function isAlias(part: string | number): boolean {
  return /^w\d+$/.test(String(part));
}

function documentFor(wishes: readonly Wish[]): string {
  const inside = wishes.map((wish, i) => fieldFor(wish, i));
  const outside = wishes.map((wish, i) =>
    wish.type === "team"
      ? `w${i}: organization(login: $a${i}) { team(slug: $b${i}) { members(first: 100, membership: ALL) { totalCount nodes { login } } } }`
      : "",
  );
  const variables = wishes.map((wish, i) => declarationFor(wish, i)).join("");
  const spread = inside.join("").trim() === "" ? "databaseId" : inside.join("\n");
  const used = ["WishedBlob", "WishedTree", "WishedCommit"].filter((name) => spread.includes(name));
  return `query ReadObjects($owner: String!, $name: String!${variables}) {
    repository(owner: $owner, name: $name) { ${spread} }
    ${outside.join("\n")}
  }${fragmentsFor(used)}`;
}

/** GraphQL refuses fragments that nothing spreads. */
function fragmentsFor(used: readonly string[]): string {
  const blocks = FRAGMENTS.split(/(?=\n {2}fragment )/).filter((block) => block.trim() !== "");
  const names = used.some((name) => name !== "WishedBlob") ? [...used, "Entry"] : used;
  return blocks
    .filter((block) => names.some((name) => block.includes(`fragment ${name} `)))
    .join("");
}

function fieldFor(wish: Wish, i: number): string {
  switch (wish.type) {
    case "blob":
      return `w${i}: object(oid: $a${i}) { ...WishedBlob }`;
    case "tree":
      return `w${i}: object(oid: $a${i}) { ...WishedTree }`;
    case "commit":
      return `w${i}: object(oid: $a${i}) { ...WishedCommit }`;
    case "permission":
      return `w${i}: collaborators(first: 1, login: $a${i}) { edges { permission node { login } } }`;
    case "team":
      return "";
  }
}

function declarationFor(wish: Wish, i: number): string {
  if (wish.type === "team") return `, $a${i}: String!, $b${i}: String!`;
  return wish.type === "permission" ? `, $a${i}: String` : `, $a${i}: GitObjectID`;
}

function variablesFor(
  wishes: readonly Wish[],
  { owner, name }: { readonly owner: string; readonly name: string },
): Record<string, string> {
  const values = wishes.flatMap((wish, i): [string, string][] => {
    if (wish.type === "team")
      return [
        [`a${i}`, wish.organization],
        [`b${i}`, wish.slug],
      ];
    return [[`a${i}`, wish.type === "permission" ? wish.login : wish.id]];
  });
  return { owner, name, ...Object.fromEntries(values) };
}

function granted(
  wish: Wish,
  answer: unknown,
  repository: number,
  cache: ObjectCache,
): Fact<unknown> {
  switch (wish.type) {
    case "blob":
      return answer === null || answer === undefined
        ? unavailable("missing", `there is no object ${wish.id}`)
        : known(answer as BlobAnswer);
    case "tree":
      return treeFact(wish.id, answer as EntryTree | null, repository, cache);
    case "commit":
      return answer === null || answer === undefined
        ? unavailable("missing", `there is no commit ${wish.id}`)
        : known(answer as SideAnswer);
    case "team":
      return teamFact(wish, answer as TeamAnswer | null);
    case "permission":
      return permissionFact(wish.login, answer as CollaboratorsAnswer | null | undefined);
  }
}

function treeFact(
  id: string,
  answer: EntryTree | null,
  repository: number,
  cache: ObjectCache,
): Fact<readonly TreeEntry[]> {
  if (!answer?.entries) return unavailable("missing", `there is no folder ${id}`);
  return known(keepNested(id, answer.entries, repository, cache));
}

/** Keeps a folder and every folder that came with it. */
export function keepNested(
  id: string,
  entries: readonly EntryAnswer[],
  repository: number,
  cache: ObjectCache,
): readonly TreeEntry[] {
  for (const entry of entries) {
    if (entry.object?.entries) keepNested(entry.oid, entry.object.entries, repository, cache);
  }
  const own = entries.map((entry) => treeEntry(entry, ""));
  cache.keepTree(repository, id, own);
  return own;
}

interface TeamAnswer {
  readonly team: {
    readonly members: {
      readonly totalCount: number;
      readonly nodes: readonly { readonly login: string }[];
    };
  } | null;
}

function teamFact(
  { organization, slug }: Extract<Wish, { type: "team" }>,
  answer: TeamAnswer | null,
): Fact<readonly string[]> {
  const members = answer?.team?.members;
  if (!members) {
    return unavailable(
      "upstream",
      `the team ${organization}/${slug} does not exist or is not visible to this App`,
    );
  }
  return members.totalCount > members.nodes.length
    ? unavailable("upstream", `the team ${organization}/${slug} has more than 100 members`)
    : known(members.nodes.map(({ login }) => login));
}

interface CollaboratorsAnswer {
  readonly edges: readonly {
    readonly permission: string;
    readonly node: { readonly login: string };
  }[];
}

function permissionFact(
  login: string,
  answer: CollaboratorsAnswer | null | undefined,
): Fact<string> {
  if (!answer) return unavailable("upstream", "this App may not see who can do what here");
  const edge = answer.edges.find(({ node }) => node.login.toLowerCase() === login.toLowerCase());
  return known(edge?.permission.toLowerCase() ?? "none");
}
