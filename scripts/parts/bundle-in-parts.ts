import { basename } from "node:path";
import { build, type BuildOptions, type Metafile } from "esbuild";
import type { Part } from "./run-parts.ts";

/** What all steps have in common. */
const COMMON = {
  bundle: true,
  write: false,
  metafile: true,
  platform: "node",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
} as const satisfies BuildOptions;

type Files = ReadonlyMap<string, { readonly text: string; readonly exports: readonly string[] }>;

/**
 * Bundles a program into one file that holds its modules in parts, as text. V8 reads through every function
 * of a script before the first one runs; a text costs a tenth of that, and a part that a run does not use
 * is never compiled. What the program loads by `import()` and the modules that are to stand `apart` begin
 * parts, and so does what several parts share. Parts run when they are first used, so they may not depend
 * on when others run.
 */
export async function bundleInParts(
  root: string,
  entry: string,
  apart: (path: string) => boolean,
  options: Pick<BuildOptions, "plugins" | "target">,
): Promise<{ readonly text: string; readonly metafile: Metafile }> {
  const given = { ...COMMON, ...options, absWorkingDir: root } as const;
  const { metafile } = await build({ ...given, entryPoints: [entry], format: "esm", outdir: "." });
  const { outputFiles, metafile: split } = await build({
    ...given,
    entryPoints: [entry, ...usedIn(metafile).filter(apart)],
    format: "esm",
    outdir: ".",
    splitting: true,
    entryNames: "[hash]",
    chunkNames: "[hash]",
  });
  const files: Files = new Map(
    outputFiles.map(({ path, text }) => [
      basename(path),
      { text, exports: split.outputs[basename(path)]?.exports ?? [] },
    ]),
  );
  const [main = ""] =
    Object.entries(split.outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
  const names = reachedFrom(main, split);
  const parts = await Promise.all(names.map((name) => partOf(name, files, names, given)));
  const { outputFiles: whole } = await build({
    ...given,
    stdin: {
      contents: `import { runParts } from "./run-parts.ts";\nrunParts(${JSON.stringify(parts)}, require, __filename);`,
      resolveDir: import.meta.dirname,
    },
    format: "cjs",
    // Would make templates of texts, which are slower to read.
    minifySyntax: false,
  });
  return { text: whole[0]?.text ?? "", metafile };
}

/** The modules that the program uses at all; of the others nothing is to come in. */
function usedIn({ outputs }: Metafile): readonly string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    ),
  );
}

/** A file and all that it leads to; itself first. */
function reachedFrom(main: string, { outputs }: Metafile): readonly string[] {
  const reached = new Set([main]);
  // A set that grows is walked through to its new end.
  for (const name of reached) {
    for (const { path, external } of outputs[name]?.imports ?? []) {
      if (external !== true) reached.add(path);
    }
  }
  return [...reached];
}

/** A file as the body of a CommonJS module that asks for other parts by their numbers. */
async function partOf(
  name: string,
  files: Files,
  names: readonly string[],
  options: BuildOptions & { readonly write: false },
): Promise<Part> {
  const { text, exports } = files.get(name) ?? { text: "", exports: [] };
  if (exports.length === 0 && name !== names[0]) {
    throw new Error(`a part exports nothing, so that it would never run: ${text.slice(0, 200)}`);
  }
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: text },
    format: "cjs",
    // What is loaded later is a part as well, and not a file.
    supported: { "dynamic-import": false },
    plugins: [
      {
        name: "numbers",
        setup(bundler) {
          bundler.onResolve({ filter: /^\.\// }, ({ path }) => ({
            path: String(names.indexOf(basename(path))),
            external: true,
            sideEffects: false,
          }));
        },
      },
    ],
  });
  return [exports, outputFiles[0]?.text ?? ""];
}
