import { ApiError } from "../api-error.ts";
import { demand } from "../auth/access.ts";
import type { CheckRunInput } from "../operations/check-run-input.ts";
import { checkWriter, createCheckRun, updateCheckRun } from "../operations/check-runs.ts";
import type { Annotation, CheckRun } from "../state/nouns.ts";
import { type Arguments, type Context, unresolvable } from "./context.ts";

const checks = { permission: "checks", level: "write" } as const;

/** `createCheckRun`: the same rules as REST. */
export async function createRun(context: Context, input: Arguments): Promise<CheckRun> {
  const repository = context.world.nodes.get(String(input["repositoryId"]));
  if (repository?.kind !== "Repository")
    throw unresolvable("Could not resolve to a node with the global id of the repository");
  demand(context.actor, repository, checks);
  const app = checkWriter(context.actor);
  const unknown = context.faults.meets(
    { method: "POST", path: "/graphql", operationName: "createCheckRun" },
    "unknown-commit",
  );
  if (unknown !== undefined) throw new ApiError(422, "No commit found for SHA");
  return createCheckRun(context.world, repository, app, restForm(input));
}

/** `updateCheckRun`. */
export async function updateRun(context: Context, input: Arguments): Promise<CheckRun> {
  const run = context.world.nodes.get(String(input["checkRunId"]));
  if (run?.kind !== "CheckRun")
    throw unresolvable("Could not resolve to a node with the global id of the check run");
  demand(context.actor, run.suite.repository, checks);
  return updateCheckRun(context.world, checkWriter(context.actor), run, restForm(input));
}

type GraphQLAnnotation = {
  readonly path: string;
  readonly location: {
    readonly startLine: number;
    readonly endLine: number;
    readonly startColumn?: number | null;
    readonly endColumn?: number | null;
  };
  readonly annotationLevel: string;
  readonly message: string;
  readonly title?: string | null;
  readonly rawDetails?: string | null;
};

const names: Readonly<Record<string, string>> = {
  name: "name",
  headSha: "head_sha",
  detailsUrl: "details_url",
  externalId: "external_id",
  startedAt: "started_at",
  completedAt: "completed_at",
  actions: "actions",
};

/** The input in the form of REST: other names, enumerations in lower case. */
function restForm(input: Arguments): CheckRunInput {
  const form: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (value === null || value === undefined) continue;
    if (name === "status" || name === "conclusion") form[name] = (value as string).toLowerCase();
    else if (name === "output") form[name] = output(value as Arguments);
    else if (names[name] !== undefined)
      form[names[name]] = value instanceof Date ? value.toISOString() : value;
  }
  return form;
}

function output(given: Arguments): CheckRunInput["output"] {
  const { title, summary, text, annotations } = given as {
    title: string;
    summary: string;
    text?: string | null;
    annotations?: readonly GraphQLAnnotation[] | null;
  };
  return {
    title,
    summary,
    ...(typeof text === "string" ? { text } : {}),
    annotations: (annotations ?? []).map((one) => ({
      path: one.path,
      start_line: one.location.startLine,
      end_line: one.location.endLine,
      start_column: one.location.startColumn ?? null,
      end_column: one.location.endColumn ?? null,
      annotation_level: one.annotationLevel.toLowerCase() as Annotation["annotation_level"],
      message: one.message,
      title: one.title ?? null,
      raw_details: one.rawDetails ?? null,
    })),
  };
}
