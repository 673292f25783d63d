import * as z from "zod";
import { CARD_SECTIONS } from "../model/card.ts";
import { fail, pass } from "../model/finding.ts";
import { levelOf } from "../model/step.ts";
import { defineKind } from "./define-kind.ts";

/** The sections of the card that its level asks for are there and say something. */
export const cardSections = defineKind({
  kind: "card-sections",
  needs: ["card", "step"],
  params: z.strictObject({
    required: z
      .array(
        z.strictObject({
          "from-level": z.int().min(0).max(9),
          sections: z.array(z.enum(CARD_SECTIONS)).min(1),
        }),
      )
      .meta({ description: "Sections asked for from a level on; the sets add up" }),
  }),
  judge({ card, step }, { required }) {
    const level = levelOf(step);
    const asked = required
      .filter((set) => set["from-level"] <= level)
      .flatMap((set) => set.sections);
    const absent = asked.filter((name) => !card.sections.has(name));
    const empty = asked.filter((name) => card.sections.get(name)?.text.trim() === "");
    if (absent.length + empty.length === 0) {
      return pass(`all ${asked.length} sections that level ${level} asks for are filled`);
    }
    const faults = [
      ...(absent.length > 0 ? [`lacks ${absent.join(", ")}`] : []),
      ...(empty.length > 0 ? [`has nothing under ${empty.join(", ")}`] : []),
    ];
    return fail(
      `the card ${faults.join(" and ")}; level ${level} asks for ${asked.length} sections`,
      ...absent.map((name) => ({ path: card.path, seen: `no section ${name}` })),
      ...empty.flatMap((name) => {
        const section = card.sections.get(name);
        return section ? [{ ...section.place, seen: `${section.heading}: empty` }] : [];
      }),
    );
  },
});
