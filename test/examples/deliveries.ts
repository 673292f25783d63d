import type { WorkflowRun } from "../../src/core/model/ci-report.ts";
import { known } from "../../src/core/model/fact.ts";
import { compileGlobs } from "../../src/core/source/glob.ts";
import type { FakeRun } from "../support/fake-ci-reports.ts";
import type { FakeTree } from "../support/fake-repository.ts";
import { aDelivery, aRun } from "../support/fake-run.ts";
import type { Head } from "./branch-state.ts";
import type { Example, Step } from "./read-example.ts";

/** What stands in the repository of all that the steps of an example bring. */
export function committed<T extends Head>(head: T, { delivers }: Example): T {
  const isDelivered = compileGlobs(delivers?.files ?? []);
  return { ...head, tree: only(head.tree, (path) => !isDelivered(path)) };
}

/** The run of the example's workflow on the head of a step: it delivers the reports of some components. */
export function runOn(step: Step, head: Head, { delivers }: Example): FakeRun[] {
  if (delivers === undefined) return [];
  const isDelivered = compileGlobs(delivers.files);
  const isOwn = compileGlobs(step.stamp.map((id) => `.mltrl/evidence/${id}/**`));
  const run: WorkflowRun = aRun({
    id: Number(step.name.slice(0, 3)),
    workflow: delivers.workflow,
    headSha: head.commit,
  });
  const files = only(head.tree, (path) => isDelivered(path) && isOwn(path));
  return [{ run, delivers: known([aDelivery(texts(files), undefined, run)]) }];
}

function only(tree: FakeTree, belongs: (path: string) => boolean): FakeTree {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => belongs(path)));
}

function texts(tree: FakeTree): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([path, file]) =>
      typeof file === "string" ? [[path, file]] : [],
    ),
  );
}
