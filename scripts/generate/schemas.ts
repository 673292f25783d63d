import * as z from "zod";
import type { Catalogue } from "../../src/core/model/rule.ts";
import {
  decisionRecordSchema,
  reviewRecordSchema,
  switchbackRecordSchema,
} from "../../src/evidence/records.ts";
import { requirementsSchema } from "../../src/evidence/requirements.ts";
import { stampSchema } from "../../src/evidence/stamp.ts";
import { checkOutputSchema } from "../../src/report/check-output-schema.ts";
import { cardFrontMatterSchema } from "../../src/evidence/card-front-matter.ts";
import { configSchema } from "../../src/core/policy/config-schema.ts";

interface SchemaEntry {
  /** Under `schemas/`, without `.schema.json`. */
  readonly name: string;
  readonly title: string;
  readonly schema: (catalogue: Catalogue) => z.ZodType;
}

/** Every file of ours that gets a JSON Schema. Add the zod schema of a new kind of file here. */
const SCHEMAS: readonly SchemaEntry[] = [
  { name: "config", title: "mltrl-gate: .mltrl/config.yml", schema: configSchema },
  {
    name: "card",
    title: "mltrl-gate: front matter of .mltrl/cards/<component>.md",
    schema: () => cardFrontMatterSchema,
  },
  {
    name: "requirements",
    title: "mltrl-gate: .mltrl/requirements/<component>.yml",
    schema: () => requirementsSchema,
  },
  {
    name: "review",
    title: "mltrl-gate: .mltrl/reviews/<component>/<date>-<N>-to-<M>.yml",
    schema: () => reviewRecordSchema,
  },
  {
    name: "decision",
    title: "mltrl-gate: .mltrl/decisions/<component>/<date>-<N>.yml",
    schema: () => decisionRecordSchema,
  },
  {
    name: "switchback",
    title: "mltrl-gate: .mltrl/switchbacks/<component>/<date>-<N>-to-<M>.yml",
    schema: () => switchbackRecordSchema,
  },
  {
    name: "stamp",
    title: "mltrl-gate: .mltrl/evidence/<component>/stamp.yml",
    schema: () => stampSchema,
  },
  {
    name: "check-output",
    title: "mltrl-gate: output of mltrl check --json",
    schema: () => checkOutputSchema,
  },
];

/** The JSON Schemas for editors, by path. */
export function schemaFiles(catalogue: Catalogue): [string, string][] {
  return SCHEMAS.map(({ name, title, schema }) => {
    const json = z.toJSONSchema(schema(catalogue), {
      io: "input", // what a person writes, before defaults are filled in
      unrepresentable: "any",
      override: ({ jsonSchema }) => {
        delete jsonSchema["stricter"]; // says something to our own engine only
      },
    });
    return [`schemas/${name}.schema.json`, `${JSON.stringify({ title, ...json }, undefined, 2)}\n`];
  });
}
