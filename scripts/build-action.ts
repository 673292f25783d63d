import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";

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
  plugins: [withoutUnused],
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

/** The licence texts of all packages in the bundle, in the order of their names. */
function licences({ inputs }: Metafile): string {
  const folders = new Set(Object.keys(inputs).flatMap((path) => packageFolder(path) ?? []));
  const found = [...folders].map((path) => licenceOf(path)).toSorted((a, b) => (a.name < b.name ? -1 : 1)); // prettier-ignore
  const lacking = found.filter(({ text, licence }) => text === undefined || licence === undefined);
  if (lacking.length > 0) {
    throw new Error(`no licence is to be found of: ${lacking.map(({ name }) => name).join(", ")}`);
  }
  return found
    .map(
      ({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text?.trim()}\n`,
    )
    .join(`\n${"-".repeat(80)}\n\n`);
}

function packageFolder(path: string): string | undefined {
  const at = path.lastIndexOf("node_modules/");
  if (at === -1) return undefined;
  const [first = "", second = ""] = path.slice(at + "node_modules/".length).split("/");
  return `${path.slice(0, at)}node_modules/${first.startsWith("@") ? `${first}/${second}` : first}`;
}

interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string | undefined;
  readonly text: string | undefined;
}

function licenceOf(path: string): Licence {
  const description = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const own = readdirSync(join(root, path)).find((each) => /^(?:licen[cs]e|copying)(?:\.|-|$)/i.test(each)); // prettier-ignore
  const { name, version, license: licence } = description;
  // Of a package that forgot its licence's text, that of its repository stands here, for this version alone.
  const copied = join(root, "scripts/licences", `${name}-${version}.txt`);
  const file = own === undefined ? copied : join(root, path, own);
  return {
    name,
    version,
    licence,
    text: existsSync(file) ? readFileSync(file, "utf8") : undefined,
  };
}
