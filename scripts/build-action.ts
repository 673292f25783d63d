import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { licences } from "./licences.ts";
import { onlyVersion } from "./only-version.ts";
import { bundleInParts } from "./parts/bundle-in-parts.ts";

/**
 * Bundles the Action into one file, with the licences of everything in it beside it. The same sources give
 * the same bytes on every machine.
 *
 *     node scripts/build-action.ts [folder]
 */
const root = join(import.meta.dirname, "..");
const folder = process.argv[2] ?? join(root, "action/dist");

/** Parts of @actions/core that ask for identity tokens and describe the machine: not used, and most of its size. */
const UNUSED = /@actions[/\\]core[/\\]lib[/\\](?:oidc-utils|platform)\.js$/;

const withoutUnused: Plugin = {
  name: "without-unused",
  setup(bundler) {
    bundler.onLoad({ filter: UNUSED }, () => ({
      contents: "export const OidcClient = undefined; export const platform = undefined;",
      loader: "js",
    }));
  },
};

/** What reads evidence: a repository has few of its forms. */
const EVIDENCE = /^src\/evidence\//;

const { metafile, text } = await bundleInParts(
  root,
  "src/main/action.ts",
  (path) => EVIDENCE.test(path),
  { plugins: [onlyVersion, withoutUnused], target: "node24" },
);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "index.js"), text);
writeFileSync(join(folder, "package.json"), '{ "type": "commonjs" }\n');
writeFileSync(join(folder, "licenses.txt"), licences(metafile));
console.log(`${join(folder, "index.js")}: ${text.length} bytes`);
