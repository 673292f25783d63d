import type {
  ReusableWorkflowJob,
  WorkflowJob,
} from "@actions/workflow-parser/model/workflow-template";
import type { GitHub } from "../../github/start-github.ts";
import { keysOf, partOf, textOf } from "../workflow/parts.ts";
import { defaultPermissions, exceeding, permissionsOf } from "../workflow/permissions.ts";
import { InvalidWorkflow, readWorkflow, type WorkflowFile } from "../workflow/read-workflow.ts";
import type { Called, Permissions } from "./model.ts";

/** "You can connect a maximum of ten levels of workflows." */
const deepest = 10;

/**
 * Reads all workflows that a workflow calls, and those that these call. Throws what keeps GitHub from
 * starting the run: a file that is not there, inputs that do not fit, permissions that the caller has not.
 */
export async function readCalled(github: GitHub, file: WorkflowFile): Promise<Map<string, Called>> {
  const found = new Map<string, Called>();
  await collect(github, file, permissionsOf(partOf(file.source, "permissions")), found, 1);
  return found;
}

async function collect(
  github: GitHub,
  file: WorkflowFile,
  most: Permissions | undefined,
  found: Map<string, Called>,
  depth: number,
): Promise<void> {
  for (const job of file.jobs) {
    const source = partOf(file.source, "jobs", job.id.value);
    const own = permissionsOf(partOf(source, "permissions"));
    const held = own ?? most ?? defaultPermissions;
    if (!isCall(job)) {
      if (depth > 1 && own !== undefined && most !== undefined) checkPermissions(file, own, most);
      continue;
    }
    if (depth >= deepest) throw new InvalidWorkflow(`${file.path}: too many levels of workflows`);
    const called = await readOne(github, file, job.ref.value);
    found.set(calledKey(file, job.ref.value), called);
    checkInputs(file, job, called.file);
    const wanted = permissionsOf(partOf(called.file.source, "permissions"));
    if (wanted !== undefined) checkPermissions(called.file, wanted, held);
    await collect(github, called.file, wanted ?? held, found, depth + 1);
  }
}

function isCall(job: WorkflowJob): job is ReusableWorkflowJob {
  return job.type === "reusableWorkflowJob";
}

/** Under which a called workflow was read: what `./` means depends on whose file says it. */
export function calledKey({ origin }: WorkflowFile, uses: string): string {
  return uses.startsWith("./") ? `${origin}:${uses}` : uses;
}

async function readOne(github: GitHub, caller: WorkflowFile, uses: string): Promise<Called> {
  const [own = "", commit = ""] = caller.origin.split("@");
  const [, other, file = "", ref = ""] = /^([^/]+\/[^/]+)\/(.+)@(.+)$/.exec(uses) ?? [];
  const local = uses.startsWith("./");
  const repository = local ? own : (other ?? "");
  const path = local ? uses.slice("./".length) : file;
  const full = local ? commit : await fullRef(github, repository, ref);
  const sha =
    full === undefined ? null : await github.commitAt({ repository, ref: full }).catch(() => null);
  const files = sha === null ? {} : await github.filesAt({ repository, commit: sha, path });
  const content = files[path];
  if (sha === null || content === undefined) {
    throw new InvalidWorkflow(
      `${caller.path}: error parsing called workflow "${uses}": workflow was not found.`,
    );
  }
  const read = await readWorkflow(`${repository}@${sha}`, path, content);
  if (!("workflow_call" in read.events))
    throw new InvalidWorkflow(`${caller.path}: "${uses}" has no workflow_call trigger`);
  const named = full?.startsWith("refs/") === true ? { ref: full } : {};
  return { file: read, path: `${repository}/${path}@${local ? sha : ref}`, sha, ...named };
}

/** What a pin stands for: a commit, a branch or a tag; undefined where there is none of the name. */
async function fullRef(
  github: GitHub,
  repository: string,
  ref: string,
): Promise<string | undefined> {
  if (/^[0-9a-f]{40}$/.test(ref)) return ref;
  for (const full of [`refs/heads/${ref}`, `refs/tags/${ref}`]) {
    const found = await github.commitAt({ repository, ref: full }).catch(() => null);
    if (found !== null) return full;
  }
  return undefined;
}

function checkInputs(caller: WorkflowFile, job: ReusableWorkflowJob, called: WorkflowFile): void {
  const declared = partOf(called.source, "on", "workflow_call", "inputs");
  const given = keysOf(partOf(caller.source, "jobs", job.id.value, "with"));
  const names = keysOf(declared);
  const strange = given.filter((name) => !names.includes(name));
  const missing = names.filter(
    (name) => textOf(declared, name, "required") === "true" && !given.includes(name),
  );
  const problems = [
    ...strange.map((name) => `input ${name} is not defined in the referenced workflow`),
    ...missing.map((name) => `input ${name} is required, but not provided while calling`),
  ];
  if (problems.length > 0)
    throw new InvalidWorkflow(`${caller.path}, job ${job.id.value}: ${problems.join("; ")}`);
}

/** "Permissions can only be maintained or reduced, not elevated." */
function checkPermissions(file: WorkflowFile, wanted: Permissions, most: Permissions): void {
  const more = exceeding(wanted, most);
  if (more.length === 0) return;
  throw new InvalidWorkflow(
    `${file.path} requests '${more.join(", ")}', which the workflow that calls it does not have`,
  );
}
