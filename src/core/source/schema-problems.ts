import type * as z from "zod";
import type { Parsed, Problem } from "../model/problem.ts";
import { expectation, listed, oneOf } from "./expectation.ts";
import { pointerText } from "./pointer-text.ts";
import { seenText } from "./seen-text.ts";
import { suggestion } from "./suggestion.ts";
import { valueAt } from "./value-at.ts";
import type { LocatedPlace, LocatedYaml, Pointer } from "./yaml.ts";

type Issue = z.core.$ZodIssue;

/** More than anybody mends in one go. */
const MAX_PROBLEMS = 100;

/** The message of a union that has none of its own. */
const OF_ITS_PARTS = "";

interface LocatedProblem extends Problem {
  readonly place: LocatedPlace;
}

/** What turning issues into problems needs to know. */
interface Context {
  readonly source: LocatedYaml;
  /** The keys that a schema allows, by the list of keys that it did not. */
  readonly allowed: WeakMap<readonly string[], readonly string[]>;
}

/**
 * Validates a document, or the part of it that `at` points to, and names every fault at its line
 * and column. A schema's own messages are to say what was expected ("expected a date such as …");
 * what was seen is added here.
 */
export function parseWith<T>(
  schema: z.ZodType<T>,
  source: LocatedYaml,
  at: Pointer = [],
): Parsed<T> {
  const allowed: Context["allowed"] = new WeakMap();
  const result = schema.safeParse(valueAt(source.value, at), {
    reportInput: true,
    error: (issue) => {
      if (issue.code === "unrecognized_keys") allowed.set(issue.keys, declaredKeys(issue.inst));
      if (issue.code === "invalid_union") return OF_ITS_PARTS;
      return `expected ${expectation(issue)}`;
    },
  });
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.flatMap((issue) =>
    problemsOf(issue, at, { source, allowed }),
  );
  return { ok: false, problems: problems.toSorted(byPlace).slice(0, MAX_PROBLEMS) };
}

/** In the order in which somebody reads the file. */
function byPlace(a: LocatedProblem, b: LocatedProblem): number {
  return a.place.line - b.place.line || a.place.column - b.place.column;
}

/** More names than anybody reads: the likely one is enough, or the first of them. */
const MANY = 20;

function allowedText(key: string, allowed: readonly string[]): string {
  if (allowed.length === 0) return "; none is allowed here";
  if (allowed.length <= MANY) return `; allowed are ${listed(allowed)}`;
  return meant(key, allowed) === ""
    ? `; allowed are ${listed(allowed.slice(0, MANY))} and ${allowed.length - MANY} more`
    : "";
}

function problemsOf(issue: Issue, at: Pointer, context: Context): readonly LocatedProblem[] {
  const pointer = [...at, ...issue.path.map(pointerPart)];
  const { source } = context;
  if (issue.code === "unrecognized_keys") {
    const allowed = context.allowed.get(issue.keys) ?? [];
    return issue.keys.map((key) => ({
      place: source.keyPlaceOf([...pointer, key]),
      message: `${prefix(pointer)}unknown key ${seenText(key)}${meant(key, allowed)}${allowedText(key, allowed)}`,
    }));
  }
  if (issue.code === "invalid_union") return unionProblems(issue, pointer, at, context);
  if (issue.code === "invalid_key") {
    const rule = issue.issues[0]?.message ?? "expected another name";
    const message = `${prefix(pointer.slice(0, -1))}the key ${seenText(pointer.at(-1))} cannot be used: ${rule}`;
    return [{ place: source.keyPlaceOf(pointer), message }];
  }
  // A refinement of the whole may point to one part, and that part is what was seen.
  const custom = issue.code === "custom" && issue.path.length > 0;
  const shown = custom ? { ...issue, input: valueAt(source.value, pointer) } : issue;
  return [problem(shown, pointer, issue.message, source)];
}

