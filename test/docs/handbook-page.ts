import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** What a page of the handbook shows and says, as far as it can be tried. */
export interface HandbookPage {
  /** Whole files by path: a block with its path in a line of its own above it. */
  readonly files: Readonly<Record<string, string>>;
  /** Parts of a card's front matter: a block below a line that begins with "On the card". */
  readonly onCard: readonly string[];
  /** Parts of `.mltrl/config.yml`: a block below a line that begins with "In the policy". */
  readonly inPolicy: readonly string[];
  /** Calls of the command line, in the order of the page, each as its words. */
  readonly calls: readonly (readonly string[])[];
  /** Rules that the page says its examples meet. */
  readonly meets: readonly string[];
}

/** Reads a page under `docs/`. */
export function handbookPage(path: string): HandbookPage {
  const text = readFileSync(join(ROOT, "docs", path), "utf8");
  return {
    files: Object.fromEntries(
      [...text.matchAll(/^`([^`\n]+)`:\n\n```\w+\n([^]*?)^```$/gm)].map(([, file, content]) => [
        file ?? "",
        content ?? "",
      ]),
    ),
    onCard: blocksBelow("On the card", text),
    inPolicy: blocksBelow("In the policy", text),
    calls: [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, script]) =>
      callsIn(script ?? ""),
    ),
    meets: [...text.matchAll(/^This meets ((?:`[a-z0-9-]+`(?:,\s+)?)+)\.$/gm)].flatMap(([, list]) =>
      [...(list ?? "").matchAll(/[a-z0-9-]+/g)].map(([id]) => id),
    ),
  };
}

function blocksBelow(start: string, text: string): string[] {
  const pattern = new RegExp(`^${start}[^\`\\n]*:\\n\\n\`\`\`yaml\\n([^]*?)^\`\`\`$`, "gm");
  return [...text.matchAll(pattern)].map(([, content]) => content ?? "");
}

function callsIn(script: string): string[][] {
  return script
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line.startsWith("mltrl "))
    .map((line) =>
      [...line.slice("mltrl ".length).matchAll(/'([^']*)'|(\S+)/g)].map(
        ([, quoted, bare]) => quoted ?? bare ?? "",
      ),
    );
}
