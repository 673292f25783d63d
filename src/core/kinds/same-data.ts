import type { Artifact } from "../model/card.ts";

/**
 * What tells data apart, whatever its name: its digest, else where it is kept and which version of it.
 * Data of which the card says neither is told by its name.
 */
export function dataKey({ name, digest, path, registry, version }: Artifact): string {
  if (digest !== undefined) return JSON.stringify(["digest", digest]);
  const address = path?.replace(/\/$/, "") ?? registry;
  return address === undefined
    ? JSON.stringify(["name", name])
    : JSON.stringify(["address", address, version?.text]);
}
