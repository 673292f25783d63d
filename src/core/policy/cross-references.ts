import type { Problem } from "../model/problem.ts";
import type { LocatedYaml } from "../source/yaml.ts";
import type { Config } from "./config-schema.ts";

/** What one part of a configuration says of another part that is not there, or that closes a circle. */
export function crossReferenceProblems(config: Config, source: LocatedYaml): Problem[] {
  return [...unknownComponents(config, source), ...circles(config, source)];
}

function unknownComponents(config: Config, source: LocatedYaml): Problem[] {
  const ids = Object.keys(config.components);
  const unknown = (name: string, pointer: (string | number)[]): Problem[] =>
    ids.includes(name)
      ? []
      : [
          {
            place: source.placeOf(pointer),
            message: `"${name}" is not a component of this file; expected one of ${ids.join(", ")}`,
          },
        ];
  return [
    ...Object.entries(config.components).flatMap(([id, { parts, "depends-on": depends }]) => [
      ...(parts ?? []).flatMap((part, i) => unknown(part, ["components", id, "parts", i])),
      ...depends.flatMap((name, i) => unknown(name, ["components", id, "depends-on", i])),
    ]),
    ...Object.entries(config.environments).flatMap(([name, { components }]) =>
      components === "all"
        ? []
        : components.flatMap((each, i) => unknown(each, ["environments", name, "components", i])),
    ),
    ...Object.entries(config.evidence).flatMap(([name, { component }]) =>
      component === undefined ? [] : unknown(component, ["evidence", name, "component"]),
    ),
  ];
}

/** A system that contains itself has no level. */
function circles(config: Config, source: LocatedYaml): Problem[] {
  const partsOf = (id: string): readonly string[] => config.components[id]?.parts ?? [];
  const contains = (id: string, wanted: string, seen: Set<string>): boolean =>
    partsOf(id).some((part) => {
      if (part === wanted) return true;
      if (seen.has(part)) return false;
      seen.add(part);
      return contains(part, wanted, seen);
    });
  return Object.keys(config.components)
    .filter((id) => contains(id, id, new Set()))
    .map((id) => ({
      place: source.placeOf(["components", id, "parts"]),
      message: `the system "${id}" contains itself; a system's parts must lead to components`,
    }));
}
