import * as z from "zod";
import type { TestCase } from "../../core/model/test-report.ts";
import { cutText } from "./cut-text.ts";
import { addProperty } from "./properties.ts";
import type { SuiteCase } from "./gather-suites.ts";
import { requirementIds } from "../requirement-ids.ts";

/** More attempts and tags of one test than anybody reads. */
const MAX_ITEMS = 1000;

const status = z.enum(["passed", "failed", "skipped", "pending", "other"]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One entry of `results.tests`; only what is looked at is described. */
export const ctrfTestSchema = z.looseObject({
  name: z.string(),
  status,
  rawStatus: z.string().nullish(),
  message: z.string().nullish(),
  /** A list since 0.0.13; one text before. */
  suite: z.union([z.string(), z.array(z.string())]).nullish(),
  filePath: z.string().nullish(),
  line: z.number().nullish(),
  tags: z.array(z.string()).nullish(),
  labels: z.record(z.string(), z.union([scalar, z.array(scalar), z.null()])).nullish(),
  flaky: z.boolean().nullish(),
  retries: z.number().nullish(),
  retryAttempts: z.array(z.looseObject({ status: z.string().nullish() })).nullish(),
});

type CtrfTest = z.output<typeof ctrfTestSchema>;

/** What tools call a test that was not run on purpose, where they have no word of CTRF's for it. */
const NOT_RUN: ReadonlySet<string> = new Set(["todo", "skipped", "pending", "disabled"]);

/** A test with the suite it stands in. */
export function ctrfCase(test: CtrfTest): SuiteCase {
  const suites = typeof test.suite === "string" ? [test.suite] : (test.suite ?? []);
  const suite = cutText(suites.slice(0, MAX_ITEMS).join(" > "));
  const name = cutText(test.name);
  const properties = labelsOf(test);
  const tags = (test.tags ?? []).slice(0, MAX_ITEMS).map(cutText);
  const file = cutText(test.filePath ?? "");
  const { line } = test;
  return {
    suite,
    case: {
      name,
      className: "",
      ...outcome(test),
      properties,
      requirements: requirementIds({ properties, texts: [suite, name, ...tags] }),
      ...(file !== "" && { file }),
      ...(file !== "" && Number.isSafeInteger(line) && line && line > 0 && { line }),
    },
  };
}

/**
 * `other` is what a tool could not call passed, failed or skipped, such as an interrupted test: it
 * counts as broken unless the tool's own word for it says that it was not to be run.
 */
function outcome(test: CtrfTest): Pick<TestCase, "status" | "message" | "flaky"> {
  const message = cutText(test.message ?? "");
  switch (test.status) {
    case "failed":
      return { status: "failed", message };
    case "skipped":
    case "pending":
      return { status: "skipped", message };
    case "other": {
      const word = (test.rawStatus ?? "").toLowerCase();
      if (NOT_RUN.has(word)) return { status: "skipped", message };
      return { status: "error", message: message || cutText(`its status is other ${word}`) };
    }
    case "passed":
      return { status: "passed", message, ...(wasRunAgain(test) && { flaky: true }) };
  }
}

function wasRunAgain({ flaky, retries, retryAttempts }: CtrfTest): boolean {
  const failedBefore = retryAttempts?.some((attempt) => attempt.status === "failed") ?? false;
  return flaky === true || (retries ?? 0) > 0 || failedBefore;
}

function labelsOf({ labels }: CtrfTest): Map<string, string> {
  const properties = new Map<string, string>();
  for (const [name, value] of Object.entries(labels ?? {})) {
    for (const each of Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [value]) {
      if (each !== null) addProperty(properties, name, String(each));
    }
  }
  return properties;
}
