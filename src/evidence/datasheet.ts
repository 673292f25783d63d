import type { RootContent } from "mdast";
import * as z from "zod";
import { type DataReadiness, type Datasheet, READINESS_GRADES } from "../core/model/datasheet.ts";
import { type Fact, known } from "../core/model/fact.ts";
import { parseWith } from "../core/source/schema-problems.ts";
import { parseYaml } from "../core/source/yaml.ts";
import { documentOf } from "./document.ts";
import { writtenText } from "./document-text.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { invalidFile } from "./read-yaml.ts";

const MAX_BYTES = 4 * 1024 * 1024;

const said = z.string().trim().min(1);

/** The keys of a datasheet that have a meaning of their own; every other key is a section. */
export const datasheetSchema = z.looseObject({
  "relates-to-people": z
    .boolean("expected `true` or `false`")
    .optional()
    .describe("Whether questions about people have to be answered"),
  readiness: z
    .strictObject({
      quality: said.optional(),
      validity: said.optional(),
      availability: said.optional(),
      band: z
        .enum(["C", "B", "A", ...READINESS_GRADES])
        .optional()
        .describe("Data readiness after Lawrence: C4 (heard of) to A1 (ready for its task)"),
    })
    .optional(),
});

/**
 * Reads the datasheet of a dataset: Markdown with front matter, such as a dataset card of a hub, or the
 * keys of YAML or JSON, such as Croissant.
 */
export function parseDatasheet(text: string, path: string): Fact<Datasheet> {
  const document = documentOf(text, path, answers);
  if (document.state === "unavailable") return document;
  const keys = keysOf(text, path);
  if (keys === undefined) return document;
  const source = parseYaml(keys.text, path, { firstLine: keys.firstLine, maxBytes: MAX_BYTES });
  if (!source.ok) return invalidFile(source.problems);
  const parsed = parseWith(datasheetSchema, source.value);
  if (!parsed.ok) return invalidFile(parsed.problems);
  const { "relates-to-people": relatesToPeople, readiness } = parsed.value;
  return known({
    ...document.value,
    ...(relatesToPeople !== undefined && { relatesToPeople }),
    ...(readiness !== undefined && { readiness: readinessOf(readiness) }),
  });
}

function keysOf(text: string, path: string): { text: string; firstLine: number } | undefined {
  return /\.(?:ya?ml|json)$/i.test(path)
    ? { text, firstLine: 1 }
    : splitFrontMatter(text).frontMatter;
}

function readinessOf({
  band,
  quality,
  validity,
  availability,
}: NonNullable<z.output<typeof datasheetSchema>["readiness"]>): DataReadiness {
  // The grades of a band stand from the lowest to the highest.
  const grade = READINESS_GRADES.find((each) => band !== undefined && each.startsWith(band));
  return {
    ...(quality !== undefined && { quality }),
    ...(validity !== undefined && { validity }),
    ...(availability !== undefined && { availability }),
    ...(grade !== undefined && { band: grade }),
  };
}

/** Templates ask in bold and explain in italics; neither is an answer. */
function answers(nodes: readonly RootContent[]): string {
  return writtenText(nodes.filter((node) => !isQuestion(node)));
}

function isQuestion(node: RootContent): boolean {
  return (
    node.type === "paragraph" &&
    node.children.every(
      (part) =>
        part.type === "emphasis" ||
        part.type === "strong" ||
        part.type === "break" ||
        (part.type === "text" && !/[\p{L}\p{N}]/u.test(part.value)),
    )
  );
}
