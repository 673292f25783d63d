import type { Declaration, Declarations } from "../core/model/declaration.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { ComponentPolicy, Policy } from "../core/model/policy.ts";
import { type Requirement, scoreOf } from "../core/model/requirements.ts";
import { sliceKey } from "../core/model/slices.ts";
import { gatherCard } from "./card.ts";
import { checklistIn } from "./checklist.ts";
import { type GatherContext, idOnBase } from "./context.ts";
import { pathsIn } from "./paths-in.ts";
import { requirementsIn } from "./requirements.ts";
import { declaredSlicesIn } from "./slices.ts";
import type { View } from "./view.ts";

/** The default of `critical-scenario-tests`, held to it by a test of the catalogue. */
export const CRITICAL_RISK = 4;

/**
 * What a component declares by name, on the base branch and as merged. What has gone to another component
 * that was split off is still declared; of such a one nothing stood at base.
 */
export async function gatherDeclarations(context: GatherContext): Promise<Fact<Declarations>> {
  const { component, declared, lineage, policy, view, baseView } = context;
  const splitOff = lineage.claims.some(({ how }) => how === "split");
  const sides = await Promise.all([
    splitOff ? known([]) : declaredIn(baseView, idOnBase(context), policy),
    declaredIn(view, component.id, policy),
    ...lineage.heirs.map(({ id }) => declaredIn(view, id, policy)),
    partsIn(view, declared.head),
  ]);
  const lost = sides.find((side) => side.state === "unavailable");
  if (lost?.state === "unavailable") return lost;
  const [base = [], ...head] = sides.map((side) => (side.state === "known" ? side.value : []));
  return known({
    base: [...base, ...partsOf(declared.base)],
    head: head.flat(),
  });
}

async function declaredIn(view: View, id: string, policy: Policy): Promise<Fact<Declaration[]>> {
  const [card, requirements, checklist, slices] = await Promise.all([
    gatherCard(view, id),
    requirementsIn(view, id),
    checklistIn(view, id),
    declaredSlicesIn(view, id),
  ]);
  if (card.state === "unavailable") return card;
  if (requirements.state === "unavailable") return requirements;
  if (checklist.state === "unavailable") return checklist;
  if (slices.state === "unavailable") return slices;
  const critical = criticalRisk(policy);
  return known([
    ...(card.value?.models ?? []).map(({ name, place }) => declaration("model", name, place)),
    ...(card.value?.datasets ?? []).map(({ name, place }) => declaration("dataset", name, place)),
    ...(requirements.value?.items ?? []).map(({ id: name, kind, statement, place }) => ({
      ...declaration("requirement", name, place),
      says: `${kind}: ${statement}`,
    })),
    ...(requirements.value?.items ?? [])
      .filter((requirement) => isCritical(requirement, critical))
      .map(({ id: name, place }) => declaration("critical-scenario", name, place)),
    ...(slices.value ?? []).map((slice) => declaration("slice", sliceKey(slice), slice.place)),
    ...(checklist.value?.items ?? []).map(({ id: name, place }) =>
      declaration("checklist-item", name, place),
    ),
    // A hotfix owes its panel until it has met: taking its record away would take the debt along.
    ...pathsIn(view.records, `.mltrl/hotfixes/${id}`).map((path) =>
      declaration("hotfix", /([^/]+)\.yml$/.exec(path)?.[1] ?? path, { path }),
    ),
  ]);
}

/** A product requirement of high risk is a critical scenario; an estimate made smaller would hide it. */
function isCritical({ kind, risk }: Requirement, critical: number): boolean {
  return kind === "product" && risk !== undefined && scoreOf(risk) >= critical;
}

/** The risk from which `critical-scenario-tests` asks for tests: the policy's, or the rule's default. */
function criticalRisk({ rules }: Policy): number {
  const own = rules.get("critical-scenario-tests")?.params["minimum-risk"];
  return typeof own === "number" ? own : CRITICAL_RISK;
}

/** The parts as merged, also under the ids that they had before. */
async function partsIn(
  view: View,
  component: ComponentPolicy | undefined,
): Promise<Fact<Declaration[]>> {
  const cards = await Promise.all((component?.parts ?? []).map((id) => gatherCard(view, id)));
  const former = cards.flatMap((card) =>
    card.state === "known" ? (card.value?.renamedFrom ?? []) : [],
  );
  const place = component?.place ?? { path: ".mltrl/config.yml" };
  return known([...partsOf(component), ...former.map((id) => declaration("part", id, place))]);
}

function partsOf(component: ComponentPolicy | undefined): Declaration[] {
  return (component?.parts ?? []).map((part) =>
    declaration("part", part, component?.place ?? { path: ".mltrl/config.yml" }),
  );
}

function declaration(
  sort: Declaration["sort"],
  id: string,
  place: Declaration["place"],
): Declaration {
  return { sort, id, place };
}
