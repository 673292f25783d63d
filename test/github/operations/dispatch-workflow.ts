import { invalid, notFound } from "../api-error.ts";
import { resolveExpression } from "../git/resolve-expression.ts";
import type { Repository, User } from "../state/nouns.ts";
import type { World } from "../state/world.ts";

/** Asks for a run of a workflow, on a branch or tag that has its file. */
export async function dispatchWorkflow(
  world: World,
  repository: Repository,
  wanted: {
    readonly workflow: string;
    readonly ref: string;
    readonly inputs: Readonly<Record<string, unknown>>;
  },
  sender: User,
): Promise<void> {
  const { workflow, inputs } = wanted;
  const names = [wanted.ref, `refs/heads/${wanted.ref}`, `refs/tags/${wanted.ref}`];
  const ref = names.find((name) => name.startsWith("refs/") && repository.refs.has(name));
  if (ref === undefined) throw invalid(`No ref found for: ${wanted.ref}`);
  const path = workflow.includes("/") ? workflow : `.github/workflows/${workflow}`;
  const file = await resolveExpression(repository, `${repository.refs.get(ref)}:${path}`);
  if (file?.kind !== "Blob") throw notFound();
  world.publish({
    event: "workflow_dispatch",
    action: undefined,
    sender,
    repository,
    payload: { ref, inputs, workflow: path },
  });
}
