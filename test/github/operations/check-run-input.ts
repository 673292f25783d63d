import { ApiError, type FieldError, invalid } from "../api-error.ts";
import type { Annotation, CheckAction, CheckConclusion, CheckStatus } from "../state/nouns.ts";

/** The body of POST and PATCH check-runs; GraphQL's input is brought into this form. */
export type CheckRunInput = {
  readonly name?: string;
  readonly head_sha?: string;
  readonly details_url?: string;
  readonly external_id?: string;
  readonly status?: CheckStatus;
  readonly started_at?: string;
  readonly conclusion?: CheckConclusion;
  readonly completed_at?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly text?: string;
    readonly annotations?: readonly Annotation[];
  };
  readonly actions?: readonly CheckAction[];
};

const statuses = new Set(["queued", "in_progress", "completed"]);
const conclusions = new Set([
  "action_required",
  "cancelled",
  "failure",
  "neutral",
  "success",
  "skipped",
  "timed_out",
]);

/** Bytes, not characters, whatever the schema says: the server's own message counts bytes. */
const longest = 65_535;

/** Throws 422 for what page "REST API endpoints for check runs" does not allow. */
export function validateCheckRun(input: CheckRunInput): void {
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string): void => {
    errors.push({ resource: "CheckRun", code: "invalid", field, message });
  };
  if (input.status !== undefined && !statuses.has(input.status)) {
    wrong("status", `${input.status} is not a status that an App may set`);
  }
  if (input.conclusion !== undefined && !conclusions.has(input.conclusion)) {
    wrong("conclusion", `${input.conclusion} is not a conclusion that an App may set`);
  }
  if (input.status === "completed" && input.conclusion === undefined) {
    errors.push({ resource: "CheckRun", code: "missing_field", field: "conclusion" });
  }
  if (input.output !== undefined) checkOutput(input.output, wrong);
  checkActions(input.actions ?? [], wrong);
  if (errors.length > 0) throw invalid(...errors);
}

function checkOutput(
  output: NonNullable<CheckRunInput["output"]>,
  wrong: (field: string, message: string) => void,
): void {
  const { title, summary, text, annotations = [] } = output;
  if (typeof title !== "string" || typeof summary !== "string") {
    throw new ApiError(422, 'Invalid request.\n\n"title", "summary" weren\'t supplied.');
  }
  for (const [field, value] of Object.entries({ summary, text: text ?? "" })) {
    if (Buffer.byteLength(value) > longest)
      wrong(field, `${field} exceeds a maximum bytesize of ${longest}`);
  }
  if (annotations.length > 50) {
    throw new ApiError(
      422,
      "Invalid request.\n\nNo more than 50 items are allowed; " +
        `${annotations.length} were supplied.`,
    );
  }
  for (const annotation of annotations) checkAnnotation(annotation, wrong);
}

function checkAnnotation(
  annotation: Annotation,
  wrong: (field: string, message: string) => void,
): void {
  const { path, start_line: start, end_line: end, annotation_level: level, message } = annotation;
  if (typeof path !== "string" || path === "" || typeof message !== "string") {
    wrong("annotations", "path and message are required");
  }
  if (!Number.isInteger(start) || !Number.isInteger(end) || end < start) {
    wrong("annotations", "start_line and end_line must be line numbers in order");
  }
  if (!["notice", "warning", "failure"].includes(level)) wrong("annotations", "annotation_level");
  if (Buffer.byteLength(message ?? "") > 65_536) wrong("annotations", "message exceeds 64 KB");
  if ((annotation.title ?? "").length > 255) wrong("annotations", "title exceeds 255 characters");
  const columns =
    typeof annotation.start_column === "number" || typeof annotation.end_column === "number";
  if (columns && start !== end) wrong("annotations", "columns are for annotations of one line");
}

function checkActions(
  actions: readonly CheckAction[],
  wrong: (field: string, message: string) => void,
): void {
  if (actions.length > 3) {
    throw new ApiError(
      422,
      `Invalid request.\n\nNo more than 3 items are allowed; ${actions.length} were supplied.`,
    );
  }
  for (const { label, description, identifier } of actions) {
    if (label.length > 20) wrong("actions", "label exceeds 20 characters");
    if (description.length > 40) wrong("actions", "description exceeds 40 characters");
    if (identifier.length > 20) wrong("actions", "identifier exceeds 20 characters");
  }
}
