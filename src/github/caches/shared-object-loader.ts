import type { RepositoryRef } from "../../core/model/change.ts";
import type { Fact } from "../../core/model/fact.ts";
import { gather } from "../gather.ts";
import type { InstallationClient } from "../installation-client.ts";
import type { ObjectCache } from "./object-cache.ts";
import {
  keyOfWish,
  MOST_WISHES,
  type ObjectLoader,
  objectLoader,
  readWishes,
} from "../object-loader.ts";
import type { Wish } from "../wishes-query.ts";

interface Asked {
  readonly client: InstallationClient;
  readonly repository: RepositoryRef;
  readonly pullRequest: number;
  readonly wish: Wish;
}

/** Gives the loader of a pull request. */
export type SharedObjectLoaders = (
  client: InstallationClient,
  repository: RepositoryRef,
  pullRequest: number,
) => ObjectLoader;

/**
 * Loaders of pull requests: what several of one repository wish for at about the same time shares a query.
 * Each remembers for itself what it was told, so that one that is new asks anew.
 */
export function createSharedObjectLoaders(cache: ObjectCache): SharedObjectLoaders {
  const ask = gather<Asked, Fact<unknown>>({
    laneOf: ({ client: { priority }, repository: { installation, owner, name } }) =>
      `${installation} ${owner}/${name} ${priority}`,
    keyOf: ({ wish }) => keyOfWish(wish),
    callerOf: ({ repository, pullRequest }) => `${repository.id}#${pullRequest}`,
    async send(asked) {
      const [first] = asked;
      if (first === undefined) return [];
      const wishes = asked.map(({ wish }) => wish);
      return readWishes(wishes, first.client.anew(), first.repository, cache);
    },
    hasMore: () => false,
    most: MOST_WISHES,
  });
  return (client, repository, pullRequest) =>
    objectLoader((wishes) =>
      Promise.all(wishes.map((wish) => ask({ client, repository, pullRequest, wish }))),
    );
}
