import type { Engine } from "./engine.ts";
import type { JudgePorts } from "./judge.ts";
import { policyInForce } from "./policy-in-force.ts";

/**
 * The version of the rule set that judges a change: the one its policy pins. The newest where there is no
 * policy that can be read: whoever begins now begins with that.
 */
export async function pinnedLadder(
  { source, repository }: Pick<JudgePorts, "source" | "repository">,
  { catalogue }: Pick<Engine, "catalogue">,
): Promise<string> {
  // With one version there is nothing to look up, which would cost requests.
  if (catalogue.older.length === 0) return catalogue.ladder;
  const change = await source.read();
  if (change.state === "unavailable") return catalogue.ladder;
  const inForce = await policyInForce(repository, change.value, catalogue);
  return inForce.state === "known" && inForce.value.state === "ready"
    ? inForce.value.policy.ladder
    : catalogue.ladder;
}
