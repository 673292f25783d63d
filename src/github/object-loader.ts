import DataLoader from "dataloader";
import type { RepositoryRef } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";
import type { InstallationClient } from "./installation-client.ts";
import type { ObjectCache } from "./caches/object-cache.ts";
import { grantedFact, refusedFact } from "./wish-answers.ts";
import { documentFor, variablesFor, type Wish } from "./wishes-query.ts";

export type ObjectLoader = DataLoader<Wish, Fact<unknown>, string>;

/** GitHub refuses queries that take longer than ten seconds; so many objects stay well below. */
export const MOST_WISHES = 100;

/** Collects wishes of one moment into one aliased query. */
export function createObjectLoader(
  client: InstallationClient,
  repository: RepositoryRef,
  cache: ObjectCache,
): ObjectLoader {
  return objectLoader((wishes) => readWishes(wishes, client, repository, cache));
}

/** Asks for each wish once; `read` gives the answers in the order of the wishes. */
export function objectLoader(
  read: (wishes: readonly Wish[]) => Promise<readonly Fact<unknown>[]>,
): ObjectLoader {
  return new DataLoader(read, { maxBatchSize: MOST_WISHES, cacheKeyFn: keyOfWish });
}

/** By what a wish is known: the same one is asked for once. */
export function keyOfWish(wish: Wish): string {
  return JSON.stringify(wish);
}

/** Reads what is wished for in one request. */
export async function readWishes(
  wishes: readonly Wish[],
  client: InstallationClient,
  repository: Pick<RepositoryRef, "id" | "owner" | "name">,
  cache: ObjectCache,
): Promise<readonly Fact<unknown>[]> {
  const { data, errors } = await client.graphql<Record<string, unknown>>(
    documentFor(wishes),
    variablesFor(wishes, repository),
  );
  const inRepository = (data["repository"] ?? {}) as Record<string, unknown>;
  return wishes.map((wish, i) => {
    const answer = wish.type === "team" ? data[`w${i}`] : inRepository[`w${i}`];
    const refused = errors.find(
      ({ path }) => path?.includes(`w${i}`) || !path?.some((each) => isAlias(each)),
    );
    if (refused) return refusedFact(wish, refused.message);
    return grantedFact(wish, answer, repository.id, cache);
  });
}

/** An error that names no wish is about all of them. */
function isAlias(part: string | number): boolean {
  return /^w\d+$/.test(String(part));
}
