import { UpstreamError } from "../core/errors.ts";
import type { Conversation } from "../ports/conversation.ts";
import type { InstallationClient } from "./installation-client.ts";

/** A comment of ours. */
interface OwnComment {
  readonly id: number;
  readonly body: string;
}

interface RestComment {
  readonly id: number;
  readonly body?: string;
  readonly performed_via_github_app?: { readonly id: number } | null;
}

/** The reaction's answer brings the comments beside it, among them what we said before. */
const REACT = /* GraphQL */ `
  mutation Acknowledge($comment: ID!, $onPullRequest: Boolean!) {
    addReaction(input: { subjectId: $comment, content: EYES }) {
      subject {
        ... on IssueComment {
          pullRequest @include(if: $onPullRequest) {
            comments(last: 100) {
              ...Beside
            }
          }
          issue @skip(if: $onPullRequest) {
            comments(last: 100) {
              ...Beside
            }
          }
        }
      }
    }
  }
  fragment Beside on IssueCommentConnection {
    totalCount
    nodes {
      databaseId
      viewerDidAuthor
      body
    }
  }
`;

interface Beside {
  readonly comments: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly databaseId: number;
      readonly viewerDidAuthor: boolean;
      readonly body: string;
    }[];
  };
}

interface ReactAnswer {
  readonly addReaction: {
    readonly subject: { readonly pullRequest?: Beside | null; readonly issue?: Beside } | null;
  } | null;
}

const PER_PAGE = 100;

/** Where comments are made: an issue or a pull request. */
export interface Thread {
  readonly owner: string;
  readonly name: string;
  readonly number: number;
  readonly onPullRequest: boolean;
}

/** The comments of an issue or pull request on GitHub. */
export function githubConversation(
  client: InstallationClient,
  { owner, name: repo, number, onPullRequest }: Thread,
  app: number,
): Conversation {
  /** Ours, where all of them are known already. */
  let own: readonly OwnComment[] | undefined;
  const search = async (marker: string): Promise<OwnComment | undefined> => {
    for (let page = 1; ; page += 1) {
      const comments = await client.rest<RestComment[]>(
        "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
        { owner, repo, issue_number: number, per_page: PER_PAGE, page },
      );
      const found = comments
        .filter(({ performed_via_github_app: by }) => by?.id === app)
        .map(({ id, body = "" }) => ({ id, body }))
        .find(({ body }) => body.startsWith(marker));
      if (found || comments.length < PER_PAGE) return found;
    }
  };
  const say = (body: string): Promise<RestComment> =>
    client.rest<RestComment>("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      owner,
      repo,
      issue_number: number,
      body,
    });
  return {
    record: async (body) => (await say(body)).id,
    async acknowledge({ node }) {
      const { data, errors } = await client.graphql<ReactAnswer>(REACT, {
        comment: node,
        onPullRequest,
      });
      const subject = data.addReaction?.subject;
      if (!subject) {
        const [error] = errors;
        if (error?.type === "NOT_FOUND") return false;
        throw new UpstreamError(`the comment could not be reacted to: ${error?.message}`);
      }
      const comments = (onPullRequest ? subject.pullRequest : subject.issue)?.comments;
      if (comments && comments.totalCount <= comments.nodes.length) {
        own = comments.nodes
          .filter(({ viewerDidAuthor }) => viewerDidAuthor)
          .map(({ databaseId, body }) => ({ id: databaseId, body }));
      }
      return true;
    },
    async reply(marker, body) {
      const before = own
        ? own.find((comment) => comment.body.startsWith(marker))
        : await search(marker);
      if (before?.body === body) return;
      if (before) {
        await client.rest("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
          owner,
          repo,
          comment_id: before.id,
          body,
        });
      } else {
        await say(body);
      }
    },
  };
}
