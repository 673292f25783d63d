import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The hash of the hashes of all files that match, empty where none does. */
export function hashFiles(workspace: string, patterns: readonly string[]): string {
  const files = [...new Set(patterns.flatMap((pattern) => globSync(pattern, { cwd: workspace })))]
    .toSorted()
    .map((path) => join(workspace, path))
    .filter((path) => statSync(path).isFile());
  if (files.length === 0) return "";
  const whole = createHash("sha256");
  for (const file of files) whole.update(createHash("sha256").update(readFileSync(file)).digest());
  return whole.digest("hex");
}
