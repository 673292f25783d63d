import * as z from "zod";
import { known } from "../core/model/fact.ts";
import type { Fact } from "../core/model/fact.ts";
import type { Problem } from "../core/model/problem.ts";
import type { Check, Requirement, Requirements, Risk } from "../core/model/requirements.ts";
import { pointerText } from "../core/source/pointer-text.ts";
import type { LocatedYaml, Pointer } from "../core/source/yaml.ts";
import { invalidFile, readYaml } from "./read-yaml.ts";
import { sentence } from "./record-fields.ts";

/** Hundreds of requirements. */
const MAX_BYTES = 524_288;

/** `requirement.subset.component`, such as `4.2.1` (mltrl_card.md of the official repository). */
const ID = /^\d+(\.\d+){0,2}$/;
const ID_EXPECTED = "expected an id such as `4`, `4.2` or `4.2.1`";

/** Without quotes YAML reads `4.2` as a number; its written text is what counts. */
const id = z.union([z.string().regex(ID, ID_EXPECTED), z.number()], ID_EXPECTED);

const checkSchema = z.strictObject({
  method: sentence.meta({ description: "How it is checked" }),
  status: z.enum(["planned", "in-progress", "passed", "failed", "waived"]),
  evidence: sentence.optional().meta({ description: "A test, a file or an address" }),
  reviewer: sentence.optional().meta({ description: "Who took the responsibility for a waiver" }),
  reason: sentence.optional(),
});

const estimate = {
  "p-failure": z.number().min(0).max(1).meta({ description: "Probability of failure, 0 to 1" }),
  value: z.int().min(1).max(10).meta({ description: "Value at stake, 1 to 10" }),
};

const riskSchema = z
  .strictObject({
    ...estimate,
    score: z.number().min(0).max(10).optional().meta({ description: "p-failure times value" }),
    mitigation: z.array(sentence).default([]),
    residual: z
      .strictObject(estimate)
      .optional()
      .meta({ description: "What is left once the mitigation works" }),
  })
  .refine(({ residual, mitigation }) => residual === undefined || mitigation.length > 0, {
    path: ["residual"],
    message: "expected `mitigation` beside it, which explains how the risk becomes less",
  })
  .refine(
    ({ residual, ...whole }) =>
      residual === undefined ||
      residual["p-failure"] * residual.value <= whole["p-failure"] * whole.value,
    { path: ["residual"], message: "expected no more than the risk without mitigation" },
  );

const requirementSchema = z.strictObject({
  id,
  statement: sentence.meta({ description: "One need, in one sentence, without its solution" }),
  rationale: sentence.optional(),
  owner: sentence.optional(),
  tags: z.array(sentence).default([]),
  verification: checkSchema.optional().meta({ description: "Is it built right?" }),
  validation: checkSchema.optional().meta({ description: "Is it the right thing?" }),
  risk: riskSchema.optional(),
  supersedes: id.optional(),
});

const KINDS = ["research", "product"] as const;

/** `.mltrl/requirements/<component>.yml`. One that lists none yet can be read; rules find that none is there. */
export const requirementsSchema = z.strictObject({
  version: z.literal(1),
  research: z.array(requirementSchema).default([]),
  product: z.array(requirementSchema).default([]),
});

type Written = z.output<typeof requirementSchema>;

/** Reads the research and product requirements of a component. */
export function parseRequirements(text: string, path: string): Fact<Requirements> {
  const read = readYaml(requirementsSchema, text, path, { maxBytes: MAX_BYTES });
  if (read.state === "unavailable") return read;
  const { value, source } = read.value;
  const items = KINDS.flatMap((kind) =>
    value[kind].map((written, index) => requirement(kind, written, [kind, index], source)),
  );
  const problems = [
    ...KINDS.flatMap((kind) =>
      value[kind].flatMap((_, index) => idProblems([kind, index], source)),
    ),
    ...repeatedIds(items),
  ];
  return problems.length > 0 ? invalidFile(problems) : known({ path, items });
}

function requirement(
  kind: Requirement["kind"],
  written: Written,
  at: Pointer,
  source: LocatedYaml,
): Requirement {
  const { verification, validation, risk } = written;
  return {
    id: source.textOf([...at, "id"]) ?? String(written.id),
    kind,
    statement: written.statement,
    ...(written.owner !== undefined && { owner: written.owner }),
    tags: written.tags,
    ...(verification !== undefined && {
      verification: check(verification, [...at, "verification"], source),
    }),
    ...(validation !== undefined && {
      validation: check(validation, [...at, "validation"], source),
    }),
    ...(risk !== undefined && { risk: riskOf(risk, [...at, "risk"], source) }),
    place: source.placeOf(at),
  };
}

function check(
  { method, status, evidence, reviewer, reason }: z.output<typeof checkSchema>,
  at: Pointer,
  source: LocatedYaml,
): Check {
  return {
    method,
    status,
    ...(evidence !== undefined && { evidence }),
    ...(reviewer !== undefined && { reviewer }),
    ...(reason !== undefined && { reason }),
    place: source.keyPlaceOf(at),
  };
}

function riskOf(written: z.output<typeof riskSchema>, at: Pointer, source: LocatedYaml): Risk {
  return {
    pFailure: written["p-failure"],
    value: written.value,
    ...(written.score !== undefined && { statedScore: written.score }),
    mitigation: written.mitigation,
    ...(written.residual !== undefined && {
      residual: { pFailure: written.residual["p-failure"], value: written.residual.value },
    }),
    place: source.keyPlaceOf(at),
  };
}

/** Ids that were numbers to YAML and are no ids as written, such as `4e2`. */
function idProblems(at: Pointer, source: LocatedYaml): readonly Problem[] {
  return ["id", "supersedes"].flatMap((key) => {
    const text = source.textOf([...at, key]);
    if (text === undefined || ID.test(text)) return [];
    const pointer = [...at, key];
    const message = `\`${pointerText(pointer)}\`: ${ID_EXPECTED}, got ${text.slice(0, 60)}`;
    return [{ place: source.placeOf(pointer), message }];
  });
}

function repeatedIds(items: readonly Requirement[]): readonly Problem[] {
  const first = new Map<string, Requirement>();
  return items.flatMap((item) => {
    const earlier = first.get(item.id);
    first.set(item.id, earlier ?? item);
    if (earlier === undefined) return [];
    const message = `the id ${item.id} on line ${item.place.line} was given before, on line ${earlier.place.line}; give each requirement its own`;
    return [{ place: item.place, message }];
  });
}
