import type { OrganizationPolicy } from "../model/organization.ts";
import { placeText } from "../model/place.ts";
import type { LocatedYaml, Pointer } from "../source/yaml.ts";

/** An organisation's policy with the file that it was read from. */
export interface Organization {
  readonly policy: OrganizationPolicy;
  readonly source: LocatedYaml;
}

/** The organisation as a layer, with the line that says so. */
export function ofOrganization(source: LocatedYaml, pointer: Pointer): string {
  const { path, line } = source.placeOf(pointer);
  return `the organisation's policy (${placeText({ path, line })})`;
}

/** Whether a list of people and teams names one; GitHub's names have no case of their own. */
export function isAmong(people: readonly string[], person: string): boolean {
  return people.some((each) => each.toLowerCase() === person.toLowerCase());
}
