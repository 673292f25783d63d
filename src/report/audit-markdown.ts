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
import { code, markdown, prose } from "./escape.ts";

/** The same as Markdown, for a document or a summary. */
export function auditInMarkdown(report: AuditReport): string {
  const { branch, tip, since, items, records } = report;
  return `${[
    `# Audit of ${code(branch)}`,
    `**${prose(auditVerdict(report))}.** Up to ${code(tip.slice(0, 12))}${since === undefined ? "" : `, from ${since} on`}.`,
    ...(["broken", "unknown", "held"] as const).flatMap((verdict) =>
      section(
        verdict,
        items.filter((item) => item.verdict === verdict),
      ),
    ),
    "## Records",
    prose(recordsText(report)),
    ...(records.problems.length === 0
      ? []
      : [
          records.problems
            .map(({ record, message }) => `- ${code(record)} ${prose(message)}`)
            .join("\n"),
        ]),
    BASIS_NOTE,
  ].join("\n\n")}\n`;
}

function section(verdict: AuditVerdict, items: readonly AuditItem[]): string[] {
  if (items.length === 0) return [];
  return [
    `## ${VERDICT_WORDS[verdict]} (${items.length})`.replace(/(?<=## )./, (first) =>
      first.toUpperCase(),
    ),
    [
      "| what | when | where | why | who signed |",
      "| :-- | :-- | :-- | :-- | :-- |",
      ...items.map(row),
    ].join("\n"),
  ];
}

function row(item: AuditItem): string {
  const { date, pullRequest, commit, author, record, reasons, signatures, exceptions } = item;
  const where = [
    pullRequest === undefined
      ? `${code(commit.slice(0, 12))} by ${markdown(author)}`
      : `PR ${pullRequest.number} by ${code(pullRequest.author)}`,
    record === undefined ? "no record" : code(record.name),
  ];
  const why = [
    ...reasons.map(({ rule, message }) =>
      rule === undefined ? prose(message) : `${code(rule)}: ${prose(message)}`,
    ),
    ...exceptions.map((exception) => prose(exceptionText(exception))),
  ];
  const signed = signatures.map(
    (signature) => `${code(signature.login)} ${prose(signatureText(signature, item))}`,
  );
  const cells = [markdown(itemTitle(item)), date.slice(0, 10), where, why, signed];
  return `| ${cells.map((cell) => (Array.isArray(cell) ? cell.join("<br>") : cell)).join(" | ")} |`;
}
