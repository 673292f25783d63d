import type { AuditItem, AuditReport, AuditSignature, AuditVerdict } from "../core/model/audit.ts";
import { stepName } from "../core/model/level.ts";
import { count } from "./count.ts";

/** What an item of an audit is called. */
export function itemTitle({ kind, about = "", from, to }: AuditItem): string {
  switch (kind) {
    case "graduation":
      return `${about} ${from === undefined || to === undefined ? "" : stepName(from, to)}, graduation`;
    case "switchback":
      return `${about} ${from === undefined || to === undefined ? "" : stepName(from, to)}, switchback`;
    case "entry":
      return `${about} enters at ${String(to)}`;
    case "departure":
      return `${about} leaves at ${String(from)}`;
    case "hotfix":
      return `${about}, hotfix`;
    case "policy-change":
      return `policy changed: ${about}`;
    case "waiver":
      return `waivers changed: ${about}`;
    case "review-record":
      return `review record without its step: ${about}`;
    case "altered-record":
      return `record altered: ${about}`;
    case "unjudged":
      return "a merge that could not be judged";
  }
}

/** The result in a sentence. */
export function auditVerdict({ verdict, items, records }: AuditReport): string {
  const broken = items.filter((item) => item.verdict === "broken").length;
  const unknown = items.filter((item) => item.verdict === "unknown").length;
  const chain = records.problems.length;
  const parts = [
    ...(broken > 0 ? [`${count(broken, "item")} did not hold`] : []),
    ...(chain > 0 ? [`${count(chain, "problem")} of the records`] : []),
    ...(unknown > 0 ? [`of ${count(unknown, "item")} it cannot be known`] : []),
  ];
  const judged = count(items.length, "item");
  return verdict === "held"
    ? `Everything held: ${judged} judged again`
    : `${parts.length > 0 ? parts.join(", ") : "Not everything can be known"}; ${judged} judged again`;
}

/** The chain of records in a sentence. */
export function recordsText({ records }: AuditReport): string {
  const { count: kept, last, unread } = records;
  if (last === undefined) return ["No records", ...(unread ? [unread] : [])].join(": ");
  const chain = `${count(kept, "record")}; the last is ${last.name} with the digest ${last.digest}. Keep that digest: whoever rewrites the whole chain cannot keep it.`;
  return unread === undefined ? chain : `${chain} ${unread}`;
}

/** What a signature said and on what. */
export function signatureText(
  signature: AuditSignature,
  item: Pick<AuditItem, "kind" | "about" | "from" | "to">,
): string {
  const { seat, as: signed = [], roles, says, commit, digest, void: idle } = signature;
  const held = signed.length > 0 ? signed : roles;
  const as = seat ?? (held.length > 0 ? held.join(", ") : "nobody with a role");
  const on = `${commit.slice(0, 12)}${digest === undefined ? "" : `, content ${digest.slice("sha256:".length, 19)}`}`;
  const meaning = says === "changes-requested" ? "asked for changes" : meaningOf(item);
  const how = says === "asked" ? `asked for it, as the whole panel (${as}), and so ` : `as ${as}: `;
  return `${how}${meaning} (on ${on})${idle === undefined ? "" : `; filled no seat: ${idle}`}`;
}

function meaningOf({
  kind,
  about = "",
  from,
  to,
}: Pick<AuditItem, "kind" | "about" | "from" | "to">): string {
  if (kind === "graduation" && from !== undefined && to !== undefined) {
    return `signed that ${about} is ready to go ${stepName(from, to)} with this content`;
  }
  return kind === "policy-change" || kind === "waiver"
    ? "approved the pull request"
    : "approved the change with this content";
}

/** What stood in for a rule. */
export function exceptionText({ rule, reason }: AuditItem["exceptions"][number]): string {
  return `${rule} did not hold, and went ahead: ${reason}`;
}

/** What nobody who reads this can check in git. */
export const BASIS_NOTE =
  "Levels, files and rules are judged from git. Who reviewed, with which role, and what CI reported is what the App recorded at the merge; git cannot show it. Names of authors in git are what the authors wrote.";

export const VERDICT_WORDS: Readonly<Record<AuditVerdict, string>> = {
  held: "held",
  broken: "did not hold",
  unknown: "cannot be known",
};
