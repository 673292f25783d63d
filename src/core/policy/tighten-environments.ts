import type { EnvironmentPolicy, Policy } from "../model/policy.ts";

type Environments = Policy["environments"];

/** Environments of two policies, each with what the stricter one asks of it. */
export function tightenEnvironments(own: Environments, base: Environments): Environments {
  const tightened = [...own].map(([name, environment]): [string, EnvironmentPolicy] => {
    const other = environmentIn(base, name);
    return [name, other === undefined ? environment : strictest(environment, other)];
  });
  const added = [...base].filter(([name]) => environmentIn(own, name) === undefined);
  return new Map([...tightened, ...added]);
}

/** GitHub takes names of environments in letters of any case. */
export function environmentIn(
  environments: Environments,
  name: string,
): EnvironmentPolicy | undefined {
  const found = [...environments].find(([each]) => each.toLowerCase() === name.toLowerCase());
  return found?.[1];
}

/** Without a list every component has to be at the level. */
function strictest(one: EnvironmentPolicy, other: EnvironmentPolicy): EnvironmentPolicy {
  const minimumLevel =
    one.minimumLevel > other.minimumLevel ? one.minimumLevel : other.minimumLevel;
  if (one.components === undefined || other.components === undefined) return { minimumLevel };
  return { minimumLevel, components: [...new Set([...one.components, ...other.components])] };
}
