import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { RepositoryRef } from "../core/model/change.ts";
import type { OrganizationFile } from "../core/model/organization.ts";
import type { SeenOrganizations } from "../ports/seen-organizations.ts";
import type { OrganizationAnswer } from "./evaluation-answer.ts";
import type { GraphqlError } from "./installation-client.ts";

/** The repositories that may hold an account's policy, the first one first. */
const HOLDERS = [
  ["privatePolicy", ".github-private"],
  ["publicPolicy", ".github"],
] as const;

const PATH = ".mltrl/organization.yml";

/**
 * The policy of the account that a repository belongs to. What was read before and is out of sight now is
 * not visible, and so is what GitHub forbids: only a repository that was never seen to hold one, or that
 * can be read and holds none, has none.
 */
export async function organizationFileOf(
  answer: OrganizationAnswer,
  errors: readonly GraphqlError[],
  { owner, name, installation }: RepositoryRef,
  seen: SeenOrganizations,
): Promise<Fact<OrganizationFile | undefined>> {
  const before = await seen.lastSeen(installation);
  for (const [alias, holder] of HOLDERS) {
    const path = `${owner}/${holder}/${PATH}`;
    const found = answer[alias];
    const refused = errors.find(({ path: at }) => at?.[0] === alias);
    if (refused !== undefined && refused.type !== "NOT_FOUND") {
      return refused.type === "FORBIDDEN"
        ? unavailable("not-visible", forbidden(`${owner}/${holder}`), { path })
        : unavailable("upstream", `the organisation's policy cannot be read: ${refused.message}`);
    }
    if (!found) {
      if (before === holder)
        return unavailable("not-visible", lost(`${owner}/${holder}`), { path });
      continue;
    }
    const file = found.defaultBranchRef?.target.policy?.object;
    if (!file) continue;
    await seen.saw(installation, holder);
    const { text, isTruncated, isBinary } = file;
    if (typeof text !== "string" || isTruncated === true || isBinary === true) {
      return unavailable("not-visible", "is no text, or too long for GitHub to show it", { path });
    }
    const home = name.toLowerCase() === holder;
    return known({ path, text, judged: { name, home } });
  }
  if (before !== undefined) await seen.saw(installation, undefined);
  return known(undefined);
}

function lost(repository: string): string {
  return `the organisation's policy was read from ${repository} before and cannot be found now; give the App that judges access to that repository again. To do without a policy, leave the repository in sight and take the file out of it`;
}

function forbidden(repository: string): string {
  return `GitHub does not let whoever judges read ${repository}, which may hold the organisation's policy; give the App whose token it is access to that repository`;
}
