import type { Change } from "../core/model/change.ts";
import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { OrganizationFile } from "../core/model/organization.ts";
import type { Problem } from "../core/model/problem.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { appliesTo } from "../core/policy/applies-to.ts";
import type { Organization } from "../core/policy/organization-layer.ts";
import { parseOrganization } from "../core/policy/parse-organization.ts";
import { parseYaml } from "../core/source/yaml.ts";
import { ORGANIZATION_PATH } from "../gather/policy-files.ts";
import type { Repository } from "../ports/repository.ts";

/** Room for every rule there is. */
const MAX_BYTES = 512 * 1024;

/** What an organisation's policy is to one repository. */
export type OrganizationStanding =
  /** There is none, or it is for others. */
  | { readonly state: "none" }
  | { readonly state: "broken"; readonly problems: readonly Problem[]; readonly home: boolean }
  | {
      readonly state: "announced" | "applies";
      readonly organization: Organization;
      /** Whether this is the repository that holds it. */
      readonly home: boolean;
    };

/**
 * What the organisation's policy is to the repository of a change. One that cannot be read although
 * there is one is broken: nobody can tell what it asks for.
 */
export async function organizationStanding(
  { organization, now }: Pick<Change, "organization" | "now">,
  repository: Repository,
  catalogue: Catalogue,
): Promise<Fact<OrganizationStanding>> {
  if (organization === undefined) return known({ state: "none" });
  if (organization.state === "unavailable") {
    if (organization.cause !== "not-visible") return organization;
    const [place = { path: ORGANIZATION_PATH }] = organization.places ?? [];
    const problems = [{ place, message: organization.reason }];
    return known({ state: "broken", problems, home: false });
  }
  const file = organization.value;
  if (file === undefined) return known({ state: "none" });
  const read = readOrganization(file, catalogue);
  const home = file.judged?.home === true;
  if (!read.ok) return known({ state: "broken", problems: read.problems, home });
  const { policy } = read.value;
  const covered = await covers(policy.appliesTo, file, repository);
  return mapFact(covered, (isCovered): OrganizationStanding => {
    if (!isCovered) return { state: "none" };
    const announced = policy.effectiveFrom !== undefined && policy.effectiveFrom > now;
    return {
      state: announced ? "announced" : "applies",
      organization: read.value,
      home,
    };
  });
}

/** The day on which an organisation's policy begins to bind; undefined where it binds at once. */
export function beginningOf(file: OrganizationFile, catalogue: Catalogue): string | undefined {
  const read = readOrganization(file, catalogue);
  return read.ok ? read.value.policy.effectiveFrom : undefined;
}

/** What the file says, or every problem of it. */
export function readOrganization(
  { text, path }: Pick<OrganizationFile, "text" | "path">,
  catalogue: Catalogue,
) {
  const source = parseYaml(text, path, { maxBytes: MAX_BYTES });
  if (!source.ok) return source;
  const policy = parseOrganization(source.value, catalogue);
  return policy.ok
    ? { ok: true as const, value: { policy: policy.value, source: source.value } }
    : policy;
}

/** A policy is always for the repository that holds it: it is edited there. Properties are only asked for where they count. */
async function covers(
  selection: Parameters<typeof appliesTo>[0],
  { judged }: OrganizationFile,
  repository: Repository,
): Promise<Fact<boolean>> {
  if (judged === undefined || judged.home) return known(true);
  const named = { name: judged.name, properties: new Map() };
  const byName = appliesTo({ ...selection, properties: new Map() }, named);
  if (!byName || selection.properties.size === 0) return known(byName);
  const properties = await repository.customProperties();
  return mapFact(properties, (values) => appliesTo(selection, { ...named, properties: values }));
}
