import * as z from "zod";

const level = z.int().min(0).max(9).describe("An MLTRL level");

/** What a check or a component comes to. */
export const conclusion = z.enum([
  "success",
  "failure",
  "neutral",
  "action_required",
  "in_progress",
]);

const evidence = z.strictObject({
  path: z.string(),
  line: z.int().min(1).optional(),
  commit: z.string().describe("Where it was read, if not at the head").optional(),
  run: z.string().describe("The run that delivered it, if it stands at no commit").optional(),
  seen: z.string().describe("The value found there"),
});

const waiver = z.strictObject({
  type: z.enum(["waiver", "accepted", "hotfix"]),
  approver: z.string().describe("The role that answers for it"),
  until: z.string().describe("The first instant at which it no longer holds").optional(),
});

const tier = z.int().min(0).max(4);

const trust = z.strictObject({
  tier: tier.describe("Of the report that is trusted least"),
  asked: tier.describe("The lowest that is taken"),
  path: z.string(),
  from: z.string().describe("Where that report comes from, to follow its name"),
  because: z.string().describe("What keeps it from the next tier").optional(),
  run: z.string().describe("The run that made it").optional(),
  accepts: z.string().describe("The role that may accept it all the same").optional(),
});

const finding = z.strictObject({
  rule: z.string(),
  gate: z
    .union([z.int().min(0).max(9), z.literal("every")])
    .describe("The level whose step to the next asks for the rule"),
  outcome: z.enum(["pass", "fail", "pending", "waived", "not-applicable", "unknown"]),
  severity: z.enum(["blocking", "advisory"]),
  since: z.enum(["new", "existing", "mended"]).describe("Compared with the base branch"),
  reason: z.string(),
  waiver: waiver.describe("What stands in for the rule, where it is waived").optional(),
  off: z.literal(true).describe("Set where the policy switches the rule off").optional(),
  grace: z.string().describe("Why it does not block for now, where that is so").optional(),
  trust: trust.describe("Where its reports come from, where it rests on any").optional(),
  evidence: z.array(evidence),
  remedy: z.array(z.string()).describe("How to mend it, one step an entry"),
});

const component = z.strictObject({
  id: z.string(),
  level: level.describe("On the base branch, or the head's where the component is new"),
  target: level.describe("What the pull request asks for, where that changes").optional(),
  conclusion,
  findings: z.array(finding),
});

const setting = z.strictObject({
  name: z.string().describe("As a file says it, such as rules.coverage-product.lines"),
  before: z.string().describe("Absent where it was not set").optional(),
  after: z.string().describe("Absent where it is not set any more").optional(),
  path: z.string(),
  line: z.int().min(1).optional(),
});

const compared = z.strictObject({
  name: z.string(),
  before: conclusion.describe("Absent where the policy in force has no such check").optional(),
  after: conclusion.describe("Absent where the new policy has no such check").optional(),
});

const policyEdit = z.strictObject({
  weakened: z.array(setting).describe("Values that ask for less"),
  unclear: z.array(setting).describe("Values of which nobody can tell whether they ask for less"),
  tightened: z.array(setting).describe("Values that ask for more"),
  checks: z.array(compared).describe("What this change comes to under either policy"),
});

/** Where a verdict was come to. All judge the same facts alike; each says of a finding what it cannot see. */
const front = z.enum(["app", "action", "cli"]);
export type Front = z.infer<typeof front>;

/** One verdict as data. */
export const verdictSchema = z.strictObject({
  version: z.literal(1).describe("Of this format"),
  front: front.describe("Where it was judged; given the same facts nothing else differs"),
  ladder: z.string().describe("The version of the rule set"),
  policy: z.string().describe("Where the policy was read"),
  base: z.string(),
  head: z.string(),
  checks: z.array(z.strictObject({ name: z.string(), conclusion })),
  components: z.array(component),
  policyEdit: policyEdit.describe("What the change makes of the policy, if it edits it").optional(),
});

/** What `mltrl check --json` prints and the Action writes. The JSON Schema under `schemas/` is generated from it. */
export const checkOutputSchema = verdictSchema
  .extend({
    others: z
      .array(verdictSchema)
      .describe(
        "Of a merge group with several pull requests: the verdicts on the others, each at its head; this one is the strictest",
      ) // prettier-ignore
      .optional(),
  })
  .describe("The verdict of mltrl-gate on a change");

export type CheckOutput = z.infer<typeof checkOutputSchema>;
export type OutputVerdict = z.infer<typeof verdictSchema>;
export type OutputPolicyEdit = z.infer<typeof policyEdit>;
export type OutputFinding = z.infer<typeof finding>;
