import type { Change } from "../core/model/change.ts";
import type { Publisher } from "../ports/publisher.ts";
import { checkRun } from "../report/check-run.ts";
import { type Engine, rulesById } from "./engine.ts";
import { showCheck } from "./show-check.ts";
import type { Shown } from "./strictest-check.ts";

/** What showing a verdict asks of the outside. */
export interface PublishPorts {
  readonly publisher: Publisher;
  readonly repositoryUrl: string;
}

/**
 * Shows the verdict of a check on the head of a change.
 *
 * @param rewrite show it though the same is shown already
 */
export async function publishCheck(
  { check, decision }: Shown,
  change: Change,
  { publisher, repositoryUrl }: PublishPorts,
  engine: Engine,
  rewrite: boolean,
): Promise<void> {
  const rules = rulesById(engine, decision.provenance.ladder);
  const text = checkRun(decision, check, {
    headSha: change.head,
    rules,
    repositoryUrl,
    baseRef: change.baseRef,
  });
  await showCheck(text, change, publisher, rewrite);
}
