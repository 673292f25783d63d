import * as z from "zod";
import type { Checklist, ChecklistItem } from "../model/checklist.ts";
import { unavailable } from "../model/fact.ts";
import { type Evidence, fail, pass } from "../model/finding.ts";
import { readCell } from "../model/cell-text.ts";
import { defineKind } from "./define-kind.ts";
import { alteredItems, type AskedItem, chooseReference } from "./reference-checklist.ts";

/** As many items of a known checklist as are asked for are done, or say with a reason why they do not apply. */
export const checklist = defineKind({
  kind: "checklist",
  needs: ["checklist", "referenceChecklists"],
  params: z.strictObject({
    references: z
      .array(
        z.strictObject({
          list: z.string(),
          items: z.array(z.string()).min(1).default(["**"]),
        }),
      )
      .min(1)
      .meta({
        description:
          "Lists that may be filled in, with patterns of the ids asked for; the one that fits is taken",
      }),
    "minimum-complete": z.number().min(1).max(100).default(100).meta({
      description: "Percent of the items that have to be complete",
      stricter: "higher",
    }),
    "minimum-answer": z.int().min(1).default(40).meta({
      description: "Characters of an answer to a question",
      stricter: "higher",
    }),
    "minimum-reason": z.int().min(1).default(20).meta({
      description: "Characters of the reason why an item does not apply",
      stricter: "higher",
    }),
    "maximum-not-applicable": z.number().min(0).max(100).default(50).meta({
      description: "Percent of the items that may be not applicable",
      stricter: "lower",
    }),
  }),
  judge({ checklist, referenceChecklists }, params) {
    const chosen = chooseReference(checklist, referenceChecklists, params.references);
    const place = { path: checklist.path };
    if (chosen === undefined || chosen.asked.length === 0) {
      return unavailable(
        "invalid",
        `${checklist.path} has no item of the lists that count here: ${params.references.map(({ list }) => list).join(", ")}`,
        place,
      );
    }
    const { name, asked } = chosen;
    const altered = alteredItems(asked);
    if (altered.length > 0) {
      const ids = altered.map(({ reference }) => reference.id);
      return unavailable(
        "invalid",
        `${altered.length} ${altered.length === 1 ? "item no longer asks" : "items no longer ask"} what ${name} asks: ${ids.join(", ")}; put the text back`,
        ...altered.map(({ item }) => item?.place ?? place),
      );
    }
    const open = asked.flatMap((each): { id: string; evidence: Evidence }[] => {
      const { id } = each.reference;
      const fault = faultOf(each, checklist.form, params);
      const at = each.item?.place ?? place;
      const within = each.item?.within === undefined ? "" : ` (${each.item.within})`;
      return fault === undefined
        ? []
        : [{ id, evidence: { ...at, seen: `${id}${within}: ${fault}` } }];
    });
    const complete = asked.length - open.length;
    const least = params["minimum-complete"];
    if (complete * 100 < least * asked.length) {
      const enough = least === 100 ? "" : `, ${least} % are asked for`;
      return fail(
        `${complete} of ${asked.length} items of ${name} are complete${enough}; open: ${open.map(({ id }) => id).join(", ")}`,
        ...open.map(({ evidence }) => evidence),
      );
    }
    const exempt = asked.filter(({ item }) => item?.state === "not-applicable").length;
    const share = `${exempt} of ${asked.length} items of ${name} are not applicable`;
    return exempt * 100 > params["maximum-not-applicable"] * asked.length
      ? fail(`${share}; at most ${params["maximum-not-applicable"]} % may be`, {
          ...place,
          seen: share,
        })
      : pass(
          `${open.length === 0 ? "all" : `${complete} of`} ${asked.length} items of ${name} are complete, ${exempt} as not applicable`,
          { ...place, seen: name },
        );
  },
});

function faultOf(
  { item, repeated }: AskedItem,
  form: Checklist["form"],
  least: { readonly "minimum-answer": number; readonly "minimum-reason": number },
): string | undefined {
  if (item === undefined) return "deleted; answer it or say why it does not apply";
  if (repeated) return "stands there twice";
  if (item.state === "open") return "open";
  if (item.state === "not-applicable") {
    return tooShort("reason", reasonOf(item), least["minimum-reason"]);
  }
  return form === "questions"
    ? tooShort("answer", answerOf(item), least["minimum-answer"])
    : undefined;
}

function reasonOf({ answer }: ChecklistItem): string {
  const content = readCell(answer);
  if (content.says === "nothing") return "";
  return content.says === "something" ? content.text : content.reason;
}

/** An answer may start with "no": everything written counts unless it is a stand-in. */
function answerOf({ answer }: ChecklistItem): string {
  return readCell(answer).says === "nothing" ? "" : answer.trim();
}

function tooShort(what: string, text: string, least: number): string | undefined {
  return text.length < least
    ? `${what} of ${text.length} characters where ${least} are asked for`
    : undefined;
}
