import * as z from "zod";
import { verdictSchema, conclusion } from "./check-output-schema.ts";

const seenFinding = z.strictObject({
  colour: z.enum(["red", "waiting", "green"]).describe("What it does to the component"),
  outcome: z.enum(["pass", "fail", "pending", "waived", "not-applicable", "unknown"]),
  severity: z.enum(["blocking", "advisory"]),
  reason: z.string(),
});

/** A rule that has another colour than before. */
const turnedRuleSchema = z.strictObject({
  component: z.string(),
  rule: z.string(),
  turns: z.enum(["red", "waiting", "green"]),
  before: seenFinding.optional().describe("Absent where the rule was not asked for"),
  after: seenFinding.optional().describe("Absent where the rule is asked for no more"),
});

/** A check or a component by its conclusions. */
const turnedConclusionSchema = z.strictObject({
  name: z.string(),
  before: conclusion.optional().describe("Absent where there was none of the name"),
  after: conclusion.optional().describe("Absent where there would be none of the name"),
});

/** What `mltrl simulate --json` prints of one work tree. */
export const simulationSchema = z
  .strictObject({
    version: z.literal(1).describe("Of this format"),
    assumed: z.array(z.string()).describe("What was assumed, in words"),
    checks: z.array(turnedConclusionSchema),
    components: z.array(turnedConclusionSchema).describe("Those with another conclusion"),
    rules: z.array(turnedRuleSchema),
    before: verdictSchema.describe("The verdict there is"),
    after: verdictSchema.describe("The verdict there would be"),
  })
  .describe("A verdict of mltrl-gate beside the one that there would be");

export type SimulationOutput = z.infer<typeof simulationSchema>;
