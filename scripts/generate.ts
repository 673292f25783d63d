import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { placeText } from "../src/core/model/place.ts";
import { generatedFiles } from "./generate/generated-files.ts";

/** Builds everything that is derived from `rules/` and from the schemas of our own files. */
const root = join(import.meta.dirname, "..");
const files = generatedFiles(root);
if (!files.ok) {
  for (const { place, message } of files.problems) console.error(`${placeText(place)}: ${message}`);
  console.error(`\n${files.problems.length} problems; nothing was written`);
  process.exit(1);
}
for (const [path, text] of files.value) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
console.log(`wrote ${[...files.value.keys()].join(", ")}`);
