import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Files by which a step tells the runner something (page "Workflow commands for GitHub Actions"). */
const names = ["ENV", "OUTPUT", "PATH", "STATE", "STEP_SUMMARY"] as const;

export type CommandFiles = Readonly<Record<(typeof names)[number], string>>;

/** Fresh files, as each step gets them. */
export function createCommandFiles(folder: string): CommandFiles {
  const files = names.map((name) => {
    const path = join(folder, `${name.toLowerCase()}_${randomUUID()}`);
    writeFileSync(path, "");
    return [name, path] as const;
  });
  return Object.fromEntries(files) as CommandFiles;
}

/** As `GITHUB_OUTPUT` and so on. */
export function commandVariables(files: CommandFiles): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`GITHUB_${name}`, files[name]]));
}

/** `name=value` and `name<<DELIMITER` entries; throws what the runner would not take. */
export function readEntries(path: string): Record<string, string> {
  const entries: Record<string, string> = {};
  const lines = readFileSync(path, "utf8").split(/\r?\n/);
  for (let line = 0; line < lines.length; line += 1) {
    const text = lines[line] ?? "";
    if (text === "") continue;
    const heredoc = text.indexOf("<<");
    const equals = text.indexOf("=");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      entries[text.slice(0, equals)] = text.slice(equals + 1);
      continue;
    }
    if (heredoc < 0) throw new Error(`Invalid format '${text}'`);
    const delimiter = text.slice(heredoc + 2);
    const end = lines.indexOf(delimiter, line + 1);
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
    entries[text.slice(0, heredoc)] = lines.slice(line + 1, end).join("\n");
    line = end;
  }
  return entries;
}

/** Folders that a step put in front of the path. */
export function readPaths(path: string): string[] {
  return readFileSync(path, "utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "");
}

/** "Job summaries are limited to a maximum size of 1MiB" a step. */
const longestSummary = 1024 * 1024;

/** A step's summary, or why it is not shown; that does not fail the step. */
export function readSummary(path: string): { text: string } | { error: string } {
  const content = readFileSync(path);
  if (content.length <= longestSummary) return { text: content.toString() };
  const kilobytes = Math.ceil(content.length / 1024);
  return {
    error: `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${kilobytes}k.`,
  };
}
