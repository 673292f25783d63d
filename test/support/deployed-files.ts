import { blobId, digestOf } from "../../src/core/source/digest.ts";
import { writeStamp } from "../../src/evidence/stamp.ts";

/** An entry of `deployed` on a card. */
export interface DeployedEntry {
  readonly version: string;
  readonly tag: string;
  readonly level?: number;
}

/** Front matter of a card that was taken over at level 9 and lists versions as deployed. */
export function deployedLines(entries: readonly DeployedEntry[]): string {
  const lines = entries.map(
    ({ version, tag, level = 9 }) =>
      `  - { version: "${version}", tag: "${tag}", level: ${level}, environments: [eu] }\n`,
  );
  return `${ADOPTED}deployed:${lines.length === 0 ? " []" : ""}\n${lines.join("")}`;
}

const ADOPTED = `adopted:
  level: 9
  reason: It ran before there was a card.
  gates-not-walked: [0, 1, 2, 3, 4, 5, 6, 7, 8]
`;

export interface DriftReport {
  readonly component: string;
  readonly version: string;
  /** What the component consists of at the tag of the version. */
  readonly content: Readonly<Record<string, string>>;
  /** ISO 8601 date. */
  readonly madeAt: string;
  readonly passed?: boolean;
}

/** What a monitor of drift commits for a version that runs: its report, and the stamp of it. */
export function driftFiles({
  component,
  version,
  content,
  madeAt,
  passed = true,
}: DriftReport): Record<string, string> {
  const folder = `.mltrl/evidence/${component}`;
  const report = `${folder}/data-drift@${version}.yml`;
  const text = `made-at: ${madeAt}\nchecks:\n  - { name: input, passed: ${passed} }\n`;
  const ids = Object.entries(content).map(([path, each]) => [path, blobId(each)] as const);
  return {
    [report]: text,
    [`${folder}/stamp@${version}.yml`]: writeStamp({
      content: digestOf(ids),
      reports: new Map([[report, blobId(text)]]),
    }),
  };
}
