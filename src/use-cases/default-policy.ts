import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { placeText } from "../core/model/place.ts";
import type { Policy } from "../core/model/policy.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import type { Repository } from "../ports/repository.ts";
import { branchChange } from "./branch-change.ts";
import type { Engine } from "./engine.ts";
import { policyInForce } from "./policy-in-force.ts";

/** The policy of the default branch as it stands now, below its organisation's; undefined where nobody has one. */
export async function defaultPolicy(
  ports: { readonly defaultBranch: DefaultBranch; readonly repository: Repository },
  { catalogue }: Engine,
): Promise<Fact<Policy | undefined>> {
  const main = await ports.defaultBranch.read();
  if (main.state === "unavailable") return main;
  if (main.value === undefined) return known(undefined);
  const settled = branchChange(main.value, { login: "", bot: false });
  const inForce = await policyInForce(ports.repository, settled, catalogue);
  if (inForce.state === "unavailable") return inForce;
  if (inForce.value.state === "none") return known(undefined);
  if (inForce.value.state === "ready") return known(inForce.value.policy);
  const [first] = inForce.value.problems;
  const problem = first === undefined ? "" : `: ${placeText(first.place)}: ${first.message}`;
  return unavailable("invalid", `the policy of ${main.value.branch} cannot be read${problem}`);
}
