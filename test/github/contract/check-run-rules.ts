import { byteLength, missingIf, wrongIf, type OwnRule } from "./own-rule.ts";
import type { Finding } from "./problem.ts";
import { isRecord, type JsonRecord } from "./record.ts";

const longestTitle = 255; // characters
const longestDetails = 64 * 1024; // bytes

function checkColumns(annotation: JsonRecord, where: string): Finding[] {
  const { start_line, end_line, start_column, end_column } = annotation;
  const hasColumns = start_column !== undefined || end_column !== undefined;
  return [
    ...wrongIf(Number(end_line) < Number(start_line), `${where}.end_line`, "is before start_line"),
    ...wrongIf(
      hasColumns && start_line !== end_line,
      `${where}.start_column`,
      "is for annotations of a single line",
    ),
  ];
}

function checkAnnotation(annotation: unknown, where: string): Finding[] {
  if (!isRecord(annotation)) return [];
  const { title, message, raw_details } = annotation;
  return [
    ...checkColumns(annotation, where),
    ...wrongIf(
      typeof title === "string" && title.length > longestTitle,
      `${where}.title`,
      `must not have more than ${longestTitle} characters`,
    ),
    ...wrongIf(byteLength(message) > longestDetails, `${where}.message`, "is over 64 KB"),
    ...wrongIf(byteLength(raw_details) > longestDetails, `${where}.raw_details`, "is over 64 KB"),
  ];
}

function checkOutput(output: unknown): Finding[] {
  if (!isRecord(output)) return [];
  const { title, summary, annotations } = output;
  const where = "body.output";
  return [
    // Updating needs both as well, though the schema asks for the summary only.
    ...missingIf(title === undefined, `${where}.title`, "is required in an output"),
    ...missingIf(summary === undefined, `${where}.summary`, "is required in an output"),
    ...(Array.isArray(annotations) ? annotations : []).flatMap((annotation: unknown, index) =>
      checkAnnotation(annotation, `${where}.annotations[${index}]`),
    ),
  ];
}

/** What holds for a check run that is created or updated. */
export const checkRun: OwnRule = ({ status, conclusion, completed_at, output }) => [
  ...missingIf(
    conclusion === undefined && status === "completed",
    "body.conclusion",
    "is required when status is completed",
  ),
  ...missingIf(
    conclusion === undefined && completed_at !== undefined,
    "body.conclusion",
    "is required when completed_at is given",
  ),
  ...wrongIf(conclusion === "stale", "body.conclusion", "stale can be set by GitHub only"),
  ...checkOutput(output),
];
