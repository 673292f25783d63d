import * as z from "zod";
import { compileSelector } from "../selector/selector.ts";

/** A selector as a rule writes it: RFC 9535 without regular expressions. */
export const selectorSchema = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    const compiled = compileSelector(text);
    if (!compiled.ok) context.addIssue({ code: "custom", message: compiled.fault });
  });

/** A number, or the name of one of the rule's `limits`, which a policy can set. */
export const thresholdSchema = z.union([z.number(), z.strictObject({ limit: z.string() })]);
export type Threshold = z.output<typeof thresholdSchema>;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What is asked of a value. Where several are given, all must hold. */
export const comparatorSchema = z
  .strictObject({
    equals: scalar.optional(),
    "not-equals": scalar.optional(),
    in: z.array(scalar).min(1).optional(),
    "not-in": z.array(scalar).min(1).optional(),
    below: thresholdSchema.optional(),
    "at-most": thresholdSchema.optional(),
    above: thresholdSchema.optional(),
    "at-least": thresholdSchema.optional(),
    between: z.tuple([thresholdSchema, thresholdSchema]).optional().describe("Both included"),
    exists: z.literal(true).optional().describe("Something other than null"),
    type: z.enum(["number", "text", "boolean", "list", "mapping"]).optional(),
    "length-at-least": thresholdSchema
      .optional()
      .describe("Of a text, a list or a mapping; a text such as `TODO` or `n/a` is none"),
    "length-at-most": thresholdSchema.optional(),
    "newer-than-days": thresholdSchema.optional().describe("Of a date, seen from now"),
    "older-than-days": thresholdSchema.optional(),
  })
  .refine((comparator) => Object.keys(comparator).length > 0, {
    message: "expected at least one comparison, such as `at-most: 0.3`",
  })
  .meta({ id: "comparator" });
export type Comparator = z.output<typeof comparatorSchema>;

/** How many of the selected values have to satisfy a comparator. */
export const QUANTIFIERS = ["every", "some", "none"] as const;
export type Quantifier = (typeof QUANTIFIERS)[number];

/** One question to a structured report: which values, and what has to hold of them. */
export const checkSchema = z
  .strictObject({
    select: selectorSchema,
    claim: z
      .string()
      .optional()
      .describe("What it asks for in words: `each value keeps to its bound`"),
    if: selectorSchema
      .optional()
      .describe("The check is asked only where this selects at least one value"),
    every: comparatorSchema.optional(),
    some: comparatorSchema.optional(),
    none: comparatorSchema.optional(),
    "minimum-matches": thresholdSchema
      .default(1)
      .describe("Values below which a report says nothing"),
    "maximum-matches": thresholdSchema
      .optional()
      .describe("Values above which the check fails; 0 where none may be there"),
    as: z
      .enum(["number", "date"])
      .optional()
      .describe("Reads texts as numbers or dates; without it a text is never a number"),
  })
  .refine(
    (check) => {
      const given = QUANTIFIERS.filter((name) => check[name] !== undefined).length;
      return given === 1 || (given === 0 && check["maximum-matches"] !== undefined);
    },
    { message: "expected exactly one of `every`, `some` and `none`, or `maximum-matches` alone" },
  )
  .meta({ id: "predicate-check" });
export type Check = z.output<typeof checkSchema>;

/** A number that must not get worse than it is on base, by percent of what it is there. */
export const baselineSchema = z
  .strictObject({
    select: selectorSchema,
    same: z
      .array(selectorSchema)
      .min(1)
      .optional()
      .describe("What must be as on base, so that the two can be compared at all"),
    "maximum-drop": thresholdSchema.optional(),
    "maximum-rise": thresholdSchema.optional(),
  })
  .refine((baseline) => (baseline["maximum-drop"] ?? baseline["maximum-rise"]) !== undefined, {
    message: "expected `maximum-drop`, `maximum-rise` or both",
  })
  .meta({ id: "predicate-baseline" });
export type Baseline = z.output<typeof baselineSchema>;
