import type { Conversation } from "../ports/conversation.ts";
import type { InstallationClient } from "./installation-client.ts";

interface CommentAnswer {
  readonly id: number;
  readonly body?: string;
  readonly performed_via_github_app?: { readonly id: number } | null;
}

const PER_PAGE = 100;

/** The comments of an issue or pull request on GitHub. */
export function githubConversation(
  client: InstallationClient,
  { owner, name: repo }: { readonly owner: string; readonly name: string },
  number: number,
  app: number,
): Conversation {
  const earlier = async (marker: string): Promise<CommentAnswer | undefined> => {
    for (let page = 1; ; page += 1) {
      const comments = await client.rest<CommentAnswer[]>(
        "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
        { owner, repo, issue_number: number, per_page: PER_PAGE, page },
      );
      const own = comments.find(
        ({ body, performed_via_github_app: by }) => by?.id === app && body?.startsWith(marker),
      );
      if (own || comments.length < PER_PAGE) return own;
    }
  };
  const say = (body: string): Promise<CommentAnswer> =>
    client.rest<CommentAnswer>("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      owner,
      repo,
      issue_number: number,
      body,
    });
  return {
    record: async (body) => (await say(body)).id,
    async acknowledge(comment) {
      await client.rest("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", {
        owner,
        repo,
        comment_id: comment,
        content: "eyes",
      });
    },
    async reply(marker, body) {
      const before = await earlier(marker);
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
