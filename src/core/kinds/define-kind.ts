import type * as z from "zod";
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
  /** May answer with an unavailable fact, where one part of what it needs turns out to be missing. */
  judge(facts: FactValues, params: Readonly<Record<string, unknown>>): Judgement | Unavailable;
}

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
  judge(facts: Pick<FactValues, Needs[number]>, params: z.output<Params>): Judgement | Unavailable;
}): Kind {
  // Most components are judged by the same parameters: those of the rule.
  const parsed = new WeakMap<Readonly<Record<string, unknown>>, z.output<Params>>();
  return {
    ...definition,
    judge: (facts, params) => {
      const values = parsed.get(params) ?? definition.params.parse(params);
      parsed.set(params, values);
      return definition.judge(facts, values);
    },
  };
}
