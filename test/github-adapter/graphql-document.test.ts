import { describe, expect, test } from "@jest/globals";
import { graphqlDocument } from "../../src/github/graphql-document.ts";
import { checkGraphql } from "../github/contract/check-graphql.ts";

const query = (selection: string): string =>
  `query ($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${selection} } }`;

describe("a query", () => {
  test("gets what it spreads and what that spreads, each once", () => {
    const document = graphqlDocument(query("...Home ...LatestTags issues(first: 1) { pageInfo { ...Page } }")); // prettier-ignore
    expect(document.match(/fragment \w+/gu)?.toSorted()).toEqual(
      ["Content", "Entry", "Home", "LatestTags", "OneLevel", "Page", "Side", "TaggedRef", "Tags", "Text", "ThreeLevels", "TwoLevels"].map((name) => `fragment ${name}`), // prettier-ignore
    );
    expect(checkGraphql({ query: document, variables: { owner: "acme", name: "scanner" } })).toEqual([]); // prettier-ignore
  });

  test("keeps fragments of its own", () => {
    const own = `${query("...Own")} fragment Own on Repository { isArchived }`;
    expect(graphqlDocument(own)).toBe(own);
  });

  test("is as it was where it spreads nothing: conditions on types are no fragments", () => {
    const plain = query('object(expression: "main") { ... on Commit { oid } }');
    expect(graphqlDocument(plain)).toBe(plain);
  });

  test("that spreads what there is not is an error of ours", () => {
    expect(() => graphqlDocument(query("...Nothing"))).toThrow("no fragment is called Nothing");
  });
});
