import * as z from "zod";
import { DEBRIEF_QUESTIONS } from "../model/card.ts";
import { fail, pass } from "../model/finding.ts";
import { readCell } from "../model/cell-text.ts";
import { defineKind } from "./define-kind.ts";

/** The questions of the stage debrief are answered. */
export const cardDebrief = defineKind({
  kind: "card-debrief",
  needs: ["card"],
  params: z.strictObject({
    questions: z
      .array(z.enum(DEBRIEF_QUESTIONS))
      .min(1)
      .default([...DEBRIEF_QUESTIONS])
      .meta({ description: "The questions asked", stricter: "more" }),
    "may-be-none": z
      .array(z.enum(DEBRIEF_QUESTIONS))
      .default(["de-scoped"])
      .meta({ description: "Questions that `none` answers", stricter: "fewer" }),
    "minimum-text": z
      .int()
      .min(1)
      .default(10)
      .meta({ description: "Characters of an answer", stricter: "higher" }),
  }),
  judge({ card }, params) {
    const open = params.questions.filter((question) => {
      const content = readCell(card.debrief.get(question)?.text ?? "");
      if (content.says === "something") return content.text.length < params["minimum-text"];
      return content.says === "nothing" || !params["may-be-none"].includes(question);
    });
    if (open.length === 0) return pass(`all ${params.questions.length} questions are answered`);
    return fail(
      `${open.length} of ${params.questions.length} debrief questions have no answer of at least ${params["minimum-text"]} characters: ${open.map((question) => `${question}${isDenied(card.debrief.get(question)?.text) ? " (none is no answer to it)" : ""}`).join(", ")}`,
      ...open.map((question) => {
        const cell = card.debrief.get(question);
        const place = cell?.place ??
          card.sections.get("stage-debrief")?.place ?? { path: card.path };
        return { ...place, seen: cell?.text.trim() || `no answer: ${question}` };
      }),
    );
  },
});

function isDenied(text = ""): boolean {
  return readCell(text).says === "not-applicable";
}
