import type { Evaluations } from "../core/model/evaluations.ts";
import { type Fact, unavailable } from "../core/model/fact.ts";
import { parseEvaluations } from "../evidence/evaluations.ts";
import type { GatherContext } from "./context.ts";
import { gatherStructured } from "./structured.ts";

const NAME = "evaluations";

/** What a component was evaluated on and how it did. */
export async function gatherEvaluations(context: GatherContext): Promise<Fact<Evaluations>> {
  const structured = await gatherStructured({ ...context, structuredEvidence: [NAME] });
  if (structured.state === "unavailable") return structured;
  const report = structured.value.get(NAME);
  if (report === undefined) {
    const path = `.mltrl/evidence/${context.component.id}/${NAME}.yml`;
    return unavailable("missing", `there are no evaluations; expected ${path}`, { path });
  }
  return report.state === "known" ? parseEvaluations(report.value) : report;
}
