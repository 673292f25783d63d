import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Branch } from "../ports/branch.ts";
import type { InstallationClient } from "./installation-client.ts";

/** Commits made by this mutation are signed by GitHub and shown as verified. */
const COMMIT = /* GraphQL */ `
  mutation CommitOnBranch($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) {
      commit {
        oid
      }
    }
  }
`;

interface CommitAnswer {
  readonly createCommitOnBranch: { readonly commit: { readonly oid: string } } | null;
}

/** Branches of a repository on GitHub. */
export function githubBranch(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
): Branch {
  return {
    async commit({ branch, expectedHead, message, files }): Promise<Fact<string>> {
      const [headline = "", ...rest] = message.split("\n");
      const { data, errors } = await client.graphql<CommitAnswer>(COMMIT, {
        input: {
          branch: { repositoryNameWithOwner: `${owner}/${name}`, branchName: branch },
          expectedHeadOid: expectedHead,
          message: { headline, body: rest.join("\n").trim() },
          fileChanges: {
            additions: files.map(({ path, text }) => ({
              path,
              contents: Buffer.from(text).toString("base64"),
            })),
          },
        },
      });
      const oid = data.createCommitOnBranch?.commit.oid;
      if (oid !== undefined) return known(oid);
      const [error] = errors;
      const forbidden = error?.type === "FORBIDDEN" || error?.type === "INSUFFICIENT_SCOPES";
      return unavailable(
        forbidden ? "not-visible" : "upstream",
        forbidden
          ? "this App may not write to the repository"
          : `GitHub did not take the commit: ${error?.message ?? "no reason given"}`,
      );
    },
  };
}
