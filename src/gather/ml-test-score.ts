import { type Fact, unavailable } from "../core/model/fact.ts";
import type { MlTestScore } from "../core/model/ml-test-score.ts";
import { parseMlTestScore } from "../evidence/ml-test-score.ts";
import type { GatherContext } from "./context.ts";
import { gatherStructured } from "./structured.ts";

const NAME = "ml-test-score";
const DOCUMENT = `document:${NAME}`;

/** The score card of a component: as evidence where it is stamped, else as a document. */
export async function gatherMlTestScore(context: GatherContext): Promise<Fact<MlTestScore>> {
  const structured = await gatherStructured({ ...context, structuredEvidence: [NAME, DOCUMENT] });
  if (structured.state === "unavailable") return structured;
  const report = structured.value.get(NAME) ?? structured.value.get(DOCUMENT);
  if (report === undefined) {
    const path = `.mltrl/documents/${context.component.id}/${NAME}.yml`;
    return unavailable("missing", `there is no ML Test Score; expected ${path}`, { path });
  }
  return report.state === "known" ? parseMlTestScore(report.value) : report;
}
