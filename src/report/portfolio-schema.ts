import * as z from "zod";

const level = z.int().min(0).max(9).describe("An MLTRL level");
const day = z.string().describe("A day, such as 2027-01-15");
const problem = z.strictObject({
  path: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
  message: z.string(),
});

const component = z.strictObject({
  id: z.string(),
  level,
  since: day.optional().describe("When a record brought it to this level"),
  "days-at-level": z.int().optional(),
  failing: z.array(z.string()).describe("Rules that do not hold and block a release"),
  waived: z.array(
    z.strictObject({
      rule: z.string(),
      until: z.string().optional().describe("The first instant at which it no longer holds"),
      "ends-soon": z.boolean(),
    }),
  ),
  asks: z
    .strictObject({ from: level, to: level })
    .optional()
    .describe("A step of the work tree that its panel has to review"),
  hotfixes: z
    .array(z.strictObject({ date: day, until: day }))
    .describe("Those whose panel has not met"),
});

/** What `mltrl portfolio --json` prints. */
export const portfolioSchema = z
  .strictObject({
    version: z.literal(1).describe("Of this format"),
    ladder: z.string().describe("The newest version of the rule set that the program knows"),
    sees: z
      .literal("clones")
      .describe(
        "Only what stands in the clones: no open pull request, and nothing that one asks for",
      ),
    repositories: z.array(
      z.strictObject({
        repository: z.string(),
        ladder: z.string().optional().describe("The version of the rule set that judges it"),
        unjudged: z.string().optional().describe("Why nothing could be judged"),
        problems: z.array(problem),
        components: z.array(component),
      }),
    ),
  })
  .describe("How the components of several repositories stand");

const failure = z.strictObject({ component: z.string(), rule: z.string() });

/** What `mltrl simulate --organization FILE REPO... --json` prints. */
export const rollOutSchema = z
  .strictObject({
    version: z.literal(1).describe("Of this format"),
    organization: z.string().describe("The policy that was assumed"),
    current: z.string().optional().describe("The one that it was compared with; none if absent"),
    from: z
      .string()
      .optional()
      .describe("The day on which it begins to bind, as which all is judged; at once if absent"),
    repositories: z.array(
      z.strictObject({
        repository: z.string(),
        unjudged: z.string().optional().describe("Why nothing could be judged"),
        problems: z.array(problem),
        "turns-red": z.array(failure),
        "turns-green": z.array(failure),
        "begins-to-block": z.array(z.string()).describe("Checks that do not block without it"),
        "red-anyway": z.array(failure).describe("What fails with it and without it"),
      }),
    ),
    rules: z
      .array(z.strictObject({ rule: z.string(), components: z.int(), repositories: z.int() }))
      .describe("What keeps people from merging that does not otherwise, the most frequent first"),
  })
  .describe("What an organisation's policy would turn red in several repositories");

export type PortfolioOutput = z.infer<typeof portfolioSchema>;
export type RollOutOutput = z.infer<typeof rollOutSchema>;
