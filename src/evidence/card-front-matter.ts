import * as z from "zod";
import { isLevel, type Level } from "../core/model/level.ts";

const line = z.string().trim().min(1).max(2_000);
const lines = z.union([line, z.array(line)], {
  error: "expected text or a list of texts",
});
const level = z
  .custom<Level>(isLevel, { error: "expected a level: a whole number from 0 to 9" })
  .meta({ type: "integer", minimum: 0, maximum: 9 });
const version = z
  .string({ error: 'expected a version in quotes, such as "1.2.0"' })
  .trim()
  .min(1)
  .max(100);
const componentId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
  error: "expected a component's id: small letters, digits and dashes",
});
const documentKind = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
  error: "expected a kind of document: small letters, digits and dashes",
});
const path = z
  .string()
  .trim()
  .regex(
    /^(?![/\\]|\.[/\\]|[A-Za-z][A-Za-z0-9+.-]*:)(?!(?:.*[/\\])?\.\.(?:[/\\]|$))[^\0\r\n]{1,500}$/,
    {
      error: "expected the path of a file or folder of this repository, from its root",
    },
  );

const artifact = {
  name: line,
  version: version.optional(),
  path: path.optional(),
  registry: line.optional(),
  digest: z
    .string()
    .regex(/^[a-z0-9]+:[A-Za-z0-9+/=_-]{6,128}$/, {
      error: "expected the digest that pins the content, such as `sha256:` and 64 digits",
    })
    .optional(),
  role: line.optional(),
  note: line.optional(),
  confidential: z.boolean().optional(),
};

const model = z.strictObject({
  ...artifact,
  kind: line.optional(),
  trained: z.iso
    .date("expected the day on which training ended, such as 2026-01-31")
    .optional()
    .meta({ description: "The day on which training ended" }),
});
const dataset = z.strictObject({
  ...artifact,
  kind: z
    .enum(["subset", "synthetic", "mixed", "benchmark", "semi-simulated", "simulated", "real"])
    .optional(),
});

const arrival = z.strictObject({
  level,
  reason: line,
  "gates-not-walked": z.array(z.int().min(0).max(8)).default([]),
});

/** Front matter of an MLTRL card. The JSON Schema of cards is generated from it. */
export const cardFrontMatterSchema = z.strictObject({
  name: line,
  level,
  owners: lines.optional(),
  "product-owner": lines.optional(),
  reviewers: lines.optional(),
  entry: arrival.optional(),
  adopted: arrival.optional(),
  models: z.array(model).default([]),
  datasets: z.array(dataset).default([]),
  ethics: z
    .union([line, z.strictObject({ text: line, link: line.optional() })], {
      error: "expected text, or a mapping of `text` and `link`",
    })
    .optional(),
  coupled: z
    .union([z.array(line), z.literal("none")], { error: "expected a list of names, or `none`" })
    .optional(),
  documents: z.record(documentKind, path).default({}),
  "not-applicable": z.record(line, line).default({}),
  deployed: z
    .array(z.strictObject({ version, tag: line, level, environments: z.array(line).default([]) }))
    .default([]),
  retired: z.boolean().default(false),
  "renamed-from": z
    .union([componentId, z.array(componentId).min(1)], {
      error: "expected the id before, or a list of ids, the latest first",
    })
    .optional(),
  "split-from": componentId.optional(),
  "merged-from": z.array(componentId).min(1).optional(),
  "main-project-page": line.optional(),
  requirements: line.optional(),
  "code-repository": line.optional(),
});

/** What the front matter of a card says. */
export type CardFrontMatter = z.infer<typeof cardFrontMatterSchema>;
