import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Tag } from "../core/model/version-tag.ts";
import type { EvaluationAnswer, PageInfo } from "./evaluation-answer.ts";
import type { TagAnswer } from "./object-answers.ts";
import type { InstallationClient } from "./installation-client.ts";
import { graphqlDocument } from "./graphql-document.ts";

/** Beyond so many tags the versions of a repository are not judged. */
const MAX_TAGS = 2000;

const MORE_TAGS = graphqlDocument(/* GraphQL */ `
  query MoreTags($owner: String!, $name: String!, $after: String) {
    repository(owner: $owner, name: $name) {
      refs(
        refPrefix: "refs/tags/"
        first: 100
        after: $after
        orderBy: { field: TAG_COMMIT_DATE, direction: DESC }
      ) {
        ...Tags
      }
    }
  }
`);

interface MoreTags {
  readonly repository: {
    readonly refs: { readonly pageInfo: PageInfo; readonly nodes: readonly TagAnswer[] };
  };
}

/** The tags of a repository, continuing a page that came with another request. */
export async function tagsOf(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  first: NonNullable<EvaluationAnswer["repository"]>["refs"],
): Promise<Fact<readonly Tag[]>> {
  if (!first) return unavailable("upstream", "GitHub did not list the tags");
  const found = [...first.nodes];
  let page = first.pageInfo;
  while (page.hasNextPage) {
    if (found.length >= MAX_TAGS) {
      return unavailable("upstream", `the repository has more than ${MAX_TAGS} tags`);
    }
    const { data } = await client.graphql<MoreTags>(MORE_TAGS, {
      owner,
      name,
      after: page.endCursor,
    });
    found.push(...data.repository.refs.nodes);
    page = data.repository.refs.pageInfo;
  }
  return known(
    found.flatMap(({ name: tag, target }) => {
      if (!target) return [];
      const annotated = target.__typename === "Tag";
      const end = target.target?.target ?? target.target ?? target;
      if (end.__typename !== "Commit") return [];
      const commit = end.oid;
      const date = target.tagger?.date;
      return [{ name: tag, commit, annotated, ...(date && { taggedAt: Date.parse(date) / 1000 }) }];
    }),
  );
}
