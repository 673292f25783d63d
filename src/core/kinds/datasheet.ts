import * as z from "zod";
import type { Datasheet } from "../model/datasheet.ts";
import type { DocumentSection } from "../model/document.ts";
import { type Evidence, fail, notApplicable, pass } from "../model/finding.ts";
import { askedDatasets, describedDatasets } from "./datasets-asked.ts";
import { defineKind } from "./define-kind.ts";
import { isAbout } from "./heading-words.ts";

/** Each dataset has a datasheet whose sections say something, and which answers about people where it has to. */
export const datasheet = defineKind({
  kind: "datasheet",
  needs: ["card", "datasheets"],
  params: z.strictObject({
    kinds: z.array(z.string()).min(1).default(["real"]).meta({
      description: "Datasets of these kinds, and those whose kind is not said",
      stricter: "more",
    }),
    sections: z
      .array(z.string())
      .min(1)
      .default([
        "motivation|purpose|curation rationale|description",
        "composition|dataset structure|dataset info|record set",
        "collection|source data",
        "preprocessing|pre-processing|cleaning|labeling|labelling|annotation|manipulation protocol",
        "uses|use cases|intended use|direct use",
        "distribution|license|licensing",
        "maintenance|maintainer|contact",
      ])
      .meta({
        description:
          "Words that a heading or a key has, for each section of Datasheets for Datasets; alternatives are separated by a bar",
      }),
    people: z
      .array(z.string())
      .default([
        "subpopulation|demographic",
        "identify individuals|individuals be identified|identifiable|identification|anonymisation|anonymization",
        "sensitive",
        "notified|notification|informed",
        "consent",
        "revoke|revocation|withdraw|erasure",
        "impact",
        "retention",
      ])
      .meta({ description: "The same, of what is asked only where the data relates to people" }),
    "minimum-text": z.int().min(1).default(20).meta({
      description: "Characters that make a section more than a heading",
      stricter: "higher",
    }),
  }),
  judge({ card, datasheets }, params) {
    const datasets = askedDatasets(card, params.kinds);
    if (datasets.length === 0) {
      return notApplicable(`the card declares no dataset of kind ${params.kinds.join(" or ")}`);
    }
    const described = describedDatasets(datasets, datasheets);
    if ("state" in described) return described;
    const faults = described.flatMap(({ datasheet }) => faultsOf(datasheet, params));
    const names = datasets.map(({ name }) => name).join(", ");
    return faults.length === 0
      ? pass(
          `the datasheets of ${names} are complete`,
          ...described.map(({ dataset, datasheet: { path } }) => ({ path, seen: dataset.name })),
        )
      : fail(
          `the datasheets of ${names} leave ${faults.length} ${faults.length === 1 ? "point" : "points"} open`,
          ...faults,
        );
  },
});

interface Asked {
  readonly sections: readonly string[];
  readonly people: readonly string[];
  readonly "minimum-text": number;
}

function faultsOf(datasheet: Datasheet, asked: Asked): Evidence[] {
  const { path, sections, relatesToPeople } = datasheet;
  const topics = relatesToPeople === true ? asked.people : [];
  const lacking = [
    ...asked.sections.flatMap((topic) => lackOf(datasheet, topic, asked["minimum-text"])),
    // An answer to a question may be a single word.
    ...topics.flatMap((topic) => lackOf(datasheet, topic, 1)),
  ];
  const open = sections.filter(
    ({ heading, text }) =>
      heading.trim().endsWith("?") &&
      text.trim() === "" &&
      !(relatesToPeople === false && asked.people.some((topic) => isAbout(heading, topic))),
  );
  return [
    ...(relatesToPeople === undefined
      ? [{ path, seen: "does not say `relates-to-people: true` or `false`" }]
      : []),
    ...lacking,
    ...open.map(({ heading, place }) => ({ ...place, seen: `not answered: ${heading}` })),
  ];
}

/** What is missing on a topic: the fullest section about it counts. */
function lackOf({ path, sections }: Datasheet, topic: string, least: number): Evidence[] {
  const [fullest] = sections
    .filter(({ heading }) => isAbout(heading, topic))
    .toSorted((one, other) => lengthOf(other) - lengthOf(one));
  if (fullest === undefined || lengthOf(fullest) === 0) {
    return [{ path, seen: `nothing on "${topic.split("|")[0]}"` }];
  }
  const { heading, place } = fullest;
  return lengthOf(fullest) >= least
    ? []
    : [
        {
          ...place,
          seen: `"${heading}" has ${lengthOf(fullest)} characters; at least ${least} are asked for`,
        },
      ];
}

function lengthOf({ text }: DocumentSection): number {
  return text.trim().length;
}
