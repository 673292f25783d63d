import * as z from "zod";

const digest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/)
  .describe("SHA-256 of a text or of contents: `sha256:` and 64 hexadecimal digits");

const object = z
  .string()
  .regex(/^[0-9a-f]{40,64}$/)
  .describe("The id of an object of git");

const level = z.literal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).describe("An MLTRL level");

const file = z.strictObject({ path: z.string(), id: object });

const seat = z
  .strictObject({
    role: z.string(),
    holder: z.string().optional().describe("Absent where the seat was open at the merge"),
  })
  .describe("A seat of the panel");

const conclusion = z
  .enum(["success", "failure", "neutral", "action_required", "in_progress"])
  .describe("What the component's rules came to");

const graduation = z
  .strictObject({
    kind: z.literal("graduation"),
    component: z.string(),
    from: level,
    to: level,
    conclusion,
    seats: z.array(seat),
    signed: digest.optional().describe("The content of the head: what an approval had to see"),
    content: digest
      .optional()
      .describe(
        "The component's content in the merge commit, as stamps and review records name it",
      ),
    "requested-by": z.string().optional(),
  })
  .describe("A level was raised, or a deployed component graduated again");

const switchback = z
  .strictObject({
    kind: z.literal("switchback"),
    component: z.string(),
    from: level,
    to: level,
    conclusion,
  })
  .describe("A level was lowered");

const entry = z
  .strictObject({ kind: z.literal("entry"), component: z.string(), to: level, conclusion })
  .describe("A component came");

const departure = z
  .strictObject({ kind: z.literal("departure"), component: z.string(), from: level, conclusion })
  .describe("A component left");

const hotfix = z
  .strictObject({
    kind: z.literal("hotfix"),
    component: z.string(),
    conclusion,
    record: z.string().describe("The path of its record"),
    incident: z.string(),
    until: z.string().describe("When it ceased to stand in for the panel"),
  })
  .describe("An urgent change went ahead of its panel");

const policyChange = z
  .strictObject({
    kind: z.literal("policy-change"),
    files: z.array(z.string()).min(1),
  })
  .describe("Files of the policy changed");

const waiver = z
  .strictObject({ kind: z.literal("waiver"), files: z.array(z.string()).min(1) })
  .describe("The waivers of the policy changed");

const signature = z
  .strictObject({
    login: z.string(),
    state: z.enum(["approved", "changes-requested"]),
    roles: z.array(z.string()),
    component: z.string(),
    from: level.optional(),
    to: level.optional().describe("The step that the pull request asked for, where it did"),
    commit: z.string().describe("The head that was reviewed"),
    claimed: level.optional().describe("The level that this head claimed"),
    digest: digest.describe("The content that this head had"),
    as: z
      .array(z.string())
      .optional()
      .describe("Roles as which the review's text signed the component, where it did"),
    counts: z.boolean().describe("Given to the step and the content that were merged"),
    barred: z.string().optional().describe("Why the person could hold no seat"),
  })
  .describe("What one person said of one component, and what they had before them");

const exception = z
  .strictObject({
    component: z.string(),
    rule: z.string(),
    type: z.enum(["waiver", "accepted", "hotfix"]),
    approver: z.string().describe("The role that answers for it"),
    reason: z.string().describe("In words, with who answers for it and until when"),
  })
  .describe("What stood in for a rule that did not hold");

const review = z
  .strictObject({
    login: z.string(),
    bot: z.boolean(),
    state: z.enum(["approved", "changes-requested", "commented", "dismissed"]),
    commit: z.string(),
    at: z.string(),
    roles: z.array(z.string()).optional().describe("Absent where teams could not be looked up"),
    admin: z.boolean().optional().describe("Whether the person administers the repository"),
  })
  .describe("A review of the pull request, up to its merge");

const pullRequest = z.strictObject({
  number: z.int().min(1),
  title: z.string(),
  author: z.string(),
  base: z.string().describe("The branch it was merged into"),
  "base-before": object.describe("The tip of that branch before the merge"),
  head: object,
  "merge-commit": object,
  "merged-at": z.string(),
  "merged-by": z.string().optional(),
});

/** What becomes of a merge that counts. The JSON Schema under `schemas/` is generated from it. */
export const capsuleSchema = z
  .strictObject({
    version: z.literal(1).describe("Of this format"),
    number: z.int().min(1).describe("Its place in the chain, from 1"),
    previous: digest.nullable().describe("The digest of the capsule before, byte for byte"),
    engine: z.strictObject({ version: z.string(), ladder: z.string() }),
    "pull-request": pullRequest,
    events: z
      .array(
        z.discriminatedUnion("kind", [
          graduation,
          switchback,
          entry,
          departure,
          hotfix,
          policyChange,
          waiver,
        ]),
      )
      .min(1),
    contributors: z
      .strictObject({ logins: z.array(z.string()), unlinked: z.array(z.string()) })
      .nullable()
      .describe("Who wrote what was merged; null where that could not be told"),
    reviews: z.array(review).nullable().describe("Null where they could not be told"),
    signatures: z.array(signature),
    exceptions: z
      .array(exception)
      .optional()
      .describe("Waivers, `/mltrl accept` and hotfixes that were used; absent where none was"),
    policy: z.strictObject({
      commit: object.describe("Where it was read: the tip of the default branch before the merge"),
      files: z.array(file),
      effective: z
        .unknown()
        .optional()
        .describe("The policy that judged, in the engine's own form; absent where none could"),
    }),
    records: z.array(file).describe("The records of the components that the events are about"),
    basis: z
      .unknown()
      .optional()
      .describe("What the decision was made of, in the engine's own form: plans, facts, checks"),
    "left-out": z.array(z.string()).describe("Components whose facts were too large to be kept"),
    decision: z.unknown().describe("The decision, in the engine's own form"),
  })
  .describe(
    "A merge that changed a level, a policy or an exception, with all that it was judged by",
  );

export type Capsule = z.output<typeof capsuleSchema>;
export type CapsuleEvent = Capsule["events"][number];
export type Signature = Capsule["signatures"][number];
export type KeptException = NonNullable<Capsule["exceptions"]>[number];
export type KeptReview = NonNullable<Capsule["reviews"]>[number];
