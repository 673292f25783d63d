import type { Declaration, Declarations } from "../core/model/declaration.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import { gatherCard } from "./card.ts";
import { checklistIn } from "./checklist.ts";
import type { GatherContext } from "./context.ts";
import { requirementsIn } from "./requirements.ts";
import type { View } from "./view.ts";

/** What a component declares by name, on the base branch and as merged. */
export async function gatherDeclarations({
  component,
  view,
  baseView,
}: GatherContext): Promise<Fact<Declarations>> {
  const [base, head] = await Promise.all([
    declaredIn(baseView, component),
    declaredIn(view, component),
  ]);
  if (base.state === "unavailable") return base;
  return head.state === "known" ? known({ base: base.value, head: head.value }) : head;
}

async function declaredIn(view: View, { id }: ComponentPolicy): Promise<Fact<Declaration[]>> {
  const [card, requirements, checklist] = await Promise.all([
    gatherCard(view, id),
    requirementsIn(view, id),
    checklistIn(view, id),
  ]);
  if (card.state === "unavailable") return card;
  if (requirements.state === "unavailable") return requirements;
  if (checklist.state === "unavailable") return checklist;
  return known([
    ...(card.value?.models ?? []).map(({ name, place }) => declaration("model", name, place)),
    ...(card.value?.datasets ?? []).map(({ name, place }) => declaration("dataset", name, place)),
    ...(requirements.value?.items ?? []).map(({ id: name, place }) =>
      declaration("requirement", name, place),
    ),
    ...(checklist.value?.items ?? []).map(({ id: name, place }) =>
      declaration("checklist-item", name, place),
    ),
  ]);
}

function declaration(
  sort: Declaration["sort"],
  id: string,
  place: Declaration["place"],
): Declaration {
  return { sort, id, place };
}
