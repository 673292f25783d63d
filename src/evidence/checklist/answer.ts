import type { ChecklistItem } from "../../core/model/checklist.ts";
import { isLinkToCome, isPlaceholder } from "../placeholder.ts";

const NOT_APPLICABLE = /^[\s*_~([]*n(?:\/|\.\s?)?a\b\.?[\s*_~)\]]*(?:[:;,.—–-]+|because\b)?\s*/i;
const NOT_APPLICABLE_WORDS = /^[\s*_~([]*not applicable\b[\s*_~)\]]*(?:[:;,.—–-]+|because\b)?\s*/i;

/** Why an item does not apply, where a text says that it does not; empty where it gives no reason. */
export function notApplicableReason(text: string): string | undefined {
  for (const pattern of [NOT_APPLICABLE, NOT_APPLICABLE_WORDS]) {
    const claim = pattern.exec(text)?.[0];
    if (claim === undefined) continue;
    const reason = text
      .slice(claim.length)
      .trim()
      .replace(/^\((.*)\)$/s, "$1");
    return isEmptyAnswer(reason) ? "" : reason;
  }
  return undefined;
}

/** Whether a text answers nothing: it is empty, or left over from a template. */
export function isEmptyAnswer(text: string): boolean {
  return (
    !/[\p{L}\p{N}]/u.test(text) ||
    isPlaceholder(text) ||
    isLinkToCome(text) ||
    /^\W*(?:wip|work in progress|<[^<>]*>)\W*$/i.test(text)
  );
}

/** Without the `A:` that some people put before an answer. */
export function withoutLabel(answer: string): string {
  return answer.replace(/^[\s*_>]*(?:a|answer|response)[*_]*\s*[:.][\s*_]*/i, "").trim();
}

/** An item that does not apply needs a reason; without one it is as open as before. */
export function withReason(reason: string): Pick<ChecklistItem, "state" | "answer"> {
  return isEmptyAnswer(reason)
    ? { state: "open", answer: "N/A" }
    : { state: "not-applicable", answer: reason };
}
