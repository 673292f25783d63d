import type { TestCase } from "../../core/model/test-report.ts";
import { cutText } from "./cut-text.ts";
import { requirementIds } from "../requirement-ids.ts";

/** What one child element of a case, or of a suite, says about how it went. */
interface Outcome {
  readonly element: string;
  readonly type: string;
  readonly message: string;
}

/** A case as it is read, before its outcomes are weighed. */
export interface RawCase {
  readonly attributes: Attributes;
  readonly outcomes: Outcome[];
  readonly properties: Map<string, string>;
}

/** Attributes of an element by name. */
export type Attributes = Readonly<Record<string, string>>;

/** The elements that say that something went wrong, as JUnit and Surefire's reruns name them. */
const ERRORS = new Set(["error", "rerunError"]);
const FAILURES = new Set(["failure", "rerunFailure"]);
/** Surefire: went wrong at first and passed when it was run again. */
const FLAKES = new Set(["flakyFailure", "flakyError"]);
/** Elements that say how a case went. */
export const OUTCOMES: ReadonlySet<string> = new Set([
  ...ERRORS,
  ...FAILURES,
  ...FLAKES,
  "skipped",
]);

/** `status` or `result` of a case that did not run (CTest, GoogleTest, TST). */
const NOT_RUN = new Set(["disabled", "notrun", "skipped", "ignored", "suppressed"]);
const WENT_WRONG = new Set(["fail", "failed", "failure"]);

/** Whether an element counts towards a header's `failures` and `errors`. */
export function isFault(element: string): boolean {
  return element === "error" || element === "failure";
}

/**
 * How a case went: the worst of what is said about it, error before failure before skipped. Node's
 * test runner marks a failing `todo` as skipped and as failed, and its run passes all the same.
 */
export function testCase(
  { attributes, outcomes, properties }: RawCase,
  suite: { readonly name: string; readonly zeroBased: boolean },
): TestCase {
  const todo = outcomes.find(({ element, type }) => element === "skipped" && type === "todo");
  const error = outcomes.find(({ element }) => ERRORS.has(element));
  const failure = outcomes.find(({ element }) => FAILURES.has(element));
  const skipped = outcomes.find(({ element }) => element === "skipped");
  const flaky = outcomes.find(({ element }) => FLAKES.has(element));
  const name = cutText(attributes["name"] ?? "");
  const className = cutText(attributes["classname"] ?? attributes["class"] ?? "");
  const base = {
    name,
    className,
    properties,
    requirements: requirementIds({ properties, texts: [suite.name, className, name] }),
    ...whereabouts(attributes, suite.zeroBased),
  };
  if (todo !== undefined) return { ...base, status: "skipped", message: cutText(todo.message) };
  if (error !== undefined) return { ...base, status: "error", message: cutText(error.message) };
  if (failure !== undefined)
    return { ...base, status: "failed", message: cutText(failure.message) };
  const states = [attributes["status"], attributes["result"]].map((state) => state?.toLowerCase());
  const failed = attributes["failure"] ?? ""; // Node's test runner repeats the message here
  if (failed !== "" || states.some(isIn(WENT_WRONG))) {
    return { ...base, status: "failed", message: cutText(failed) };
  }
  if (states.includes("error")) return { ...base, status: "error", message: "" };
  if (skipped !== undefined)
    return { ...base, status: "skipped", message: cutText(skipped.message) };
  if (states.some(isIn(NOT_RUN)) || isTrue(attributes["disabled"])) {
    return { ...base, status: "skipped", message: "" };
  }
  return {
    ...base,
    status: "passed",
    message: cutText(flaky?.message ?? ""),
    ...(flaky !== undefined && { flaky: true }),
  };
}

/** The file and the line, as far as they are told. */
function whereabouts(attributes: Attributes, zeroBased: boolean): Pick<TestCase, "file" | "line"> {
  const file = cutText(attributes["file"] ?? "");
  if (file === "") return {};
  const text = attributes["line"] ?? "";
  const line = /^\d{1,9}$/.test(text) ? Number(text) + (zeroBased ? 1 : 0) : 0;
  return { file, ...(line > 0 && { line }) };
}

function isIn(words: ReadonlySet<string>): (word: string | undefined) => boolean {
  return (word) => word !== undefined && words.has(word);
}

function isTrue(value: string | undefined): boolean {
  return value === "true" || value === "1";
}
