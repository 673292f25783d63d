import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

const ROOT = join(import.meta.dirname, "..");

/** The licence texts of all packages in a bundle, in the order of their names. */
export function licences({ inputs }: Metafile): string {
  const folders = new Set(Object.keys(inputs).flatMap((path) => packageFolder(path) ?? []));
  const found = [...folders].map(licenceOf).toSorted((a, b) => (a.name < b.name ? -1 : 1));
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
  const folder = join(ROOT, path);
  const description = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const { name, version, license: licence } = description;
  const own = readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)(?:\.|-|$)/i.test(each));
  // Of a package that forgot its licence's text, that of its repository stands here, for this version alone.
  const copied = join(ROOT, "scripts/licences", `${name}-${version}.txt`);
  const file = own === undefined ? copied : join(folder, own);
  return {
    name,
    version,
    licence,
    text: existsSync(file) ? readFileSync(file, "utf8") : undefined,
  };
}
