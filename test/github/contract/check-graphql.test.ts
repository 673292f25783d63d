import { describe, expect, test } from "@jest/globals";

import { checkGraphql, checkGraphqlBody } from "./check-graphql.ts";
import { asLine } from "./problem.ts";

const query = `
  query Reviews($owner: String!, $name: String!, $size: Int = 50) {
    repository(owner: $owner, name: $name) {
      pullRequest(number: 1) {
        reviews(first: $size) {
          pageInfo { hasNextPage }
          nodes { state author { login } commit { oid } }
        }
      }
    }
  }
`;
const variables = { owner: "octocat", name: "hello-world" };

function found(request: Parameters<typeof checkGraphql>[0]): string[] {
  return checkGraphql(request).map(asLine);
}

describe("GraphQL", () => {
  test("a query and its variables", () => {
    expect(found({ query, variables })).toEqual([]);
    expect(found({ query, variables: { ...variables, size: 100 } })).toEqual([]);
    expect(found({ query, variables, operationName: "Reviews" })).toEqual([]);
  });

  test("a field that does not exist", () => {
    expect(found({ query: "{ viewer { loginn } }" })).toEqual([
      expect.stringContaining('graphql: query:1:12 Cannot query field "loginn" on type "User"'),
    ]);
  });

  test("a query that cannot be read", () => {
    expect(found({ query: "{ viewer {" })).toEqual([
      "graphql: query:1:11 Syntax Error: Expected Name, found <EOF>.",
    ]);
  });

  test("the same finding each time", () => {
    const broken = { query: "{ viewer { name(a: 1) } }" };
    expect(found(broken)).toHaveLength(1);
    expect(found(broken)).toEqual(found(broken));
  });

  test("a variable that is missing", () => {
    expect(found({ query, variables: { owner: "octocat" } })).toEqual([
      'graphql Reviews: variables Variable "$name" of required type "String!" was not provided.',
    ]);
  });

  test("a variable of another type", () => {
    expect(found({ query, variables: { ...variables, size: "all" } })).toEqual([
      expect.stringContaining('Variable "$size" got invalid value "all"'),
    ]);
  });

  test("a variable that the query does not declare", () => {
    expect(found({ query, variables: { ...variables, number: 1 } })).toEqual([
      "graphql Reviews: variables.number is not declared by the query",
    ]);
  });

  test("an operation that is not there", () => {
    expect(found({ query, variables, operationName: "Review" })).toEqual([
      "graphql query: operationName names none of the query's operations",
    ]);
  });

  test.each([
    ["no bound", "", "viewer.teams must ask for the first or the last so many"],
    ["too many", "(first: 101)", "viewer.teams.first must be from 1 to 100, but is 101"],
    ["none", "(last: 0)", "viewer.teams.last must be from 1 to 100, but is 0"],
  ])("a connection with %s", (_name, bounds, line) => {
    const connection = query.replace("reviews(first: $size)", `teams: reviews${bounds}`);
    const unbound = connection.replace(", $size: Int = 50", "");
    expect(found({ query: unbound, variables })).toEqual([
      `graphql Reviews: ${line.replace("viewer", "repository.pullRequest")}`,
    ]);
  });

  test("too many by a variable", () => {
    expect(found({ query, variables: { ...variables, size: 200 } })).toEqual([
      "graphql Reviews: repository.pullRequest.reviews.first must be from 1 to 100, but is 200",
    ]);
  });

  test("a request without a query", () => {
    expect(checkGraphqlBody({ variables }).map(asLine)).toEqual([
      "graphql: body.query is required",
    ]);
  });
});
