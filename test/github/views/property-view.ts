import type { Repository } from "../state/nouns.ts";

/** `custom-property-value`s of a repository. */
export function propertyValues({
  customProperties,
}: Repository): { property_name: string; value: string | string[] }[] {
  return [...customProperties].map(([name, value]) => ({ property_name: name, value }));
}
