import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { licences } from "./licences.ts";
import { onlyVersion } from "./only-version.ts";

/**
 * Bundles the command line for the npm package `mltrl`: Node strips no types below `node_modules`. What is
 * only loaded by commands about GitHub stands in files of its own, so that the others start at once.
 *
 *     node scripts/build-cli.ts [folder]
 */
const ROOT = join(import.meta.dirname, "..");
const folder = process.argv[2] ?? join(ROOT, "cli");
const dist = join(folder, "dist");

/** Probot would have npm install what it lacks while it runs: nothing that is published does that. */
const withoutInstalling: Plugin = {
  name: "without-installing",
  setup(bundler) {
    bundler.onResolve({ filter: /^npx-import-light$/ }, ({ path }) => ({
      path,
      namespace: "none",
    }));
    bundler.onLoad({ filter: /.*/, namespace: "none" }, () => ({
      contents:
        'export const npxImport = (name) => Promise.reject(new Error(name + " is not installed"));',
    }));
  },
};

rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: { mltrl: "src/main/cli.ts" },
  outdir: dist,
  bundle: true,
  splitting: true,
  metafile: true,
  format: "esm",
  platform: "node",
  target: "node24",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  plugins: [onlyVersion, withoutInstalling],
  // Some dependencies are CommonJS and ask for modules of Node.
  banner: {
    js: '#!/usr/bin/env node\nimport{createRequire}from"node:module";const require=createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "licenses.txt"), licences(metafile));
copyFileSync(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
cpSync(join(ROOT, "schemas"), join(folder, "schemas"), { recursive: true });
