import * as z from "zod";
import type { DocumentSection } from "../model/document.ts";
import { unavailable } from "../model/fact.ts";
import { fail, notApplicable, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** A document of the component exists, has the headings asked for, and text below each. */
export const document = defineKind({
  kind: "document",
  needs: ["documents", "card"],
  params: z.strictObject({
    document: z
      .string()
      .meta({ description: "The kind of document: `.mltrl/documents/<component>/<kind>.md`" }),
    headings: z.array(z.string()).default([]).meta({
      description:
        "Words that a heading contains, without regard to case; alternatives are separated by a bar",
    }),
    "minimum-text": z.int().min(1).default(20).meta({
      description: "Characters that make a section more than a heading",
      stricter: "higher",
    }),
    references: z.int().min(0).default(0).meta({
      description: "DOIs, arXiv identifiers and web addresses cited",
      stricter: "higher",
    }),
    "when-datasets": z.array(z.string()).optional().meta({
      description: "Asked for only where the card declares a dataset of one of these kinds",
    }),
  }),
  judge({ documents, card }, params) {
    const kinds = params["when-datasets"];
    if (kinds && !card.datasets.some((dataset) => kinds.includes(dataset.kind ?? ""))) {
      return notApplicable(`the card declares no dataset of kind ${kinds.join(" or ")}`);
    }
    const fact = documents.get(params.document);
    if (fact === undefined) {
      return unavailable("missing", `there is no document "${params.document}"`, {
        path: card.path,
      });
    }
    if (fact.state === "unavailable") return fact;
    const { path, sections, references } = fact.value;
    const minimum = params["minimum-text"];
    const lacking = params.headings.filter((heading) => find(sections, heading) === undefined);
    const thin = params.headings
      .map((heading) => find(sections, heading))
      .filter((section) => section !== undefined)
      .filter((section) => section.text.trim().length < minimum);
    if (lacking.length > 0 || thin.length > 0) {
      return fail(
        `${path} needs ${params.headings.length} headings with at least ${minimum} characters each`,
        ...lacking.map((heading) => ({ path, seen: `no heading "${heading.split("|")[0]}"` })),
        ...thin.map(({ heading, text, place }) => ({
          ...place,
          seen: `"${heading}" has ${text.trim().length} characters`,
        })),
      );
    }
    if (
      params.headings.length === 0 &&
      !sections.some(({ text }) => text.trim().length >= minimum)
    ) {
      return fail(`${path} says nothing: at least ${minimum} characters are asked for`, {
        path,
        seen: "no text",
      });
    }
    if (references.length < params.references) {
      return fail(
        `${path} cites ${references.length} references; ${params.references} are asked for`,
        {
          path,
          seen: references.join(", ") || "no reference",
        },
      );
    }
    return pass(`${path} has what is asked for`);
  },
});

function find(sections: readonly DocumentSection[], heading: string): DocumentSection | undefined {
  const wanted = heading.toLowerCase().split("|");
  return sections.find((section) =>
    wanted.some((words) => section.heading.toLowerCase().includes(words.trim())),
  );
}
