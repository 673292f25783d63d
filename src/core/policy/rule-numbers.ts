import * as z from "zod";
import { KINDS } from "../kinds/index.ts";
import { withPanels } from "./panels-compared.ts";

type Params = Readonly<Record<string, unknown>>;

/** In front of the name of a limit, where numbers of a rule are listed by name. */
const LIMITS = "limits";

/**
 * A rule's parameters with what a policy says of them: of named limits only those it names change, of
 * panels only those of the levels it names.
 */
export function withOverrides(usual: Params, override: Params): Params {
  if (Object.keys(override).length === 0) return usual;
  const limits = { ...limitsOf(usual), ...limitsOf(override) };
  return {
    ...usual,
    ...override,
    ...(LIMITS in usual && { [LIMITS]: limits }),
    ...withPanels(usual, override),
  };
}

/** Every number that can be compared, by its name; a limit as `limits.<name>`. */
export function numbersOf(params: Params): ReadonlyMap<string, number> {
  const named = Object.entries(limitsOf(params)).map(([name, value]) => [
    `${LIMITS}.${name}`,
    value,
  ]);
  return new Map(
    [...Object.entries(params), ...named].filter(
      (entry): entry is [string, number] => typeof entry[1] === "number",
    ),
  );
}

/** Every list, by its name. */
export function listsOf(params: Params): ReadonlyMap<string, readonly unknown[]> {
  return new Map(
    Object.entries(params).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1])),
  );
}

/**
 * A list that asks for what either of two does: all entries where each is asked for, the common ones where
 * each is accepted. Undefined where that is the first one, where nothing would be left to accept, and for
 * lists of which nobody can tell which asks for more.
 */
export function strictestList(
  direction: unknown,
  list: readonly unknown[],
  other: readonly unknown[],
): readonly unknown[] | undefined {
  const [own, theirs] = [list, other].map((each) => new Map(each.map((one) => [JSON.stringify(one), one]))); // prettier-ignore
  const added = [...(theirs ?? [])].filter(([key]) => !own?.has(key)).map(([, value]) => value);
  const common = list.filter((one) => theirs?.has(JSON.stringify(one)));
  if (direction === "more" && added.length > 0) return [...list, ...added];
  const isLess = common.length > 0 && common.length < list.length;
  return direction === "fewer" && isLess ? common : undefined;
}

/** The parameters with one number set, under the name that `numbersOf` gives it. */
export function withNumber(params: Params, name: string, value: number): Params {
  const [head = "", limit] = name.split(".");
  return limit === undefined
    ? { ...params, [name]: value }
    : { ...params, [head]: { ...limitsOf(params), [limit]: value } };
}

/** The parameters without one of them, under the name that `numbersOf` gives it. */
export function withoutNumber(params: Params, name: string): Params {
  const [head = "", limit] = name.split(".");
  if (limit === undefined) return withoutKey(params, head);
  return { ...params, [head]: withoutKey(limitsOf(params), limit) };
}

function withoutKey(params: Params, key: string): Params {
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== key));
}

/** Which way a number asks for more; of a limit the rule's own use of it tells. */
export function strictDirection(kind: string, name: string, params: Params): unknown {
  const [head = "", limit] = name.split(".");
  if (limit !== undefined) return KINDS.get(kind)?.limitDirections?.(params).get(limit);
  const schema: unknown = KINDS.get(kind)?.params.shape[head];
  return schema instanceof z.ZodType ? schema.meta()?.["stricter"] : undefined;
}

/** Whether two values of a parameter are the same to its kind, what is not said being its default. */
export function isSame(kind: string, name: string, one: unknown, other: unknown): boolean {
  const schema: unknown = KINDS.get(kind)?.params.shape[name];
  const [first, second] = [one, other].map((value) => {
    const read = schema instanceof z.ZodType ? schema.safeParse(value) : undefined;
    return JSON.stringify(read?.success === true ? read.data : value);
  });
  return first === second;
}

/** What a policy may say of a rule's limits: those that the rule has, by name. */
export function limitsSchema(params: Params): Readonly<Record<string, z.ZodType>> {
  const names = Object.keys(limitsOf(params));
  if (names.length === 0) return {};
  const shape = Object.fromEntries(names.map((name) => [name, z.number().optional()]));
  return { [LIMITS]: z.strictObject(shape) };
}

function limitsOf(params: Params): Params {
  const limits = params[LIMITS];
  return typeof limits === "object" && limits !== null ? (limits as Params) : {};
}
