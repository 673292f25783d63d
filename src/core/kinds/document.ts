import * as z from "zod";
import type { Document, DocumentSection } from "../model/document.ts";
import { unavailable } from "../model/fact.ts";
import { type Evidence, fail, notApplicable, pass } from "../model/finding.ts";
import { askedDatasets } from "./datasets-asked.ts";
import { defineKind } from "./define-kind.ts";
import { headingWords } from "./heading-words.ts";
import { matchSeats } from "./panel-seats.ts";

/** A document of the component exists and says something below the headings and keys asked for. */
export const document = defineKind({
  kind: "document",
  needs: ["documents", "card"],
  params: z.strictObject({
    document: z
      .string()
      .meta({ description: "The kind of document: `.mltrl/documents/<component>/<kind>.md`" }),
    headings: z.array(z.string()).default([]).meta({
      description:
        "Words that a heading or a key contains, without regard to case; alternatives are separated by a bar",
      stricter: "more",
    }),
    fields: z.array(z.string()).default([]).meta({
      description:
        "Dotted names of keys that have text, such as `model_details.owners`; in a list every entry has to. Alternatives are separated by a bar",
      stricter: "more",
    }),
    "minimum-text": z.int().min(1).default(20).meta({
      description: "Characters that make a section more than a heading",
      stricter: "higher",
    }),
    placeholders: z.boolean().default(true).meta({
      description:
        "Whether template text may be left anywhere; below the headings asked for it never counts as text",
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
    if (kinds && askedDatasets(card, kinds).length === 0) {
      return notApplicable(`the card declares no dataset of kind ${kinds.join(" or ")}`);
    }
    const fact = documents.get(params.document);
    if (fact === undefined) {
      return unavailable("missing", `there is no document "${params.document}"`, {
        path: card.path,
      });
    }
    if (fact.state === "unavailable") return fact;
    const { path, references, placeholders } = fact.value;
    const minimum = params["minimum-text"];
    const faults = [
      ...headingFaults(fact.value, params.headings, minimum),
      ...params.fields.flatMap((field) => fieldFaults(fact.value, field)),
    ];
    if (faults.length > 0) {
      const failed = fail(`${path} needs ${askedFor(params)}`, ...faults);
      // Several rules ask for parts of one document: a part that nobody wrote may not apply.
      return hasNoneOf(fact.value, params) ? { ...failed, absent: true } : failed;
    }
    if (params.headings.length + params.fields.length === 0 && saysNothing(fact.value, minimum)) {
      return fail(`${path} says nothing: at least ${minimum} characters are asked for`, {
        path,
        seen: "no text",
      });
    }
    if (!params.placeholders && placeholders.length > 0) {
      return fail(
        `${path} still holds text of its template in ${placeholders.length} places`,
        ...placeholders.map(({ text, place }) => ({ ...place, seen: text })),
      );
    }
    if (references.length < params.references) {
      return fail(
        `${path} cites ${references.length === 1 ? "1 reference" : `${references.length} references`}; ${params.references} are asked for`,
        {
          path,
          seen: references.join(", ") || "no reference",
        },
      );
    }
    return pass(`${path} has what is asked for`);
  },
});

function askedFor({
  headings,
  fields,
  "minimum-text": minimum,
}: {
  readonly headings: readonly string[];
  readonly fields: readonly string[];
  readonly "minimum-text": number;
}): string {
  return [
    ...(headings.length > 0
      ? [
          headings.length === 1
            ? `1 heading with at least ${minimum} characters`
            : `${headings.length} headings with at least ${minimum} characters each`,
        ]
      : []),
    ...(fields.length > 0
      ? [`text in ${fields.length} ${fields.length === 1 ? "field" : "fields"}`]
      : []),
  ].join(" and ");
}

/**
 * Each heading asked for needs a section, or its share of one that is long enough for several. Of those
 * that fall short the fullest is shown: keys of a whole and of its parts have like names.
 */
function headingFaults(
  { path, sections }: Document,
  headings: readonly string[],
  minimum: number,
): Evidence[] {
  const wanted = headings.map((heading) => heading.split("|").map(wordsOf));
  const shares = matchSeats(
    wanted.map((phrases) =>
      sections.flatMap((section, index) => {
        const room = Math.min(Math.floor(lengthOf(section) / minimum), headings.length);
        return isUnder(section, phrases)
          ? Array.from({ length: room }, (_, share) => `${index}:${share}`)
          : [];
      }),
    ),
  );
  return headings.flatMap((heading, index): Evidence[] => {
    if (shares[index] !== undefined) return [];
    const [section] = sections
      .filter((each) => isUnder(each, wanted[index] ?? []))
      .toSorted((one, other) => lengthOf(other) - lengthOf(one));
    const name = heading.split("|")[0];
    if (section === undefined) return [{ path, seen: `no heading "${name}"` }];
    const shared = lengthOf(section) < minimum ? "" : `, which other headings need: none on "${name}"`; // prettier-ignore
    return [
      {
        ...section.place,
        seen: `"${section.heading}" has ${lengthOf(section)} characters${shared}`,
      },
    ];
  });
}

/** Whether nothing of a document has to do with what is asked for. */
function hasNoneOf(
  { sections }: Document,
  {
    headings,
    fields,
  }: { readonly headings: readonly string[]; readonly fields: readonly string[] },
): boolean {
  const phrases = headings.flatMap((heading) => heading.split("|").map(wordsOf));
  const names = new Set(fields.flatMap((field) => field.split("|").map((name) => name.trim())));
  return !sections.some((section) => isUnder(section, phrases) || names.has(section.heading));
}

/** Several rules ask for headings of the same document, on both sides. */
const wordsOfSections = new WeakMap<DocumentSection, string>();

function isUnder(section: DocumentSection, phrases: readonly string[]): boolean {
  const words = wordsOfSections.get(section) ?? wordsOf(section.heading);
  wordsOfSections.set(section, words);
  return phrases.some((phrase) => phrase !== "" && words.includes(phrase));
}

function wordsOf(heading: string): string {
  return headingWords(heading).join(" ");
}

function fieldFaults({ path, sections }: Document, field: string): Evidence[] {
  const names = field.split("|").map((name) => name.trim());
  const found = names
    .map((name) => sections.filter(({ heading }) => heading === name))
    .find((each) => each.length > 0);
  if (found === undefined) return [{ path, seen: `no field "${names[0]}"` }];
  return found
    .filter((section) => lengthOf(section) === 0)
    .map(({ heading, place }) => ({ ...place, seen: `"${heading}" is empty` }));
}

/** Keys above the text of a Markdown file are about the file, and no text of it. */
function saysNothing({ sections, path }: Document, minimum: number): boolean {
  const counts = /\.(?:ya?ml|json)$/i.test(path) ? sections : sections.filter(({ key }) => !key);
  return !counts.some((section) => lengthOf(section) >= minimum);
}

function lengthOf({ text }: DocumentSection): number {
  return text.trim().length;
}
