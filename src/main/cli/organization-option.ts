import { type Fact, known, mapFact, unavailable } from "../../core/model/fact.ts";
import type { OrganizationFile } from "../../core/model/organization.ts";
import type { JudgePorts } from "../../use-cases/judge.ts";
import type { Option, OptionValues } from "./command.ts";
import { readNamedFile } from "./read-named-file.ts";

/** The option of commands that judge by an organisation's policy as well. */
export const ORGANIZATION_OPTION = {
  organization: {
    type: "string",
    value: "FILE",
    description: "The organisation's policy, which then applies here; none if not given",
  },
} as const satisfies Record<string, Option>;

/** The file that the option names; known to be undefined where it names none. */
export async function organizationFile(
  options: OptionValues,
  folder: string,
): Promise<Fact<OrganizationFile | undefined>> {
  const path = options["organization"];
  if (typeof path !== "string") return known(undefined);
  const read = await readNamedFile(path, folder);
  return read.state === "known"
    ? known({ path, text: read.value })
    : unavailable("missing", `the organisation's policy cannot be read: ${read.reason}`);
}

/** The same ports on a change of a repository that belongs to an organisation. */
export function withOrganization<Ports extends Pick<JudgePorts, "source">>(
  ports: Ports,
  file: OrganizationFile | undefined,
): Ports {
  const organization = known(file);
  return {
    ...ports,
    source: {
      read: async () =>
        mapFact(await ports.source.read(), (change) => ({ ...change, organization })),
    },
  };
}
