import * as z from "zod";
import {
  type Artifact,
  type Card,
  CARD_ROWS,
  CARD_SECTIONS,
  type Cell,
  DEBRIEF_QUESTIONS,
} from "../../core/model/card.ts";
import type { Level } from "../../core/model/level.ts";
import type { Place } from "../../core/model/place.ts";

const CARD_PATH = ".mltrl/cards/detector.md";

const level = z
  .int()
  .min(0)
  .max(9)
  .transform((value) => value as Level);
const text = z.string();

/** What an artifact is described by. */
export const artifactDescription = z.strictObject({
  name: text.default("nodules"),
  version: text.optional(),
  path: text.optional(),
  registry: text.optional(),
  digest: text.optional(),
  kind: text.optional(),
  role: text.optional(),
  note: text.optional(),
  trained: text.optional(),
  confidential: z.boolean().optional(),
});

const arrival = z.strictObject({
  level,
  reason: text.default("bought from a partner"),
  gatesNotWalked: z.array(z.int()).default([]),
});

const cardDescription = z.strictObject({
  form: z.enum(["front-matter", "table"]).default("front-matter"),
  name: text.default("Nodule detector"),
  level: level.default(3),
  statedLevels: z.array(level).default([]),
  rows: z.partialRecord(z.enum(CARD_ROWS), text).default({}),
  sections: z.partialRecord(z.enum(CARD_SECTIONS), text).default({}),
  debrief: z.partialRecord(z.enum(DEBRIEF_QUESTIONS), text).default({}),
  models: z.array(artifactDescription).default([]),
  datasets: z.array(artifactDescription).default([]),
  entry: arrival.optional(),
  adopted: arrival.optional(),
  ethics: text.optional(),
  productOwner: text.optional(),
  /** Documents that stand elsewhere: kind to path. */
  documents: z.record(text, text).default({}),
  coupled: z.array(text).default([]),
  notApplicable: z.record(text, text).default({}),
  retired: z.boolean().default(false),
  /** Versions in production. */
  deployed: z.array(text).default([]),
  placeholders: z.array(text).default([]),
  links: z.array(text).default([]),
});

export type CardDescription = z.input<typeof cardDescription>;

/** A card; whatever is not described is empty. */
export function aCard(description: CardDescription = {}): Card {
  const described = cardDescription.parse(description);
  const { statedLevels, sections, entry, adopted, ethics, productOwner, ...rest } = described;
  const levelPlace = { path: CARD_PATH, line: 3, column: 8 };
  return {
    ...rest,
    path: CARD_PATH,
    levelPlace,
    statedLevels: statedLevels.map((each, i) => ({ level: each, place: at(40 + i) })),
    rows: cells(rest.rows, 10),
    sections: new Map(
      Object.entries(sections).map(([key, value], i) => [
        key as (typeof CARD_SECTIONS)[number],
        {
          heading: key,
          text: value ?? "",
          links: [...(value ?? "").matchAll(/https?:\S+/g)].map(([address]) => address),
          place: at(20 + i),
        },
      ]),
    ),
    debrief: cells(rest.debrief, 30),
    models: rest.models.map(anArtifact),
    datasets: rest.datasets.map(anArtifact),
    documents: cells(rest.documents, 60),
    deployed: rest.deployed.map((version) => ({
      version,
      tag: `v${version}`,
      level: 9 as const,
      environments: [],
      place: at(9),
    })),
    notApplicable: cells(rest.notApplicable, 50),
    placeholders: rest.placeholders.map(cell),
    links: rest.links.map(cell),
    ...(entry && { entry: { ...entry, place: at(5) } }),
    ...(adopted && { adopted: { ...adopted, place: at(5) } }),
    ...(ethics !== undefined && { ethics: cell(ethics) }),
    ...(productOwner !== undefined && { productOwner: cell(productOwner) }),
  };
}

/** An artifact as a card declares it. */
export function anArtifact({
  version,
  ...description
}: z.output<typeof artifactDescription>): Artifact {
  const given = Object.fromEntries(
    Object.entries(description).filter(([, value]) => value !== undefined),
  );
  return {
    name: description.name,
    ...given,
    place: at(7),
    ...(version !== undefined && { version: { text: version, place: at(8) } }),
  };
}

/** A piece of text in the card. */
export function cell(text: string): Cell {
  return { text, place: at(12) };
}

function cells<Key extends string>(
  texts: Partial<Record<Key, string>>,
  line: number,
): Map<Key, Cell> {
  return new Map(
    Object.entries<string | undefined>(texts).map(([key, value], i) => [
      key as Key,
      { text: value ?? "", place: at(line + i) },
    ]),
  );
}

function at(line: number): Place {
  return { path: CARD_PATH, line };
}
