import * as z from "zod";
import { mapFact } from "../core/model/fact.ts";
import type { Fact } from "../core/model/fact.ts";
import { CHANGE_KINDS } from "../core/model/change-kind.ts";
import type { DecisionRecord, ReviewRecord, SwitchbackRecord } from "../core/model/records.ts";
import { readYaml } from "./read-yaml.ts";
import { component, date, level, login, recordVersion, sentence } from "./record-fields.ts";
import { standsAt } from "./record-place.ts";

const TOP_LEVEL = 9;

/** A sign-off on paper: somebody with an independent role has to vouch for it. */
const outsideSigner = z.strictObject({
  name: sentence.meta({ description: "Who signed" }),
  role: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "expected a role, such as `compliance`")
    .meta({ description: "The seat it is for" }),
  document: z
    .string()
    .regex(/^\.mltrl\/(?!.*\.\.)\S+$/, "expected the path of a file under `.mltrl`")
    .meta({ description: "What was signed, best beside this record" }),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits")
    .meta({ description: "SHA-256 of the document's bytes, as `sha256sum` tells it" }),
});

/** `.mltrl/reviews/<component>/<date>-<N>-to-<M>.yml`. */
export const reviewRecordSchema = z
  .strictObject({
    version: recordVersion,
    component,
    from: level,
    to: level,
    date,
    decision: z
      .enum(["graduate", "revise", "switchback", "pause", "transfer", "go", "no-go"])
      .meta({ description: "What the review came to" }),
    "requested-by": login.optional().meta({ description: "Who asked for the step" }),
    reviewers: z.array(login).default([]).meta({
      description:
        "Who reviewed outside this pull request, by GitHub login; its approvals count anyway",
    }),
    criteria: z.array(sentence).default([]).meta({ description: "What the panel judged by" }),
    "open-tasks": z.array(sentence).default([]).meta({ description: "What was handed back" }),
    content: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits")
      .optional()
      .meta({ description: "Digest of the content that was reviewed, as `mltrl stamp` writes it" }),
    outside: z
      .array(outsideSigner)
      .min(1)
      .optional()
      .meta({ description: "People without a GitHub account who signed on paper" }),
  })
  .refine(
    ({ decision, from, to }) =>
      decision !== "graduate" || to > from || (from === TOP_LEVEL && to === TOP_LEVEL),
    {
      path: ["to"],
      message:
        "a graduation goes to a higher level, or from 9 to 9 where a deployed component is renewed",
    },
  )
  .refine(({ decision, from, to }) => decision !== "switchback" || to < from, {
    path: ["to"],
    message: "a switchback goes to a lower level",
  });

/** `.mltrl/decisions/<component>/<date>-<N>.yml`. */
export const decisionRecordSchema = z.strictObject({
  version: recordVersion,
  component,
  level: level.meta({ description: "The level whose key decision this is" }),
  date,
  decision: sentence.meta({ description: "What was decided, such as `prototype` or `go`" }),
  reason: sentence,
  by: z.array(sentence).min(1).meta({ description: "Who decided" }),
  resources: z.array(sentence).min(1).optional().meta({
    description: "What is committed to it: budget, people, machines, each with its amount",
  }),
  window: z
    .strictObject({ from: date, to: date })
    .refine(({ from, to }) => from <= to, {
      path: ["to"],
      message: "expected a day that is not before `from`",
    })
    .optional()
    .meta({ description: "From which day to which the decision may be carried out" }),
  "signed-by": z
    .array(sentence)
    .min(1)
    .optional()
    .meta({ description: "Who answers for it, where others than those under `by` do" }),
});

/** `.mltrl/switchbacks/<component>/<date>-<N>-to-<M>.yml`. */
export const switchbackRecordSchema = z
  .strictObject({
    version: recordVersion,
    component,
    from: level,
    to: level,
    type: z
      .enum(["discovery", "review", "embedded"])
      .meta({ description: "How it came about (Lavin et al. 2022, Fig. 3)" }),
    date,
    reason: sentence,
    reviewers: z.array(login).default([]),
    change: z.enum(CHANGE_KINDS).optional().meta({
      description: "What changes, where the component is deployed; it says how far back to go",
    }),
  })
  .refine(({ from, to }) => to < from, {
    path: ["to"],
    message: "a switchback goes to a lower level",
  });

/** Reads the record of a gated review. */
export function parseReviewRecord(text: string, path: string): Fact<ReviewRecord> {
  const read = readYaml(reviewRecordSchema, text, path);
  return mapFact(standsAt(read, reviewRecordPath), ({ value, source }) => {
    const {
      version: _,
      "requested-by": requestedBy,
      "open-tasks": openTasks,
      content,
      outside,
      ...same
    } = value;
    return {
      ...same,
      ...(outside !== undefined && { outside }),
      ...(requestedBy !== undefined && { requestedBy }),
      ...(content !== undefined && { content }),
      openTasks,
      place: source.placeOf([]),
    };
  });
}

/** Reads the record of a key decision. */
export function parseDecisionRecord(text: string, path: string): Fact<DecisionRecord> {
  const read = readYaml(decisionRecordSchema, text, path);
  const named = standsAt(
    read,
    (record) => `.mltrl/decisions/${record.component}/${record.date}-${record.level}.yml`,
  );
  return mapFact(named, ({ value, source }) => {
    const { version: _, resources, window, "signed-by": signedBy, ...same } = value;
    return {
      ...same,
      ...(resources !== undefined && { resources }),
      ...(window !== undefined && { window }),
      ...(signedBy !== undefined && { signedBy }),
      place: source.placeOf([]),
    };
  });
}

/** Reads the record of a switchback. */
export function parseSwitchbackRecord(text: string, path: string): Fact<SwitchbackRecord> {
  const read = readYaml(switchbackRecordSchema, text, path);
  const named = standsAt(read, (record) => stepPath("switchbacks", record));
  return mapFact(named, ({ value, source }) => {
    const { version: _, change, ...same } = value;
    return { ...same, ...(change !== undefined && { change }), place: source.placeOf([]) };
  });
}

type Step = Pick<ReviewRecord, "component" | "date" | "from" | "to">;

/** Where the record of a review stands. */
export function reviewRecordPath(record: Step): string {
  return stepPath("reviews", record);
}

function stepPath(folder: string, { component, date, from, to }: Step): string {
  return `.mltrl/${folder}/${component}/${date}-${from}-to-${to}.yml`;
}
