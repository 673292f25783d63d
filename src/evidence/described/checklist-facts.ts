import * as z from "zod";
import type { Checklist, ChecklistItem } from "../../core/model/checklist.ts";
import type { ReferenceChecklist, ReferenceItem } from "../../core/model/rule.ts";

const PATH = ".mltrl/ethics/detector.md";
const ANSWER = "the clinic's data protection officer has agreed to this use of the data";

const item = z.strictObject({
  state: z.enum(["done", "open", "not-applicable"]).optional(),
  answer: z.string().optional(),
  text: z.string().optional(),
  within: z.string().optional(),
});

const checklistDescription = z.strictObject({
  form: z.enum(["task-list", "questions", "deon"]).default("questions"),
  /** The reference list that is filled in; every item is complete. */
  list: z.string().default("mltrl-pre-development"),
  /** What is different, by id; null deletes the item. */
  except: z.record(z.string(), item.nullable()).default({}),
  /** Ids that stand there a second time. */
  twice: z.array(z.string()).default([]),
  /** When it was gone through again. */
  reviewed: z.array(z.strictObject({ date: z.iso.date(), by: z.string() })).default([]),
  /** Every item in this state. */
  all: item.default({}),
});

export type ChecklistDescription = z.input<typeof checklistDescription>;

/** A reference list, filled in. */
export function aChecklist(
  description: ChecklistDescription,
  lists: readonly ReferenceChecklist[],
): Checklist {
  const { form, list, except, twice, all, reviewed } = checklistDescription.parse(description);
  const reference = lists.find(({ name }) => name === list)?.items ?? [];
  const items = reference.flatMap((each) => {
    const own = except[each.id];
    return own === null ? [] : [anItem(each, { ...all, ...own })];
  });
  return {
    path: PATH,
    form,
    items: [...items, ...items.filter(({ id }) => twice.includes(id))],
    reviewed: reviewed.map((each) => ({ ...each, place: { path: PATH, line: 2 } })),
  };
}

function anItem({ id, text }: ReferenceItem, own: z.output<typeof item>): ChecklistItem {
  return {
    id,
    text: own.text ?? text,
    state: own.state ?? "done",
    answer: own.answer ?? ANSWER,
    place: { path: PATH, line: 9 },
    ...(own.within !== undefined && { within: own.within }),
  };
}
