import { CONTENT, ENTRY, TEXT } from "./query-fragments.ts";

/** What one more request can be asked for; everything asked at about the same time shares it. */
export type Wish =
  | { readonly type: "blob"; readonly id: string }
  | { readonly type: "tree"; readonly id: string }
  | { readonly type: "commit"; readonly id: string }
  | { readonly type: "commit-before"; readonly id: string; readonly instant: string }
  | { readonly type: "team"; readonly organization: string; readonly slug: string }
  | { readonly type: "permission"; readonly login: string }
  | { readonly type: "last-change"; readonly id: string; readonly path: string }
  | { readonly type: "writers"; readonly id: string; readonly path: string }
  | { readonly type: "branches"; readonly prefix: string }
  | { readonly type: "repository-node" };

const WISHED_BLOB = /* GraphQL */ `
  fragment WishedBlob on Blob {
    oid
    ...Text
  }
`;

/** Folders come with two levels below them. */
const WISHED_TREE = /* GraphQL */ `
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
`;

/** Who wrote the commits that touched something, the latest hundred. */
const WRITERS = /* GraphQL */ `
  fragment Writers on CommitHistoryConnection {
    totalCount
    nodes {
      oid
      authors(first: 10) {
        totalCount
        nodes {
          email
          user {
            login
          }
        }
      }
      signature {
        isValid
        wasSignedByGitHub
      }
    }
  }
`;

/** What each sort of wish spreads; GraphQL refuses fragments that nothing spreads. */
const FRAGMENTS: Readonly<Record<Wish["type"], readonly string[]>> = {
  blob: [WISHED_BLOB, TEXT],
  tree: [WISHED_TREE, ENTRY],
  commit: [CONTENT, ENTRY],
  "commit-before": [CONTENT, ENTRY],
  team: [],
  permission: [],
  "last-change": [],
  writers: [WRITERS],
  branches: [],
  "repository-node": [],
};

/** One aliased query for all wishes: the answer to the i-th is called `w<i>`. */
export function documentFor(wishes: readonly Wish[]): string {
  const inside = wishes.map((wish, i) => fieldFor(wish, i));
  const outside = wishes.map((wish, i) =>
    wish.type === "team"
      ? `w${i}: organization(login: $a${i}) { team(slug: $b${i}) { members(first: 100, membership: ALL) { totalCount nodes { login } } } }`
      : "",
  );
  const variables = wishes.map((wish, i) => declarationFor(wish, i)).join("");
  const spread = inside.join("").trim() === "" ? "databaseId" : inside.join("\n");
  const fragments = new Set(wishes.flatMap(({ type }) => FRAGMENTS[type]));
  return `query ReadObjects($owner: String!, $name: String!${variables}) {
    repository(owner: $owner, name: $name) { ${spread} }
    ${outside.join("\n")}
  }${[...fragments].join("")}`;
}

function fieldFor(wish: Wish, i: number): string {
  switch (wish.type) {
    case "blob":
      return `w${i}: object(oid: $a${i}) { ...WishedBlob }`;
    case "tree":
      return `w${i}: object(oid: $a${i}) { ...WishedTree }`;
    case "commit":
      return `w${i}: object(oid: $a${i}) { ...Content }`;
    case "commit-before":
      return `w${i}: object(oid: $a${i}) { ... on Commit { history(first: 1, until: $b${i}) { nodes { ...Content } } } }`;
    case "last-change":
      return `w${i}: object(oid: $a${i}) { ... on Commit { history(first: 1, path: $b${i}) { nodes { oid } } } }`;
    case "writers":
      return `w${i}: object(oid: $a${i}) { ... on Commit { history(first: 100, path: $b${i}) { ...Writers } } }`;
    case "permission":
      return `w${i}: collaborators(first: 1, login: $a${i}) { edges { permission node { login } } }`;
    case "branches":
      return `w${i}: refs(refPrefix: $a${i}, first: 100) { totalCount nodes { name associatedPullRequests(first: 1, states: OPEN) { nodes { number } } } }`;
    case "repository-node":
      return `w${i}: id`;
    case "team":
      return "";
  }
}

function declarationFor(wish: Wish, i: number): string {
  switch (wish.type) {
    case "blob":
    case "tree":
    case "commit":
      return `, $a${i}: GitObjectID`;
    case "commit-before":
      return `, $a${i}: GitObjectID, $b${i}: GitTimestamp`;
    case "last-change":
    case "writers":
      return `, $a${i}: GitObjectID, $b${i}: String`;
    case "team":
      return `, $a${i}: String!, $b${i}: String!`;
    case "branches":
      return `, $a${i}: String!`;
    case "permission":
      return `, $a${i}: String`;
    case "repository-node":
      return "";
  }
}

/** The values of that query. */
export function variablesFor(
  wishes: readonly Wish[],
  { owner, name }: { readonly owner: string; readonly name: string },
): Record<string, string | null> {
  const values = wishes.flatMap((wish, i) =>
    valuesOf(wish).map((value, j): [string, string | null] => [`${"ab"[j]}${i}`, value]),
  );
  return { owner, name, ...Object.fromEntries(values) };
}

function valuesOf(wish: Wish): readonly (string | null)[] {
  switch (wish.type) {
    case "blob":
    case "tree":
    case "commit":
      return [wish.id];
    case "commit-before":
      return [wish.id, wish.instant];
    case "last-change":
    case "writers":
      // The root's path is none.
      return [wish.id, wish.path === "" ? null : wish.path];
    case "team":
      return [wish.organization, wish.slug];
    case "permission":
      return [wish.login];
    case "branches":
      return [`refs/heads/${wish.prefix}`];
    case "repository-node":
      return [];
  }
}
