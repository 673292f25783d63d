import type { BranchState } from "../core/model/deployed.ts";
import { type Fact, known, mapFact } from "../core/model/fact.ts";
import { viewAt } from "../gather/view.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import type { Repository } from "../ports/repository.ts";
import type { Engine } from "./engine.ts";
import { type PolicyLayer, policyLayerOf } from "./policy-layer.ts";

/** The default branch as it stands now, with the policy that holds there. */
export interface DefaultLayer {
  readonly state: BranchState;
  readonly layer: PolicyLayer;
}

/** Reads the policy that holds on the default branch; undefined where nothing changes there any more. */
export async function defaultLayer(
  ports: { readonly defaultBranch: DefaultBranch; readonly repository: Repository },
  { catalogue }: Engine,
): Promise<Fact<DefaultLayer | undefined>> {
  const main = await ports.defaultBranch.read();
  if (main.state === "unavailable") return main;
  if (main.value === undefined) return known(undefined);
  const state = main.value;
  const view = await viewAt(ports.repository, state.commit);
  if (view.state === "unavailable") return view;
  const layer = await policyLayerOf(
    view.value,
    { ...state, defaultBranch: state.branch },
    ports.repository,
    catalogue,
  );
  return mapFact(layer, (read) => ({ state, layer: read }));
}
