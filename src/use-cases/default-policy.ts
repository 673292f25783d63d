import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Policy } from "../core/model/policy.ts";
import { viewAt } from "../gather/view.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import type { Repository } from "../ports/repository.ts";
import type { Engine } from "./engine.ts";
import { policyIn } from "./policy-in.ts";

/** The policy of the default branch as it stands now; undefined where it has none. */
export async function defaultPolicy(
  ports: { readonly defaultBranch: DefaultBranch; readonly repository: Repository },
  { catalogue }: Engine,
): Promise<Fact<Policy | undefined>> {
  const main = await ports.defaultBranch.read();
  if (main.state === "unavailable") return main;
  if (main.value === undefined) return known(undefined);
  const view = await viewAt(ports.repository, main.value.commit);
  if (view.state === "unavailable") return view;
  const parsed = await policyIn(view.value, catalogue, main.value.branch);
  if (parsed.state === "unavailable") return parsed;
  if (parsed.value?.ok !== false) return known(parsed.value?.value);
  const [first] = parsed.value.problems;
  return unavailable(
    "invalid",
    `the policy of ${main.value.branch} cannot be read: ${first?.message}`,
  );
}
