import { type Fact, known } from "../core/model/fact.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import type { Repository } from "../ports/repository.ts";
import { branchChange } from "./branch-change.ts";
import type { Engine } from "./engine.ts";
import type { PolicyInForce } from "./in-force.ts";
import { policyInForce } from "./policy-in-force.ts";

/** The branches that checks of the default branch's policy cover, as globs. */
export async function coveredBranches(
  ports: { readonly defaultBranch: DefaultBranch; readonly repository: Repository },
  { catalogue }: Engine,
): Promise<Fact<readonly string[]>> {
  const main = await ports.defaultBranch.read();
  if (main.state === "unavailable") return main;
  if (main.value === undefined) return known([]);
  const settled = branchChange(main.value, { login: "", bot: false });
  const inForce = await policyInForce(ports.repository, settled, catalogue);
  if (inForce.state === "unavailable") return inForce;
  return known(coveredBy(inForce.value, main.value.branch));
}

/** The same of a policy that was read. Of one that says nothing that can be read the default branch is covered. */
export function coveredBy(inForce: PolicyInForce, defaultBranch: string): readonly string[] {
  if (inForce.state === "none") return [];
  const checks = inForce.state === "ready" ? inForce.policy.checks : inForce.checks;
  return checks?.flatMap(({ branches }) => branches) ?? [defaultBranch];
}
