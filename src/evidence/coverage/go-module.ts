import type { GoModule } from "./map-paths.ts";

/** `module <path>`, with or without quotes (Go Modules Reference, go.mod files). */
const MODULE = /^module[ \t]+(?:"([^"\s]+)"|([^"\s]+))[ \t]*(?:\/\/.*)?$/;

/** The module that a `go.mod` declares; undefined where it declares none. */
export function parseGoModule(text: string, path: string): GoModule | undefined {
  for (const line of text.split("\n")) {
    const [, quoted, plain] = MODULE.exec(line.trim()) ?? [];
    const name = quoted ?? plain;
    if (name !== undefined) {
      return { name, folder: path.slice(0, Math.max(0, path.lastIndexOf("/"))) };
    }
  }
  return undefined;
}
