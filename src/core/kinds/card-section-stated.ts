import * as z from "zod";
import { CARD_SECTIONS, type Section } from "../model/card.ts";
import { fail, pass } from "../model/finding.ts";
import { readCell } from "../model/cell-text.ts";
import { defineKind } from "./define-kind.ts";

/** Sections of the card say something: not a word, not only that there is nothing to say. */
export const cardSectionStated = defineKind({
  kind: "card-section-stated",
  needs: ["card"],
  params: z.strictObject({
    sections: z.array(z.enum(CARD_SECTIONS)).min(1).meta({
      description: "Sections of the card; the last known one a heading of another spelling means",
      stricter: "more",
    }),
    "minimum-text": z.int().min(1).default(20).meta({
      description: "Characters that a section has to say it in",
      stricter: "higher",
    }),
    links: z.int().min(0).default(0).meta({
      description: "Different addresses or files that the sections link to, all together",
      stricter: "higher",
    }),
  }),
  judge({ card }, params) {
    const minimum = params["minimum-text"];
    const sections = params.sections.map((name) => ({ name, section: card.sections.get(name) }));
    const faulty = sections.flatMap(({ name, section }) => {
      const fault = faultOf(section, minimum);
      return fault === undefined
        ? []
        : [{ name, fault, place: section?.place ?? { path: card.path } }];
    });
    if (faulty.length > 0) {
      return fail(
        faulty.map(({ name, fault }) => `the card's section ${name} ${fault}`).join("; "),
        ...faulty.map(({ name, fault, place }) => ({ ...place, seen: `${name} ${fault}` })),
      );
    }
    const links = new Set(sections.flatMap(({ section }) => section?.links ?? []));
    const seen = sections.flatMap(({ section }) =>
      section === undefined
        ? []
        : [{ ...section.place, seen: `${section.heading}: ${section.text.length} characters` }],
    );
    return links.size < params.links
      ? fail(
          `${params.sections.join(", ")} of the card link to ${links.size} places; at least ${params.links} are asked for`,
          ...seen.map((place) => ({ ...place, seen: [...links].join(", ") || "no link" })),
        )
      : pass(`the card states ${params.sections.join(", ")}`, ...seen);
  },
});

function faultOf(section: Section | undefined, minimum: number): string | undefined {
  if (section === undefined) return "is not there";
  const content = readCell(section.text);
  if (content.says === "nothing") return "is empty";
  // "None known" is an answer for a table; a section has to say how one came to know.
  const { length } = content.says === "something" ? content.text : content.reason;
  return length < minimum ? `says ${length} characters where ${minimum} are asked for` : undefined;
}
