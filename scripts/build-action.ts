import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { licences } from "./licences.ts";
import { onlyVersion } from "./only-version.ts";

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

const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["src/main/action.ts"],
  outfile: "action/dist/index.js",
  bundle: true,
  write: false,
  metafile: true,
  format: "esm",
  platform: "node",
  target: "node24",
  minify: true,
  legalComments: "none",
  plugins: [onlyVersion, withoutUnused],
  // Some dependencies are CommonJS and ask for modules of Node.
  banner: {
    js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
mkdirSync(folder, { recursive: true });
const [bundle] = outputFiles;
if (bundle === undefined) throw new Error("esbuild wrote nothing");
writeFileSync(join(folder, "index.js"), bundle.contents);
writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
writeFileSync(join(folder, "licenses.txt"), licences(metafile));
console.log(`${join(folder, "index.js")}: ${bundle.contents.length} bytes`);
