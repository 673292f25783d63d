import * as z from "zod";
import { API_FORMS, type ApiSpecification } from "../../core/model/api-specification.ts";
import { type Datasheet, READINESS_GRADES } from "../../core/model/datasheet.ts";

const ANSWER = "written by the team that collected the scans";
const SECTIONS = [
  "Motivation",
  "Composition",
  "Collection process",
  "Preprocessing",
  "Uses",
  "Distribution",
  "Maintenance",
];

const readiness = z.strictObject({
  quality: z.string().optional().default(ANSWER),
  validity: z.string().optional().default(ANSWER),
  availability: z.string().optional().default(ANSWER),
  band: z.enum(READINESS_GRADES).nullable().default("B1"),
});

const datasheetDescription = z.strictObject({
  /** What is different from seven sections with text, by heading; null takes a section away. */
  except: z.record(z.string(), z.string().nullable()).default({}),
  /** Null where the datasheet does not say it. */
  relatesToPeople: z.boolean().nullable().default(false),
  /** Null where the datasheet does not speak of it. */
  readiness: readiness.nullable().prefault({}),
});

export type DatasheetDescription = z.input<typeof datasheetDescription>;

/** The datasheet of a dataset; complete where nothing else is said. */
export function aDatasheet(name: string, description: DatasheetDescription): Datasheet {
  const { except, relatesToPeople, readiness } = datasheetDescription.parse(description);
  const path = `.mltrl/datasets/${name}.md`;
  const texts = new Map<string, string | null>([
    ...SECTIONS.map((heading): [string, string] => [heading, ANSWER]),
    ...Object.entries(except),
  ]);
  const { band = null, ...aspects } = readiness ?? {};
  return {
    path,
    references: [],
    placeholders: [],
    sections: [...texts].flatMap(([heading, text], i) =>
      text === null ? [] : [{ heading, text, place: { path, line: i * 4 + 1 } }],
    ),
    ...(relatesToPeople !== null && { relatesToPeople }),
    ...(readiness !== null && { readiness: { ...aspects, ...(band !== null && { band }) } }),
  };
}

const apiDescription = z.strictObject({
  form: z.enum(API_FORMS).default("openapi"),
  version: z.string().optional(),
  operations: z.int().default(3),
});

export type ApiSpecificationDescription = z.input<typeof apiDescription>;

/** The specification of an interface. */
export function anApiSpecification(description: ApiSpecificationDescription): ApiSpecification {
  const { version, ...rest } = apiDescription.parse(description);
  return {
    path: ".mltrl/documents/detector/api.yml",
    ...rest,
    ...(version !== undefined && { version }),
  };
}
