import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";

/**
 * Of package.json a bundle holds the version and nothing else: otherwise each new tool of ours would change
 * what is published.
 */
export const onlyVersion: Plugin = {
  name: "only-version",
  setup(bundler) {
    const manifest = join(import.meta.dirname, "../package.json");
    bundler.onLoad({ filter: /package\.json$/ }, ({ path }) => {
      if (path !== manifest) return undefined;
      const { version } = JSON.parse(readFileSync(path, "utf8")) as { readonly version: string };
      return { contents: JSON.stringify({ version }), loader: "json" };
    });
  },
};
