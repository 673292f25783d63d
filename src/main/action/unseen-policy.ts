import type { RepositoryRef } from "../../core/model/change.ts";
import type { OrganizationAnswer } from "../../github/evaluation-answer.ts";
import type { GraphqlError, InstallationClient } from "../../github/installation-client.ts";
import { isJobsOwnIn, type ViewerAnswer } from "./own-token.ts";
import type { Refusals } from "./refusals.ts";

/** Who asks, and whether the repository is an organisation's. */
const QUERY = /* GraphQL */ `
  query ($owner: String!, $name: String!) {
    viewer {
      login
    }
    repository(owner: $owner, name: $name) {
      isInOrganization
    }
  }
`;

interface Answer extends ViewerAnswer {
  readonly repository?: { readonly isInOrganization: boolean } | null;
}

/**
 * Notes where an organisation's policy was not found by a job's own token. To that GitHub says of a private
 * repository what it says of none, so that nobody here knows whether there is a policy.
 */
export function notingUnseenPolicy(
  { client, told }: Refusals,
  { owner, name }: Pick<RepositoryRef, "owner" | "name">,
): Refusals {
  const notes = new Set<string>();
  let unseen: Promise<boolean> | undefined;
  const isUnseen = async (): Promise<boolean> => {
    const { data } = await client.graphql<Answer>(QUERY, { owner, name });
    return isJobsOwnIn(data) && data.repository?.isInOrganization === true;
  };
  const noting = (asked: InstallationClient): InstallationClient => ({
    priority: asked.priority,
    anew: () => noting(asked.anew()),
    rest: (route, parameters) => asked.rest(route, parameters),
    async graphql(document, variables) {
      const answer = await asked.graphql(document, variables);
      if (isPolicyMissing(answer.data as OrganizationAnswer, answer.errors)) {
        if (await (unseen ??= isUnseen())) notes.add(unseenPolicy(owner));
      }
      return answer as never;
    },
  });
  return { told: () => [...told(), ...notes], client: noting(client) };
}

/** Whether no policy was found, and a repository that may hold one was not either. */
function isPolicyMissing(
  { privatePolicy, publicPolicy }: OrganizationAnswer,
  errors: readonly GraphqlError[],
): boolean {
  const found = [privatePolicy, publicPolicy].some(
    (holder) => holder?.defaultBranchRef?.target?.policy?.object,
  );
  return !found && errors.some(({ type, path }) => type === "NOT_FOUND" && /^(?:private|public)Policy$/.test(String(path?.[0]))); // prettier-ignore
}

function unseenPolicy(owner: string): string {
  return `No policy of the organisation ${owner} was found, and the job's own token would not see one in a private repository: if there is one, it was not applied. The token of an App that may read it, as the input \`token\`, shows it.`;
}
