import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ChangedFile } from "../core/model/tree.ts";
import type { FileAnswer, PageInfo, PullRequestAnswer } from "./evaluation-answer.ts";
import { graphqlDocument } from "./graphql-document.ts";
import type { InstallationClient } from "./installation-client.ts";

/** GitHub lists at most 3,000 files of a pull request (docs: rest/pulls/pulls). */
const MAX_FILES = 3000;

const MORE_FILES = graphqlDocument(/* GraphQL */ `
  query MoreFiles($owner: String!, $name: String!, $number: Int!, $after: String) {
    repository(owner: $owner, name: $name) {
      pullRequest(number: $number) {
        files(first: 100, after: $after) {
          ...ChangedFiles
        }
      }
    }
  }
`);

interface MoreFiles {
  readonly repository: {
    readonly pullRequest: {
      readonly files: { readonly pageInfo: PageInfo; readonly nodes: readonly FileAnswer[] };
    };
  };
}

/** The files of a pull request. Too many to list is said, never guessed. */
export async function changedFilesOf(
  client: InstallationClient,
  ref: { readonly owner: string; readonly name: string },
  number: number,
  { files }: PullRequestAnswer,
): Promise<Fact<readonly ChangedFile[]>> {
  if (!files) return unavailable("upstream", "GitHub does not list the changed files yet");
  if (files.totalCount > MAX_FILES) {
    return unavailable(
      "upstream",
      `${files.totalCount} files change; GitHub lists ${MAX_FILES}: split the pull request up`,
    );
  }
  const found = [...files.nodes];
  let page = files.pageInfo;
  while (page.hasNextPage) {
    const { data } = await client.graphql<MoreFiles>(MORE_FILES, {
      owner: ref.owner,
      name: ref.name,
      number,
      after: page.endCursor,
    });
    const more = data.repository.pullRequest.files;
    found.push(...more.nodes);
    page = more.pageInfo;
  }
  if (found.length !== files.totalCount) {
    return unavailable("upstream", `GitHub listed ${found.length} of ${files.totalCount} files`);
  }
  return found.some(({ changeType }) => changeType === "RENAMED")
    ? withOldNames(client, ref, number, found.length)
    : known(found.map(changedFile));
}

function changedFile({ path, changeType }: FileAnswer): ChangedFile {
  const status =
    changeType === "ADDED" || changeType === "COPIED"
      ? "added"
      : changeType === "DELETED"
        ? "removed"
        : "modified";
  return { path, status };
}

interface RestFile {
  readonly filename: string;
  readonly status: string;
  readonly previous_filename?: string;
}

/** GraphQL does not tell what a file was called before; REST does. */
async function withOldNames(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  number: number,
  count: number,
): Promise<Fact<readonly ChangedFile[]>> {
  const files: RestFile[] = [];
  for (let page = 1; files.length < count; page += 1) {
    const next = await client.rest<RestFile[]>(
      "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
      { owner, repo: name, pull_number: number, per_page: 100, page },
    );
    if (next.length === 0) break;
    files.push(...next);
  }
  if (files.length !== count) {
    return unavailable("upstream", `GitHub listed ${files.length} of ${count} files`);
  }
  return known(
    files.map(({ filename: path, status, previous_filename: previousPath }) =>
      status === "renamed" && previousPath !== undefined
        ? { path, status, previousPath }
        : {
            path,
            status:
              status === "added" || status === "copied"
                ? "added"
                : status === "removed"
                  ? status
                  : "modified",
          },
    ),
  );
}
