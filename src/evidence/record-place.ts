import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ReadYaml } from "./read-yaml.ts";

/** A record whose name says something else than its content contradicts itself. */
export function standsAt<T>(
  read: Fact<ReadYaml<T>>,
  pathOf: (value: T) => string,
): Fact<ReadYaml<T>> {
  if (read.state === "unavailable") return read;
  const { value, source } = read.value;
  const expected = pathOf(value);
  if (source.path === expected) return known(read.value);
  return unavailable(
    "invalid",
    `by its content this record belongs in ${expected}, but it stands in ${source.path}; move it, or mend what it says`,
    source.placeOf([]),
  );
}
