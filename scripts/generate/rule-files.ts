import * as z from "zod";

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected kebab-case: a-z, 0-9 and -");
const words = z.string().trim().min(1);
const level = z.literal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

const rule = z.strictObject({
  id,
  kind: id,
  params: z.record(z.string(), z.unknown()).default({}),
  claim: words,
  why: words,
  applies: z
    .union([
      z.enum(["standing", "at-graduation", "at-release", "at-hotfix", "continuous"]),
      z.strictObject({ until: level }),
    ])
    .default("standing"),
  severity: z.union([z.enum(["blocking", "advisory"]), z.strictObject({ "blocking-from": level })]),
  conditional: words.optional(),
  waivable: z.literal(false).optional(),
  origin: z.enum(["paper", "paper-with-our-number", "recalled", "judgement"]),
  source: words,
  default: words,
  effort: z.enum(["low", "medium", "high"]),
  remedy: z.array(words).min(1),
  mend: z.array(words).min(1).optional(),
});

/** The rules of one gate, or of every gate. */
export const rulesFile = z.strictObject({
  gate: z.union([z.literal("every"), level]),
  rules: z.array(rule).min(1),
});

/** A profile: some rules by name, or all of them. */
export const profileFile = z.strictObject({
  description: words,
  rules: z.union([z.literal("all"), z.array(id).min(1)]),
});

/** A checklist that filled-in ones are measured against. */
export const checklistFile = z.strictObject({
  name: id,
  source: words,
  items: z.array(z.strictObject({ id: words, part: words, text: words })).min(1),
});

/** What an older version of the rule set said differently than the one after it. */
export const olderFile = z.strictObject({
  absent: z.array(id).default([]),
  was: z.array(rulesFile).default([]),
  profiles: z.record(id, profileFile),
});
