import type { InstallationClient } from "../../src/github/installation-client.ts";

/** A client that answers as given, whatever it is asked for. */
export function fakeClient(
  answers: Pick<InstallationClient, "rest" | "graphql">,
): InstallationClient {
  const client: InstallationClient = { ...answers, priority: "usual", anew: () => client };
  return client;
}
