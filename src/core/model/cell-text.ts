/** What a short text in a form amounts to. */
export type CellText =
  | { readonly says: "nothing" }
  | { readonly says: "not-applicable"; readonly reason: string }
  | { readonly says: "something"; readonly text: string };

const STAND_INS = new Set(["", "-", "–", "—", "?", "...", "…", "tbd", "todo", "tba", "xxx", "<>"]);
/** "No" by itself; "no debt, all of it was paid" is an answer. */
const NEGATION =
  /^(?:(?:n\/?\.?a\.?|none|nil|not applicable)(?=$|[\s:.,;(–—-])|no(?=$|[:.,;(–—-]))/i;

/**
 * Reads a cell or an answer: empty and stand-in texts say nothing, `n/a` says that the question does
 * not arise, with whatever reason follows, and anything else says something.
 */
export function readCell(written: string): CellText {
  const text = written.replaceAll(/[*_`~]/g, "").trim();
  if (STAND_INS.has(text.toLowerCase())) return { says: "nothing" };
  const negation = NEGATION.exec(text);
  if (negation === null) return { says: "something", text };
  const reason = text
    .slice(negation[0].length)
    .replace(/^[\s:.,;(–—-]+/, "")
    .replace(/\)$/, "")
    .trim();
  return { says: "not-applicable", reason };
}

/** Whether a text says something: `TODO` and `n/a` do not, `n/a: it has no model` does. */
export function isStated(written: string): boolean {
  const cell = readCell(written);
  return cell.says === "something" || (cell.says === "not-applicable" && cell.reason !== "");
}
