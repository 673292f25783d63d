import type { Change } from "../core/model/change.ts";
import { failedRun, type FailedRun } from "../report/failed-run.ts";
import type { Engine } from "./engine.ts";
import type { GatePorts } from "./gate.ts";
import { policyInForce } from "./policy-in-force.ts";
import { checksOf, demandedChecks, namesOf } from "./required-checks.ts";
import { isGoingOnAt, showCheck } from "./show-check.ts";

/** Why there is no verdict, and whether it is tried again. */
export type WhyUnjudged = Pick<FailedRun, "cause" | "detail" | "again">;

/**
 * Closes every check of a pull request that could not be judged, and says why. The next verdict takes
 * its place. Where not even the head can be read there is nothing to show it on.
 *
 * @returns whether there was a check to close
 */
export async function closeUnjudged(
  why: WhyUnjudged,
  ports: Pick<GatePorts, "source" | "repository" | "publisher" | "isOvertaken">,
  engine: Engine,
  rewrite: boolean,
): Promise<boolean> {
  const read = await ports.source.read();
  if (read.state === "unavailable") return false;
  const change = read.value;
  if (change.archived || change.state !== "open") return false;
  const overtaken = !rewrite && (await ports.isOvertaken?.(change)) === true;
  const names = await checkNames(change, ports, engine);
  for (const name of names) {
    if (overtaken && !isGoingOnAt(change, name)) continue;
    const text = failedRun({ ...why, name, headSha: change.head, version: engine.version });
    await showCheck(text, change, ports.publisher, rewrite);
  }
  return names.length > 0;
}

/** The checks of the policy, or those that are known without it: it may be what cannot be read. */
async function checkNames(
  change: Change,
  { repository }: Pick<GatePorts, "repository">,
  { catalogue }: Engine,
): Promise<readonly string[]> {
  try {
    const inForce = await policyInForce(repository, change, catalogue);
    if (inForce.state === "known") return namesOf(checksOf(inForce.value, change), change.baseRef);
  } catch {
    // Told already: it is what the checks are closed for.
  }
  const runs = change.checkRuns.state === "known" ? change.checkRuns.value : [];
  const shown = runs.filter(({ own }) => own).map(({ name }) => name);
  return [...new Set([...demandedChecks(change), ...shown])];
}
