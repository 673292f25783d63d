import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { type Branch, type FoundBranch, type NewCommit, PROPOSALS } from "../ports/branch.ts";
import type { GraphqlError, InstallationClient } from "./installation-client.ts";
import type { ObjectLoader } from "./object-loader.ts";

/** Commits made by this mutation are signed by GitHub and shown as verified. */
const COMMIT = /* GraphQL */ `
  mutation CommitOnBranch($commit: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $commit) {
      commit {
        oid
      }
    }
  }
`;

/** Mutations of one request are carried out one after the other, and one that fails stops none. */
const PROPOSE = /* GraphQL */ `
  mutation Propose(
    $ref: CreateRefInput!
    $commit: CreateCommitOnBranchInput!
    $pull: CreatePullRequestInput!
  ) {
    createRef(input: $ref) {
      ref {
        name
      }
    }
    createCommitOnBranch(input: $commit) {
      commit {
        oid
      }
    }
    createPullRequest(input: $pull) {
      pullRequest {
        number
      }
    }
  }
`;

interface CommitAnswer {
  readonly createCommitOnBranch: { readonly commit: { readonly oid: string } } | null;
}

interface ProposeAnswer extends CommitAnswer {
  readonly createPullRequest: { readonly pullRequest: { readonly number: number } } | null;
}

/** Branches of a repository on GitHub. */
export function githubBranch(
  client: InstallationClient,
  loader: ObjectLoader,
  { owner, name }: { readonly owner: string; readonly name: string },
): Branch {
  const nameWithOwner = `${owner}/${name}`;
  return {
    async proposed() {
      const [branches] = await Promise.all([
        loader.load({ type: "branches", prefix: PROPOSALS }),
        // Who looks for proposals is about to make one.
        loader.load({ type: "repository-node" }),
      ]);
      return branches as Fact<ReadonlyMap<string, FoundBranch>>;
    },
    async commit(wanted) {
      const { data, errors } = await client.graphql<CommitAnswer>(COMMIT, {
        commit: commitInput(nameWithOwner, wanted),
      });
      const oid = data.createCommitOnBranch?.commit.oid;
      return oid === undefined
        ? refusal(errors, "createCommitOnBranch", "write to the repository")
        : known(oid);
    },
    async propose(wanted) {
      const node = (await loader.load({ type: "repository-node" })) as Fact<string>;
      if (node.state === "unavailable") return node;
      const { branch, expectedHead, base, title, body } = wanted;
      const { data, errors } = await client.graphql<ProposeAnswer>(PROPOSE, {
        ref: { repositoryId: node.value, name: `refs/heads/${branch}`, oid: expectedHead },
        commit: commitInput(nameWithOwner, wanted),
        pull: {
          repositoryId: node.value,
          baseRefName: base,
          headRefName: branch,
          title,
          body,
        },
      });
      const oid = data.createCommitOnBranch?.commit.oid;
      if (oid === undefined) return refusal(errors, "createRef", "write to the repository");
      const number = data.createPullRequest?.pullRequest.number;
      return known({
        commit: oid,
        pullRequest:
          number === undefined
            ? refusal(errors, "createPullRequest", "open pull requests")
            : known(number),
      });
    },
  };
}

function commitInput(
  repositoryNameWithOwner: string,
  { branch, expectedHead, message, files }: NewCommit,
): object {
  const [headline = "", ...rest] = message.split("\n");
  return {
    branch: { repositoryNameWithOwner, branchName: branch },
    expectedHeadOid: expectedHead,
    message: { headline, body: rest.join("\n").trim() },
    fileChanges: {
      additions: files.map(({ path, text }) => ({
        path,
        contents: Buffer.from(text).toString("base64"),
      })),
    },
  };
}

/** Why a mutation was not carried out. */
function refusal(errors: readonly GraphqlError[], mutation: string, right: string) {
  const error = errors.find(({ path }) => path?.[0] === mutation) ?? errors[0];
  const forbidden = error?.type === "FORBIDDEN" || error?.type === "INSUFFICIENT_SCOPES";
  return unavailable(
    forbidden ? "not-visible" : "upstream",
    forbidden
      ? `this App may not ${right}`
      : `GitHub refused it: ${error?.message ?? "no reason given"}`,
  );
}
