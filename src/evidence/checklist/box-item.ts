import type { ChecklistItem } from "../../core/model/checklist.ts";
import type { Place } from "../../core/model/place.ts";
import { slug } from "../slug.ts";
import { notApplicableReason, withoutLabel, withReason } from "./answer.ts";

/** `A.1`, `sec-2.b`: words and numbers with dots between them. */
const ID = /^([A-Za-z][\w-]*(?:\.[\w-]+)+)(?=[\s:.)]|$)[\s:.)—–-]*/;
/** What some write into the box of an item that does not apply; GitHub shows no box for it. */
const NOT_APPLICABLE_BOX = /^\[n\/?a\]\s+/i;

/** A box and what is written beside and below it, free of markup. */
export interface WrittenBox {
  readonly checked: boolean;
  /** Beside the box; a box with `N/A` in it is part of this. */
  readonly beside: string;
  readonly below: string;
  /** Set where what stands beside is struck out: what is written behind it. */
  readonly behindStruck?: string;
  readonly place: Place;
}

/** An item, and whether its list gave it its id. */
export interface BoxItem {
  readonly item: ChecklistItem;
  readonly given: boolean;
}

/** Whether a text begins with a box that says that its item does not apply. */
export function isNotApplicableBox(text: string): boolean {
  return NOT_APPLICABLE_BOX.test(text);
}

/** What a box says: done, open, or not applicable with a reason. */
export function boxItem({ checked, beside, below, behindStruck, place }: WrittenBox): BoxItem {
  const boxed = NOT_APPLICABLE_BOX.exec(beside)?.[0] ?? "";
  const claimed = /^\(?n\/a\)?[\s:—–-]+(?=\S)/i.exec(beside)?.[0] ?? "";
  const label = beside.slice(boxed.length || claimed.length);
  const given = ID.exec(label);
  const text = given === null ? label : label.slice(given[0].length);
  const answer = withoutLabel(below);
  const struck = behindStruck && (notApplicableReason(behindStruck) ?? trimmed(behindStruck));
  const reason = notApplicableReason(answer) ?? notApplicableReason(afterColon(text));
  const own =
    reason ?? (boxed || claimed || struck !== undefined ? answer || (struck ?? "") : undefined);
  const state =
    own !== undefined && !(checked && own === "")
      ? withReason(own)
      : { state: checked ? ("done" as const) : ("open" as const), answer };
  return {
    item: { id: given?.[1] ?? slug(text), text, ...state, place },
    given: given !== null,
  };
}

/** Two items without ids of their own may say the same; both have to be done. */
export function withDistinctIds(boxes: readonly BoxItem[]): readonly ChecklistItem[] {
  const counts = new Map<string, number>();
  return boxes.map(({ item, given }) => {
    if (given) return item;
    const count = (counts.get(item.id) ?? 0) + 1;
    counts.set(item.id, count);
    return count === 1 ? item : { ...item, id: `${item.id}-${count}` };
  });
}

/** In `Informed consent: N/A: no people are involved` the answer stands where the question was. */
function afterColon(text: string): string {
  return text.slice(text.indexOf(":") + 1).trim();
}

function trimmed(reason: string): string {
  return reason.replace(/^[\s:—–-]+/, "").trim();
}
