import { type Fact, known, mapFact, unavailable } from "../../core/model/fact.ts";
import type { OrganizationFile } from "../../core/model/organization.ts";
import type { WorkTree } from "../../worktree/open-work-tree.ts";
import { cannotJudge } from "./cannot-judge.ts";
import type { ExitCode, Option, OptionValues, Surroundings } from "./command.ts";
import { inWorkTree } from "./in-work-tree.ts";
import { readNamedFile } from "./read-named-file.ts";

/** The option of commands that judge by an organisation's policy as well. */
export const ORGANIZATION_OPTION = {
  organization: {
    type: "string",
    value: "FILE",
    description: "The organisation's policy, which then applies here; none if not given",
  },
} as const satisfies Record<string, Option>;

/** The option of commands that compare with the organisation's policy as it is. */
export const CURRENT_OPTION = {
  current: {
    type: "string",
    value: "FILE",
    description: "The organisation's policy that applies today; none if not given",
  },
} as const satisfies Record<string, Option>;

/** The file that the option names; known to be undefined where it names none. */
export async function organizationFile(
  options: OptionValues,
  folder: string,
  option: "organization" | "current" = "organization",
): Promise<Fact<OrganizationFile | undefined>> {
  const path = options[option];
  if (typeof path !== "string") return known(undefined);
  const read = await readNamedFile(path, folder);
  return read.state === "known"
    ? known({ path, text: read.value })
    : unavailable("missing", `the organisation's policy cannot be read: ${read.reason}`);
}

/**
 * Opens the work tree that a command is about, as that of a repository to which the organisation's policy
 * applies that the option names. Where either is not there, says why and judges nothing.
 */
export async function inWorkTreeUnderOrganization(
  options: OptionValues,
  surroundings: Surroundings,
  use: (workTree: WorkTree) => Promise<ExitCode>,
): Promise<ExitCode> {
  const file = await organizationFile(options, surroundings.folder);
  return file.state === "unavailable"
    ? cannotJudge(file.reason, surroundings)
    : inWorkTree(options, surroundings, (workTree) => use(withOrganization(workTree, file.value)));
}

/** The same work tree with a change of a repository that belongs to an organisation. */
function withOrganization(workTree: WorkTree, file: OrganizationFile | undefined): WorkTree {
  const organization = known(file);
  return {
    ...workTree,
    source: {
      read: async () =>
        mapFact(await workTree.source.read(), (change) => ({ ...change, organization })),
    },
  };
}
