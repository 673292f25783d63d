import { minimatch } from "minimatch";
import type { Checklist, ChecklistItem } from "../model/checklist.ts";
import type { ReferenceChecklist, ReferenceItem } from "../model/rule.ts";

/** An item that is asked for, and what the filled-in list has under its id. */
export interface AskedItem {
  readonly reference: ReferenceItem;
  /** Undefined where it was deleted. */
  readonly item: ChecklistItem | undefined;
  readonly repeated: boolean;
}

/** Words below which an item asks nothing. */
const MINIMUM_WORDS = 2;

/** The list, among those that a rule accepts, that shares most ids with the filled-in one. */
export function chooseReference(
  filled: Checklist,
  lists: readonly ReferenceChecklist[],
  accepted: readonly { readonly list: string; readonly items: readonly string[] }[],
): { readonly name: string; readonly asked: readonly AskedItem[] } | undefined {
  const byId = Map.groupBy(filled.items, ({ id }) => id);
  const candidates = accepted.flatMap(({ list, items }) => {
    const reference = lists.find(({ name }) => name === list);
    if (reference === undefined) return [];
    const shared = reference.items.filter(({ id }) => byId.has(id)).length;
    const asked = reference.items
      .filter(({ id }) => items.some((pattern) => minimatch(id, pattern, { dot: true })))
      .map((item) => {
        const found = byId.get(item.id) ?? [];
        return { reference: item, item: found[0], repeated: found.length > 1 };
      });
    return [{ name: list, shared, asked }];
  });
  return candidates
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .at(0);
}

/**
 * Items that no longer ask what their reference does. Reference texts are not the wording itself, so
 * that only this can be told: an item lost its summary (`Informed consent:` of deon), asks nothing, or
 * repeats the text of another.
 */
export function alteredItems(asked: readonly AskedItem[]): readonly AskedItem[] {
  const texts = Map.groupBy(asked, ({ item }) => wordsOf(item?.text ?? "").join(" "));
  return asked.filter(({ reference, item }) => {
    if (item === undefined) return false;
    const words = wordsOf(item.text);
    const colon = reference.text.indexOf(":");
    const summary = colon < 0 ? [] : wordsOf(reference.text.slice(0, colon));
    return (
      words.length < MINIMUM_WORDS ||
      (texts.get(words.join(" "))?.length ?? 0) > 1 ||
      !summary.every((word) => words.includes(word))
    );
  });
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
