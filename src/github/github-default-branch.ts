import { known, unavailable } from "../core/model/fact.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import { codeOwnersOf } from "./code-owners.ts";
import type {
  CodeOwnersAnswer,
  EvaluationAnswer,
  OrganizationAnswer,
} from "./evaluation-answer.ts";
import type { SideAnswer } from "./object-answers.ts";
import type { GithubRepository } from "./github-repository.ts";
import type { GithubAccess } from "./github-access.ts";
import { organizationFileOf } from "./organization-file.ts";
import { inlineTexts, keepTexts, type RecordSizes, rememberSize } from "./record-texts.ts";
import { graphqlDocument } from "./graphql-document.ts";
import { tagsOf } from "./tags.ts";

const QUERY = graphqlDocument(/* GraphQL */ `
  query DefaultBranch($owner: String!, $name: String!, $inline: Boolean!) {
    ...Organization
    repository(owner: $owner, name: $name) {
      ...Home
      defaultBranchRef {
        target {
          ...Texts
          ...CodeOwners
        }
      }
      ...LatestTags
    }
  }
`);

interface Answer extends OrganizationAnswer {
  readonly repository: {
    readonly isArchived: boolean;
    readonly defaultBranchRef: {
      readonly name: string;
      readonly target: SideAnswer & CodeOwnersAnswer;
    } | null;
    readonly refs: NonNullable<EvaluationAnswer["repository"]>["refs"];
  } | null;
}

/** The default branch, its records and the tags, read in one request. */
export function githubDefaultBranch(
  access: GithubAccess,
  repository: GithubRepository,
  sizes: RecordSizes,
): DefaultBranch {
  const { client, repository: ref, ci } = access;
  return {
    async read() {
      const { data, errors, now } = await client.graphql<Answer>(QUERY, {
        owner: ref.owner,
        name: ref.name,
        inline: inlineTexts(sizes, ref.id),
      });
      const found = data.repository;
      if (!found) {
        const first = errors.find(
          ({ path }) => path?.[0] === undefined || path[0] === "repository",
        );
        return unavailable(
          "upstream",
          `the repository cannot be read: ${first?.message ?? "gone"}`,
        );
      }
      const { isArchived, defaultBranchRef: main, refs } = found;
      if (isArchived || main === null) return known(undefined);
      repository.remember(main.target);
      keepTexts(main.target, access);
      rememberSize(sizes, ref.id, main.target);
      ci.lookOn({ name: main.name, repository: ref.id });
      ci.lookOnBase({ name: main.name, repository: ref.id });
      repository.readTagsBy(() => tagsOf(client, ref, refs));
      return known({
        branch: main.name,
        commit: main.target.oid,
        now,
        codeOwners: known(codeOwnersOf(main.target)),
        organization: await organizationFileOf(data, errors, ref, access.organization.seen),
      });
    },
  };
}
