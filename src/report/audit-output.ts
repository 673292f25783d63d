import * as z from "zod";
import type { AuditReport } from "../core/model/audit.ts";
import { signatureText } from "./audit-words.ts";

const level = z.literal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).describe("An MLTRL level");

const verdict = z
  .enum(["held", "broken", "unknown"])
  .describe("`unknown` where it cannot be told from what is at hand");

const reason = z.strictObject({
  verdict: z.enum(["broken", "unknown"]),
  message: z.string(),
  rule: z.string().optional(),
});

const signature = z.strictObject({
  login: z.string(),
  seat: z.string().optional().describe("The seat that it filled"),
  roles: z.array(z.string()),
  as: z.array(z.string()).optional().describe("Roles as which the review's text signed"),
  says: z
    .enum(["approved", "changes-requested", "asked"])
    .describe("`asked` is that of a panel of one, whose request approves"),
  commit: z.string().describe("The head that was signed"),
  digest: z.string().optional().describe("The content that this head had"),
  void: z.string().optional().describe("Why it filled no seat"),
  means: z.string().describe("The same in words: as what, what was signed, and on which content"),
});

const item = z.strictObject({
  kind: z.enum([
    "graduation",
    "switchback",
    "entry",
    "departure",
    "hotfix",
    "policy-change",
    "waiver",
    "review-record",
    "altered-record",
    "unjudged",
  ]),
  about: z.string().optional().describe("A component, or paths"),
  from: level.optional(),
  to: level.optional(),
  commit: z.string(),
  date: z.string(),
  subject: z.string(),
  author: z.string().describe("As git has it: what the author wrote"),
  "pull-request": z
    .strictObject({ number: z.int(), author: z.string(), "merged-by": z.string().optional() })
    .optional(),
  record: z.strictObject({ name: z.string(), digest: z.string() }).optional(),
  verdict,
  reasons: z.array(reason),
  signatures: z.array(signature),
  exceptions: z
    .array(z.strictObject({ rule: z.string(), reason: z.string() }))
    .describe("What stood in for rules that did not hold"),
});

/** What `mltrl audit --json` prints. The JSON Schema under `schemas/` is generated from it. */
export const auditOutputSchema = z
  .strictObject({
    version: z.literal(1).describe("Of this format"),
    branch: z.string(),
    tip: z.string(),
    since: z.string().optional(),
    now: z.string().describe("When it was looked at"),
    commits: z.int().describe("Merges that were looked at"),
    verdict,
    items: z.array(item),
    records: z.strictObject({
      count: z.int(),
      last: z.strictObject({ name: z.string(), digest: z.string() }).optional(),
      problems: z.array(z.strictObject({ record: z.string(), message: z.string() })),
      unread: z.string().optional().describe("Why they, or their past, could not be read"),
    }),
  })
  .describe("What an audit of a branch found");

type AuditOutput = z.infer<typeof auditOutputSchema>;

/** An audit as data, in format 1. */
export function auditOutput(report: AuditReport): AuditOutput {
  const { items, records, ...rest } = report;
  return {
    version: 1,
    ...rest,
    items: items.map(({ pullRequest, reasons, signatures, exceptions, ...each }) => ({
      ...each,
      ...(pullRequest && {
        "pull-request": {
          number: pullRequest.number,
          author: pullRequest.author,
          ...(pullRequest.mergedBy !== undefined && { "merged-by": pullRequest.mergedBy }),
        },
      }),
      reasons: [...reasons],
      signatures: signatures.map(({ as, roles, ...signature }) => ({
        ...signature,
        roles: [...roles],
        ...(as && { as: [...as] }),
        means: signatureText({ ...signature, roles, ...(as && { as }) }, each),
      })),
      exceptions: [...exceptions],
    })),
    records: { ...records, problems: [...records.problems] },
  };
}