/** Says of a value, or of its absence, what was expected. */
function problem(
  issue: Issue,
  pointer: Pointer,
  message: string,
  source: LocatedYaml,
): LocatedProblem {
  const sentence = issue.input === undefined ? `is missing; ${message}` : withSeen(issue, message);
  return { place: source.placeOf(pointer), message: prefix(pointer) + sentence };
}

/**
 * Of the alternatives of a union, the ones that had the right kind of value are worth explaining;
 * where none had, all that would have been right is said in one sentence.
 */
function unionProblems(
  issue: z.core.$ZodIssueInvalidUnion,
  pointer: Pointer,
  at: Pointer,
  context: Context,
): readonly LocatedProblem[] {
  const { source } = context;
  if (issue.errors.length === 0) {
    // A discriminated union: the path leads to the key that tells its alternatives apart.
    const options = "options" in issue ? (issue.options ?? []) : [];
    const value = valueAt(source.value, pointer);
    return [problem({ ...issue, input: value }, pointer, `expected ${oneOf(options)}`, source)];
  }
  const rightKind = issue.errors.filter((issues) => !issues.some(isOfOtherKind));
  const best = rightKind.toSorted((a, b) => a.length - b.length)[0];
  if (best !== undefined) {
    return best.flatMap((inner) =>
      problemsOf(inner, [...at, ...issue.path.map(pointerPart)], context),
    );
  }
  return [problem(issue, pointer, unionMessage(issue), source)];
}

/** A union's own message, or what would have been right by each of its alternatives. */
function unionMessage(issue: Issue): string {
  if (issue.code !== "invalid_union" || issue.message !== OF_ITS_PARTS) return issue.message;
  const expected = issue.errors
    .flatMap((issues) => issues.filter(isOfOtherKind))
    .map((inner) => unionMessage(inner).replace(/^expected /, ""));
  return `expected ${[...new Set(expected)].join(" or ")}`;
}

/** Whether the value as a whole was not what an alternative of a union is made of. */
function isOfOtherKind(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === "invalid_union")
    return issue.errors.every((issues) => issues.some(isOfOtherKind));
  return issue.code === "invalid_type" || issue.code === "invalid_value";
}

/** Adds what was seen, unless the message says so already or it is too large to say. */
function withSeen(issue: Issue, message: string): string {
  if (issue.code === "custom" && typeof issue.input === "object" && issue.input !== null)
    return message;
  const seen = seenText(issue.input);
  if (typeof issue.input === "string" && message.includes(seen)) return message;
  return `${message}, got ${seen}${typeof issue.input === "string" ? meant(issue.input, choices(issue)) : ""}`;
}

/** The words that a value could have been. */
function choices(issue: Issue): readonly string[] {
  if (issue.code === "invalid_union") {
    return "options" in issue && issue.options !== undefined
      ? issue.options.filter((option) => typeof option === "string")
      : issue.errors.flat().flatMap(choices);
  }
  return issue.code === "invalid_value"
    ? issue.values.filter((value) => typeof value === "string")
    : [];
}

function meant(word: string, allowed: readonly string[]): string {
  const near = suggestion(word, allowed);
  return near === undefined ? "" : `; did you mean \`${near}\`?`;
}

/** The keys that an object's schema declares, or that a record's key schema lists. */
function declaredKeys(schema: unknown): readonly string[] {
  const definition = child(child(schema, "_zod"), "def");
  const shape = child(definition, "shape");
  if (typeof shape === "object" && shape !== null) return Object.keys(shape);
  const values = child(child(child(definition, "keyType"), "_zod"), "values");
  return values instanceof Set ? [...values].map(String) : [];
}

function child(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function pointerPart(key: PropertyKey): string | number {
  return typeof key === "symbol" ? String(key) : key;
}

/** Names the part of the document that a message speaks of. */
function prefix(pointer: Pointer): string {
  const name = pointerText(pointer);
  return name === "" ? "" : `\`${name}\`: `;
}
