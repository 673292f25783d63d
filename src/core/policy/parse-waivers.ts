import * as z from "zod";
import type { Policy } from "../model/policy.ts";
import type { Parsed, Problem } from "../model/problem.ts";
import type { Catalogue } from "../model/rule.ts";
import { daysOf, type Waiver } from "../model/waiver.ts";
import { parseWith } from "../source/schema-problems.ts";
import type { LocatedYaml, Pointer } from "../source/yaml.ts";
import { catalogueAt } from "./catalogue-at.ts";
import { isWaivable, waiverRoleOf } from "./waiver-rights.ts";

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "expected an id: a-z, 0-9 and -");
const day = z.iso.date("expected a date that exists, such as 2027-01-15");
const login = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, "expected a GitHub login, without @");
const sentence = z
  .string()
  .regex(/\S/, "expected text that says something")
  .max(4000, "expected at most 4000 characters");

const waiver = z
  .strictObject({
    rule: id.describe("The rule that may be broken"),
    component: z
      .union([id, z.array(id).min(1)], "expected a component's id, or a list of them")
      .describe("The component or components that may break it"),
    reason: sentence.describe("Why, and what is done about it"),
    until: day.describe("Its last day; red by itself afterwards"),
    approver: id.describe("The role that grants it: the rule's `waiver-role`"),
    "requested-by": login.optional().describe("Who asked for it, and so cannot grant it"),
    granted: z
      .strictObject({
        date: day.describe("Its first day"),
        by: login.optional().describe("Who granted it"),
        "pull-request": z.int().min(1).optional().describe("Where it was asked for"),
      })
      .describe("When, by whom and where"),
  })
  .refine((entry) => entry.until >= entry.granted.date, {
    path: ["until"],
    message: "expected a day that is not before `granted.date`",
  })
  .meta({ id: "waiver" });

/** `.mltrl/waivers.yml`, on the default branch. */
export const waiversSchema = z.strictObject({
  version: z.literal(1).describe("The form of this file"),
  waivers: z.array(waiver),
});

/**
 * Reads the waivers of a repository by what its policy says of them. A rule or component that does not
 * exist is no problem here: it may have gone since, and closes no gate.
 */
export function parseWaivers(
  source: LocatedYaml,
  policy: Policy,
  catalogue: Catalogue,
): Parsed<readonly Waiver[]> {
  const parsed = parseWith(waiversSchema, source);
  if (!parsed.ok) return parsed;
  const waivers = parsed.value.waivers.map((entry, i): Waiver => {
    const { component, granted, "requested-by": requestedBy, ...same } = entry;
    const { date, by, "pull-request": pullRequest } = granted;
    return {
      ...same,
      components: [component].flat(),
      ...(requestedBy !== undefined && { requestedBy }),
      granted: {
        date,
        ...(by !== undefined && { by }),
        ...(pullRequest !== undefined && { pullRequest }),
      },
      place: source.placeOf(["waivers", i]),
    };
  });
  const problems = waivers.flatMap((each, i) => faultsOf(each, i, source, policy, catalogue));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: waivers };
}

function faultsOf(
  entry: Waiver,
  index: number,
  source: LocatedYaml,
  policy: Policy,
  catalogue: Catalogue,
): Problem[] {
  const at = (key: string, message: string): Problem => {
    const pointer: Pointer = ["waivers", index, key];
    return { place: source.placeOf(pointer), message };
  };
  const { rule, components, approver, until, granted } = entry;
  const barred = components.filter((each) => !isWaivable(rule, each, policy, catalogue));
  const role = waiverRoleOf(rule, policy);
  const longest = policy.waiverMaximumDays;
  return [
    ...(barred.length > 0
      ? [at("rule", neverWaived(rule, catalogueAt(catalogue, policy.ladder)))]
      : []),
    ...(approver === role
      ? []
      : [at("approver", `expected ${role}, who grants waivers of ${rule}; found ${approver}`)]),
    ...(daysOf(entry) > longest
      ? [
          at(
            "until",
            `expected a day at most ${longest} days from ${granted.date} on; found ${until}, which makes ${daysOf(entry)}`,
          ),
        ]
      : []),
  ];
}

function neverWaived(rule: string, { rules }: Catalogue): string {
  const invariant = rules.find(({ id: each }) => each === rule)?.waivable === false;
  return invariant
    ? `${rule} can never be waived: it says who answers for what`
    : `${rule} is not to be waived: the policy says \`waivable: false\``;
}
