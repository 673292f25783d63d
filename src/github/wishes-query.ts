import { graphqlDocument } from "./graphql-document.ts";

/** What one more request can be asked for; everything asked at about the same time shares it. */
export type Wish =
  | { readonly type: "blob"; readonly id: string }
  | { readonly type: "tree"; readonly id: string }
  | { readonly type: "commit"; readonly id: string }
  | { readonly type: "commit-before"; readonly id: string; readonly instant: string }
  | {
      readonly type: "team";
      readonly organization: string;
      readonly slug: string;
      /** Where the page before ended. */
      readonly after: string | null;
    }
  | { readonly type: "permission"; readonly login: string }
  | { readonly type: "last-change"; readonly id: string; readonly path: string }
  | { readonly type: "writers"; readonly id: string; readonly path: string }
  | { readonly type: "branches"; readonly prefix: string }
  | { readonly type: "repository-node" };

/** One aliased query for all wishes: the answer to the i-th is called `w<i>`. */
export function documentFor(wishes: readonly Wish[]): string {
  const inside = wishes.map((wish, i) => fieldFor(wish, i));
  const outside = wishes.map((wish, i) =>
    wish.type === "team"
      ? `w${i}: organization(login: $a${i}) { team(slug: $b${i}) { members(first: 100, after: $c${i}, membership: ALL) { pageInfo { hasNextPage endCursor } nodes { login } } } }`
      : "",
  );
  const variables = wishes.map((wish, i) => declarationFor(wish, i)).join("");
  const spread = inside.join("").trim() === "" ? "databaseId" : inside.join("\n");
  return graphqlDocument(`query ReadObjects($owner: String!, $name: String!${variables}) {
    repository(owner: $owner, name: $name) { ${spread} }
    ${outside.join("\n")}
  }`);
}

function fieldFor(wish: Wish, i: number): string {
  switch (wish.type) {
    case "blob":
      return `w${i}: object(oid: $a${i}) { ...Text }`;
    case "tree":
      return `w${i}: object(oid: $a${i}) { oid ...ThreeLevels }`;
    case "commit":
      return `w${i}: object(oid: $a${i}) { ...Side }`;
    case "commit-before":
      return `w${i}: object(oid: $a${i}) { ... on Commit { history(first: 1, until: $b${i}) { nodes { ...Side } } } }`;
    case "last-change":
      return `w${i}: object(oid: $a${i}) { ... on Commit { history(first: 1, path: $b${i}) { nodes { oid } } } }`;
    case "writers":
      return `w${i}: object(oid: $a${i}) { ... on Commit { history(first: 100, path: $b${i}) { totalCount nodes { oid messageHeadline ...Writers } } } }`;
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
      return `, $a${i}: String!, $b${i}: String!, $c${i}: String`;
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
    valuesOf(wish).map((value, j): [string, string | null] => [`${"abc"[j]}${i}`, value]),
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
      return [wish.organization, wish.slug, wish.after];
    case "permission":
      return [wish.login];
    case "branches":
      return [`refs/heads/${wish.prefix}`];
    case "repository-node":
      return [];
  }
}
