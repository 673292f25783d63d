import { createHash } from "node:crypto";
import { digestOf } from "../../src/core/source/digest.ts";
import { compileGlobs } from "../../src/core/source/glob.ts";
import { writeReviewRecord } from "../../src/evidence/write-review-record.ts";
import { writeStamp } from "../../src/evidence/stamp.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import type { Level } from "../../src/core/model/level.ts";
import { CARD, cardText, type CardChanges, COMPONENT_PATHS } from "./repository-files.ts";

export const LCOV = ".mltrl/evidence/nodule-detector/unit.lcov";
export const STAMP = ".mltrl/evidence/nodule-detector/stamp.yml";
export const ETHICS = ".mltrl/ethics/nodule-detector.md";

/** How many lines of a source file tests run, and how many there are. */
export type Lines = readonly [covered: number, total: number];

/** An lcov report as a coverage tool writes it. */
export function lcovText(files: Readonly<Record<string, Lines>>): string {
  return Object.entries(files)
    .flatMap(([path, [covered, total]]) => {
      const lines = Array.from({ length: total }, (_, i) => `DA:${i + 1},${i < covered ? 1 : 0}`);
      return ["TN:", `SF:${path}`, ...lines, `LF:${total}`, `LH:${covered}`, "end_of_record"];
    })
    .map((line) => `${line}\n`)
    .join("");
}

/**
 * Coverage of the component as CI commits it: the report, and the stamp that says which content it speaks of.
 *
 * @param files what the repository holds when the report is made
 */
export function coverageFiles(
  files: Readonly<Record<string, string | null>>,
  lines: Readonly<Record<string, Lines>>,
): Record<string, string> {
  const report = lcovText(lines);
  const isContent = compileGlobs(COMPONENT_PATHS);
  const content = Object.entries(files).flatMap(([path, text]): [string, string][] =>
    text !== null && isContent(path) ? [[path, blobId(text)]] : [],
  );
  return {
    [LCOV]: report,
    [STAMP]: writeStamp({
      content: digestOf(content),
      reports: new Map([[LCOV, blobId(report)]]),
    }),
  };
}

/** The id that git gives to a file of this text. */
function blobId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** A deon checklist with every box ticked but some; others can be left out. */
export function ethicsText(
  changes: { readonly open?: readonly string[]; readonly without?: readonly string[] } = {},
): string {
  const { open = [], without = [] } = changes;
  const items = catalogue.checklists.find(({ name }) => name === "deon")?.items ?? [];
  const lines = items
    .filter(({ id }) => !without.includes(id))
    .map(({ id, text }) => `- [${open.includes(id) ? " " : "x"}] **${id} ${text}**`);
  return `# Data Science Ethics Checklist\n\n${lines.join("\n")}\n`;
}

/** The files with which a pull request asks for a level: the card and the record of the review. */
export function raiseFiles(
  from: Level,
  to: Level,
  { requestedBy, ...card }: CardChanges & { readonly requestedBy?: string } = {},
): Record<string, string> {
  const date = "2026-03-02";
  return {
    [CARD]: cardText({ ...card, level: to }),
    [`.mltrl/reviews/nodule-detector/${date}-${from}-to-${to}.yml`]: writeReviewRecord({
      component: "nodule-detector",
      from,
      to,
      date,
      decision: "graduate",
      ...(requestedBy !== undefined && { requestedBy }),
      reviewers: [],
      criteria: ["The claims of the level before hold on the benchmark."],
      openTasks: [],
    }),
  };
}
