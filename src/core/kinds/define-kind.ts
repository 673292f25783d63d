import * as z from "zod";
import type { FactName, FactValues } from "../model/facts.ts";
import type { Unavailable } from "../model/fact.ts";
import type { Judgement } from "../model/finding.ts";

/**
 * What a claim can be about: a component with its card, a system that has none, one that is retired, or
 * one that is removed.
 */
export type Subject = "component" | "system" | "retired" | "removal";

/**
 * A sort of claim and how it is judged. A kind sees only the facts it names, has no clock, no network
 * and no disk, and is never called while one of those facts is unavailable.
 */
export interface Kind {
  readonly kind: string;
  /** Only components if not given. */
  readonly subjects?: readonly Subject[];
  readonly needs: readonly FactName[];
  /** What a rule (and a policy) may set. A number or a list says in its `stricter` metadata which way is stricter. */
  readonly params: z.ZodObject;
  /** Which way each named limit in the parameters asks for more, where a kind has such limits. */
  readonly limitDirections?: (
    params: unknown,
  ) => ReadonlyMap<string, "higher" | "lower" | undefined>;
  /** Paths of the reports that the answer rests on: of each it counts where it comes from. */
  readonly reports?:
    | ((facts: FactValues, params: Readonly<Record<string, unknown>>) => readonly string[])
    | undefined;
  /** May answer with an unavailable fact, where one part of what it needs turns out to be missing. */
  judge(facts: FactValues, params: Readonly<Record<string, unknown>>): Judgement | Unavailable;
}

/** What every kind takes that rests on reports. */
const TRUST = {
  trust: z.int().min(0).max(4).optional().meta({
    description:
      "The lowest tier of trust of a report; if not given 0 below level 4, 1 at 4 and 5, 2 from 6",
    stricter: "higher",
  }),
} as const;

/** Declares a kind; the facts and parameters of its judge are typed by `needs` and `params`. */
export function defineKind<
  const Needs extends readonly FactName[],
  Params extends z.ZodObject,
>(definition: {
  readonly kind: string;
  readonly subjects?: readonly Subject[];
  readonly needs: Needs;
  readonly params: Params;
  readonly limitDirections?: NonNullable<Kind["limitDirections"]>;
  reports?(facts: Pick<FactValues, Needs[number]>, params: z.output<Params>): readonly string[];
  judge(facts: Pick<FactValues, Needs[number]>, params: z.output<Params>): Judgement | Unavailable;
}): Kind {
  const params =
    definition.reports === undefined ? definition.params : definition.params.safeExtend(TRUST);
  // Most components are judged by the same parameters: those of the rule.
  const parsed = new WeakMap<Readonly<Record<string, unknown>>, z.output<Params>>();
  const valuesOf = (given: Readonly<Record<string, unknown>>): z.output<Params> => {
    const values = parsed.get(given) ?? (params.parse(given) as z.output<Params>);
    parsed.set(given, values);
    return values;
  };
  return {
    ...definition,
    params,
    reports:
      definition.reports && ((facts, given) => definition.reports?.(facts, valuesOf(given)) ?? []),
    judge: (facts, given) => definition.judge(facts, valuesOf(given)),
  };
}
