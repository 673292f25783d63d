import type { Telemetry } from "../../ports/telemetry.ts";
import type { ObjectCache } from "./object-cache.ts";

/** The same cache, each look into it told of. */
export function countedObjects(
  cache: ObjectCache,
  telemetry: Pick<Telemetry, "lookedUp">,
): ObjectCache {
  const told =
    <Found>(name: string, look: (repository: number, key: string) => Found | undefined) =>
    (repository: number, key: string): Found | undefined => {
      const found = look(repository, key);
      telemetry.lookedUp(name, found !== undefined);
      return found;
    };
  return {
    ...cache,
    blob: told("blobs", (repository, id) => cache.blob(repository, id)),
    tree: told("trees", (repository, id) => cache.tree(repository, id)),
    root: told("roots", (repository, commit) => cache.root(repository, commit)),
    async delivered(repository, attempt, open) {
      const found = await cache.delivered(repository, attempt, open);
      telemetry.lookedUp("delivered", found !== undefined);
      return found;
    },
  };
}
