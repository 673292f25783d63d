import { minimatch } from "minimatch";
import type { Trigger } from "../../github/state/actions.ts";
import { unsupported } from "../workflow/parts.ts";
import type { WorkflowFile } from "../workflow/read-workflow.ts";
import { knownEvents, shortName, type Subject } from "./subject.ts";

type Filters = Readonly<Record<string, readonly string[] | undefined>>;

/** Activities that start a workflow which names none; all do for events that are not here. */
const defaultTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["opened", "synchronize", "reopened"],
};

const knownFilters = new Set([
  "types",
  "branches",
  "branches-ignore",
  "tags",
  "tags-ignore",
  "paths",
  "paths-ignore",
  "workflows",
]);

/** Does a workflow run for what happened? Page "Workflow syntax for GitHub Actions", `on`. */
export function listens(
  workflow: WorkflowFile,
  trigger: Trigger,
  subject: Subject,
  changed: readonly string[],
): boolean {
  const { events, path } = workflow;
  const strange = Object.keys(events).find((event) => !knownEvents.has(event));
  if (strange !== undefined) throw unsupported(path, `the event ${strange}`);
  if (!(trigger.event in events)) return false;
  if (trigger.event === "schedule") return hasCron(workflow, trigger);
  if (trigger.event === "workflow_dispatch") return trigger.payload["workflow"] === path;
  const filters = events[trigger.event] as Filters;
  const others = Object.keys(filters).find((key) => !knownFilters.has(key));
  if (others !== undefined) throw unsupported(path, others);
  return (
    hasType(filters, trigger) &&
    hasWorkflow(filters, trigger) &&
    hasBranch(filters, trigger, subject) &&
    hasPath(filters, changed)
  );
}

function hasCron({ events }: WorkflowFile, { payload }: Trigger): boolean {
  const lines = events.schedule ?? [];
  return lines.some(({ cron }) => cron === payload["schedule"]);
}

function hasType({ types }: Filters, { event, action }: Trigger): boolean {
  const wanted = types ?? defaultTypes[event];
  return wanted === undefined || action === undefined || wanted.includes(action);
}

function hasWorkflow({ workflows }: Filters, { payload }: Trigger): boolean {
  if (workflows === undefined) return true;
  const { name } = payload["workflow"] as { name: string };
  return matches(workflows, name);
}

/** The pushed branch or tag; of a pull request and a merge group the branch that is merged into. */
function hasBranch(filters: Filters, { event, payload }: Trigger, subject: Subject): boolean {
  const { branches, tags } = filters;
  const isTag = subject.ref.startsWith("refs/tags/");
  if (event === "push") {
    // Filters of one kind alone leave the other kind out.
    const own = isTag ? tags : branches;
    const other = isTag ? branches : tags;
    if (own === undefined && filters[isTag ? "tags-ignore" : "branches-ignore"] === undefined)
      return other === undefined;
    return passes(own, filters[isTag ? "tags-ignore" : "branches-ignore"], shortName(subject.ref));
  }
  const group = payload["merge_group"] as { base_ref: string } | undefined;
  const run = payload["workflow_run"] as { head_branch: string | null } | undefined;
  const name =
    run?.head_branch ?? (group === undefined ? subject.baseRef : shortName(group.base_ref));
  return passes(branches, filters["branches-ignore"], name);
}

function hasPath(filters: Filters, changed: readonly string[]): boolean {
  const { paths } = filters;
  const ignored = filters["paths-ignore"];
  if (paths !== undefined) return changed.some((path) => matches(paths, path));
  return ignored === undefined || changed.some((path) => !matches(ignored, path));
}

function passes(
  wanted: readonly string[] | undefined,
  ignored: readonly string[] | undefined,
  name: string,
): boolean {
  if (ignored !== undefined) return !matches(ignored, name);
  return wanted === undefined || matches(wanted, name);
}

/** Patterns in order: a later `!` takes out what an earlier one took in. */
function matches(patterns: readonly string[], name: string): boolean {
  let matched = false;
  for (const pattern of patterns) {
    const negative = pattern.startsWith("!");
    const plain = negative ? pattern.slice(1) : pattern;
    if (minimatch(name, plain, { dot: true, noext: true })) matched = !negative;
  }
  return matched;
}
