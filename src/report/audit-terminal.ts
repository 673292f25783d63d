import type { AuditItem, AuditReport, AuditVerdict } from "../core/model/audit.ts";
import {
  auditVerdict,
  BASIS_NOTE,
  exceptionText,
  itemTitle,
  recordsText,
  signatureText,
  VERDICT_WORDS,
} from "./audit-words.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

const MARKS: Readonly<Record<AuditVerdict, { mark: string; paint: "good" | "bad" | "waiting" }>> = {
  held: { mark: "✓", paint: "good" },
  broken: { mark: "✗", paint: "bad" },
  unknown: { mark: "?", paint: "waiting" },
};

/** An audit for a terminal: what did not hold, what cannot be known, then what held. */
export function auditInTerminal(report: AuditReport, style: Style): string {
  const { branch, tip, since, items, records, verdict, commits } = report;
  const { mark, paint } = MARKS[verdict];
  const blocks = [
    [
      `${style[paint](mark)} ${style.bold(plain(branch))}  ${style[paint](auditVerdict(report))}`,
      style.dim(
        `${count(commits, "merge")} up to ${tip.slice(0, 12)}${since === undefined ? "" : `, from ${since} on`}`,
      ),
    ],
    ...(["broken", "unknown", "held"] as const).flatMap((each) =>
      section(
        each,
        items.filter((item) => item.verdict === each),
        style,
      ),
    ),
    [
      style.bold("Records"),
      ...wrap(plain(recordsText(report), 1000), "  "),
      ...records.problems.flatMap(({ record, message }) =>
        wrap(plain(`${record} ${message}`, 1000), `  ${style.bad("✗")} `),
      ),
    ],
    wrap(BASIS_NOTE, "note: "),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function section(verdict: AuditVerdict, items: readonly AuditItem[], style: Style): string[][] {
  if (items.length === 0) return [];
  const title = style.bold(`${VERDICT_WORDS[verdict]} (${items.length})`);
  return [[title, ...items.flatMap((item) => itemLines(item, style))]];
}

function itemLines(item: AuditItem, style: Style): string[] {
  const { mark, paint } = MARKS[item.verdict];
  const { pullRequest, commit, author, date, record, reasons, signatures, exceptions } = item;
  const where =
    pullRequest === undefined
      ? `${commit.slice(0, 12)} by ${author}`
      : `#${pullRequest.number} by ${pullRequest.author}${pullRequest.mergedBy === undefined ? "" : `, merged by ${pullRequest.mergedBy}`}`;
  const kept = record === undefined ? "no record" : record.name;
  return [
    `  ${style[paint](mark)} ${style.bold(plain(itemTitle(item)))}  ${style.dim(`${date.slice(0, 10)} · ${plain(where)} · ${plain(kept)}`)}`,
    ...reasons.flatMap(({ rule, message }) =>
      wrap(plain(rule === undefined ? message : `${rule}: ${message}`, 1000), "      "),
    ),
    ...exceptions.flatMap((exception) => wrap(plain(exceptionText(exception), 1000), "      ")),
    ...signatures.flatMap((signature) =>
      wrap(plain(`${signature.login} ${signatureText(signature, item)}`, 1000), "      "),
    ),
  ];
}
