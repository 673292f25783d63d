import type * as z from "zod";
import { known, unavailable } from "../core/model/fact.ts";
import type { Fact, Unavailable } from "../core/model/fact.ts";
import type { Problem } from "../core/model/problem.ts";
import { parseWith } from "../core/source/schema-problems.ts";
import { parseYaml } from "../core/source/yaml.ts";
import type { LocatedYaml, YamlOptions } from "../core/source/yaml.ts";

/** As many problems as one sentence can name; every place is kept. */
const MAX_NAMED = 5;

/** A document that fits its schema, with the places of its parts. */
export interface ReadYaml<T> {
  readonly value: T;
  readonly source: LocatedYaml;
}

/** Reads a YAML file that a person wrote; whatever is wrong with it is the reason why it is not known. */
export function readYaml<T>(
  schema: z.ZodType<T>,
  text: string,
  path: string,
  options: YamlOptions = {},
): Fact<ReadYaml<T>> {
  const yaml = parseYaml(text, path, options);
  if (!yaml.ok) return invalidFile(yaml.problems);
  const parsed = parseWith(schema, yaml.value);
  return parsed.ok
    ? known({ value: parsed.value, source: yaml.value })
    : invalidFile(parsed.problems);
}

/** A file that cannot be used, with everything that is wrong in it. */
export function invalidFile(problems: readonly Problem[]): Unavailable {
  const named = problems.slice(0, MAX_NAMED).map(({ place, message }) => {
    const line = place.line === undefined || problems.length === 1 ? "" : `line ${place.line}: `;
    return line + message;
  });
  const more = problems.length - named.length;
  return unavailable(
    "invalid",
    named.join("; ") + (more > 0 ? `; and ${more} more` : ""),
    ...problems.map(({ place }) => place),
  );
}
