import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMapping, NoOperationTraceWriter } from "@actions/workflow-parser";
import {
  type ActionTemplate,
  convertActionTemplate,
  parseAction,
} from "@actions/workflow-parser/actions/index";
import type { MappingToken } from "@actions/workflow-parser/templates/tokens/mapping-token";

/** An action's `action.yml`, read by GitHub's own parser. */
export type ActionFile = {
  readonly folder: string;
  readonly template: ActionTemplate;
  readonly source: MappingToken;
};

/** Reads the action in a folder. */
export function readAction(folder: string): ActionFile {
  const file = ["action.yml", "action.yaml"]
    .map((name) => join(folder, name))
    .find((path) => existsSync(path));
  if (file === undefined)
    throw new Error(`Can't find 'action.yml' or 'action.yaml' under '${folder}'`);
  const content = readFileSync(file, "utf8");
  const { context, value } = parseAction({ name: file, content }, new NoOperationTraceWriter());
  const template = value === undefined ? undefined : convertActionTemplate(context, value);
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (template === undefined || value === undefined || !isMapping(value) || errors.length > 0)
    throw new Error(`${file}: ${errors.join("; ")}`);
  return { folder, template, source: value };
}
