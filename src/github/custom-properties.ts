import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Clock } from "../ports/clock.ts";
import type { InstallationClient } from "./installation-client.ts";

type Properties = ReadonlyMap<string, readonly string[]>;

/** Custom properties of repositories, kept until something tells that they changed. */
export interface PropertyCache {
  get(repository: number): Properties | undefined;
  keep(repository: number, properties: Properties): void;
  forget(repository: number): void;
}

/** An event may get lost: so long is the longest that nobody looks again. */
const KEPT_FOR = 3_600_000;

export function createPropertyCache(clock: Clock): PropertyCache {
  const kept = new Map<number, { readonly properties: Properties; readonly until: number }>();
  return {
    get(repository) {
      const found = kept.get(repository);
      return found !== undefined && found.until > clock.now() ? found.properties : undefined;
    },
    keep: (repository, properties) =>
      void kept.set(repository, { properties, until: clock.now() + KEPT_FOR }),
    forget: (repository) => void kept.delete(repository),
  };
}

interface PropertyAnswer {
  readonly property_name: string;
  readonly value: string | readonly string[] | null;
}

/** The custom properties of a repository; GraphQL does not have them. */
export async function customProperties(
  client: InstallationClient,
  { id, owner, name }: { readonly id: number; readonly owner: string; readonly name: string },
  cache: PropertyCache,
): Promise<Fact<Properties>> {
  const cached = cache.get(id);
  if (cached) return known(cached);
  try {
    const answer = await client.rest<readonly PropertyAnswer[]>(
      "GET /repos/{owner}/{repo}/properties/values",
      { owner, repo: name },
    );
    const properties = new Map(
      answer.flatMap(({ property_name: property, value }): [string, readonly string[]][] =>
        value === null ? [] : [[property, typeof value === "string" ? [value] : value]],
      ),
    );
    cache.keep(id, properties);
    return known(properties);
  } catch (error) {
    if (!Error.isError(error) || !("status" in error)) throw error;
    return unavailable(
      "upstream",
      `the custom properties of ${owner}/${name}, by which the organisation's policy applies, cannot be read: ${error.message}`,
    );
  }
}
