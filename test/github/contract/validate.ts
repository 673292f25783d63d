import { Ajv, type ErrorObject } from "ajv";
import formats from "ajv-formats";

import { root, type Schema } from "./json-schema.ts";
import { shown, type Finding } from "./problem.ts";
import { specification } from "./specification.ts";

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  verbose: true,
  logger: false,
  // Compiling takes longer than all checking, and these two halve it.
  inlineRefs: false,
  code: { optimize: false },
});
formats.default(ajv);
ajv.addFormat("email", /@/); // addresses of bots hold brackets, and git takes anything
ajv.addFormat("repo.nwo", /^[^/\s]+\/[^/\s]+$/);
ajv.addFormat("timestamp", true);
ajv.addSchema({ $id: root, schemas: specification.schemas });

function errorsOf(schema: Schema, value: unknown): readonly ErrorObject[] {
  const validate = ajv.compile(schema); // compiles once for each schema object
  return validate(value) ? [] : (validate.errors ?? []);
}

function identity({ instancePath, keyword, params }: ErrorObject): string {
  return `${instancePath} ${keyword} ${JSON.stringify(params)}`;
}

/** How far a value is from a choice: another type is further than another kind of the same. */
function distance(errors: readonly ErrorObject[], path: string): number {
  const weights = errors.map((error) => {
    if (error.keyword === "type" && error.instancePath === path) return 1000;
    const isKind = error.instancePath.lastIndexOf("/") === path.length;
    return error.keyword === "enum" && isKind ? 100 : 1;
  });
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/**
 * Where a value matches none of several choices, the validator lists what is wrong with all of
 * them. This keeps what is wrong with the nearest.
 */
function explained(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choice = errors.findLast(({ keyword }) => keyword === "anyOf"); // the last is the outermost
  if (choice === undefined) return errors;
  const path = choice.instancePath;
  const branches = (choice.schema as readonly Schema[]).map((branch) =>
    errorsOf(branch, choice.data).map((error) => ({
      ...error,
      instancePath: `${path}${error.instancePath}`,
    })),
  );
  const covered = new Set(branches.flat().map(identity));
  const others = errors.filter((error) => error !== choice && !covered.has(identity(error)));
  const [nearest = []] = branches
    .map((branch) => explained(branch))
    .toSorted((a, b) => distance(a, path) - distance(b, path));
  return [...explained(others), ...nearest];
}

/** `/output/annotations/0/path` as `.output.annotations[0].path`. */
function place(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join("");
}

function toFinding(error: ErrorObject, where: string): Finding {
  const at = `${where}${place(error.instancePath)}`;
  const { missingProperty, additionalProperty, allowedValues } = error.params;
  if (error.keyword === "required") {
    return { kind: "missing", where: `${at}.${missingProperty}`, what: "is required" };
  }
  if (error.keyword === "additionalProperties") {
    return { kind: "unknown", where: `${at}.${additionalProperty}`, what: "is not described" };
  }
  const rule =
    error.keyword === "enum"
      ? `must be one of ${(allowedValues as readonly unknown[]).map(shown).join(", ")}`
      : (error.message ?? error.keyword);
  return { kind: "wrong", where: at, what: `${rule}, but is ${shown(error.data)}` };
}

/** What keeps a value from matching a schema; `where` names the value. */
export function mismatches(schema: Schema, value: unknown, where: string): Finding[] {
  return explained(errorsOf(schema, value)).map((error) => toFinding(error, where));
}
