import { readFileSync } from "node:fs";

import { buildSchema, type GraphQLSchema } from "graphql";

// Importing the package would parse the same schema twice more, from its introspection.
const file = new URL("schema.graphql", import.meta.resolve("@octokit/graphql-schema"));

let built: GraphQLSchema | undefined;

/** GitHub's published GraphQL schema; built when it is first asked for, as that takes a while. */
export function graphqlSchema(): GraphQLSchema {
  built ??= buildSchema(readFileSync(file, "utf8"), { assumeValid: true, noLocation: true });
  return built;
}
