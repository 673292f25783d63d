import type { ReusableWorkflowJob } from "@actions/workflow-parser/model/workflow-template";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import { resolveText, resolveTexts, resolveToken } from "../expressions/resolve-token.ts";
import { keysOf, partOf, refuseOthers, textOf } from "../workflow/parts.ts";
import { calledKey } from "./read-called.ts";
import type { JobEnd, Level, Permissions } from "./model.ts";

const known = new Set([
  "name",
  "needs",
  "if",
  "uses",
  "with",
  "secrets",
  "permissions",
  "strategy",
  "concurrency",
]);

export type Call = {
  readonly job: ReusableWorkflowJob;
  readonly source: TemplateToken | undefined;
  readonly name: string;
  readonly permissions: Permissions;
  readonly contexts: Readonly<Record<string, unknown>>;
};

/** A job that is another workflow: page "Reusing workflows". */
export async function callWorkflow(
  level: Level,
  { job, source, name, permissions, contexts }: Call,
  runJobs: (level: Level) => Promise<Record<string, JobEnd>>,
): Promise<JobEnd> {
  refuseOthers(source, known, name);
  const file = level.run.called.get(calledKey(level.workflow, job.ref.value))?.file;
  if (file === undefined) throw new Error(`${name}: ${job.ref.value} was not read`);
  const declared = partOf(file.source, "on", "workflow_call");
  const scope = { contexts, status: "success" } as const;
  const secrets =
    job["inherit-secrets"] === true
      ? level.secrets
      : resolveTexts(partOf(source, "secrets"), scope);
  const ends = await runJobs({
    run: level.run,
    workflow: file,
    prefix: `${name} / `,
    inputs: inputsOf(declared, partOf(source, "with"), contexts),
    secrets,
    most: permissions,
  });
  const results = Object.values(ends).map(({ result }) => result);
  const outputs = keysOf(partOf(declared, "outputs")).map((output) => {
    const value = partOf(declared, "outputs", output, "value");
    return [
      output,
      resolveText(value, { contexts: { ...contexts, jobs: ends }, status: "success" }) ?? "",
    ];
  });
  const worst = (["failure", "cancelled"] as const).find((one) => results.includes(one));
  const idle = results.every((one) => one === "skipped") ? "skipped" : "success";
  return {
    result: worst ?? idle,
    outputs: Object.fromEntries(outputs) as Record<string, string>,
  };
}

function inputsOf(
  declared: TemplateToken | undefined,
  given: TemplateToken | undefined,
  contexts: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const scope = { contexts, status: "success" } as const;
  const values = keysOf(partOf(declared, "inputs")).map((input) => {
    const definition = partOf(declared, "inputs", input);
    const token = partOf(given, input) ?? partOf(definition, "default");
    if (token !== undefined) return [input, resolveToken(token, scope)] as const;
    const type = textOf(definition, "type");
    return [input, type === "boolean" ? false : type === "number" ? 0 : ""] as const;
  });
  return Object.fromEntries(values);
}
