import {
  convertWorkflowTemplate,
  isMapping,
  NoOperationTraceWriter,
  parseWorkflow,
  type WorkflowTemplate,
} from "@actions/workflow-parser";
import type { MappingToken } from "@actions/workflow-parser/templates/tokens/mapping-token";
import { refuseOthers, textOf } from "./parts.ts";

/** A workflow's file, read by GitHub's own parser. */
export type WorkflowFile = {
  readonly path: string;
  /** Repository and commit that it comes from: `acme/zoo@<sha>`. */
  readonly origin: string;
  /** Its path unless it has a name of its own. */
  readonly name: string;
  readonly events: WorkflowTemplate["events"];
  readonly jobs: WorkflowTemplate["jobs"];
  /** All of it, for what the parser does not convert. */
  readonly source: MappingToken;
};

/** A file that GitHub would not run. */
export class InvalidWorkflow extends Error {
  override readonly name = "InvalidWorkflow";
}

const known = new Set([
  "name",
  "run-name",
  "on",
  "permissions",
  "env",
  "defaults",
  // Runs go one after the other here, so that no two of a group ever meet.
  "concurrency",
  "jobs",
]);

/** Reads a workflow's file, or throws all that is wrong with it. */
export async function readWorkflow(
  origin: string,
  path: string,
  content: string,
): Promise<WorkflowFile> {
  const { context, value } = parseWorkflow({ name: path, content }, new NoOperationTraceWriter());
  const template = value === undefined ? undefined : await convertWorkflowTemplate(context, value);
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (template === undefined || value === undefined || !isMapping(value) || errors.length > 0)
    throw new InvalidWorkflow(`${path}: ${errors.join("; ")}`);
  refuseOthers(value, known, path);
  return {
    path,
    origin,
    name: textOf(value, "name") ?? path,
    events: template.events,
    jobs: template.jobs,
    source: value,
  };
}
