import type { Octokit } from "./installation-client.ts";

/** The same Octokit, asking GraphQL at its own address: an Enterprise Server has it beside the REST API. */
export function withGraphqlAt(url: string, octokit: Octokit): Octokit {
  return {
    request: (route, parameters) =>
      octokit.request(route === "POST /graphql" ? `POST ${url}` : route, parameters),
  };
}
