import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { FactName, Facts, FactValues } from "../core/model/facts.ts";
import { gatherApiSpecification } from "./api-specification.ts";
import { gatherAlteredRecords } from "./altered-records.ts";
import { gatherApprovals } from "./approvals.ts";
import { gatherCard, gatherMergedCard, requireCard } from "./card.ts";
import { gatherBaseChecklist, gatherChecklist } from "./checklist.ts";
import { type GatherContext, idOnBase } from "./context.ts";
import { gatherCiDeadline } from "./ci-deadline.ts";
import { gatherBaseCoverage, gatherCoverage } from "./coverage.ts";
import { gatherCoverageFloors } from "./coverage-floors.ts";
import { gatherDatasheets } from "./datasheets.ts";
import { gatherDeclarations } from "./declarations.ts";
import { gatherDeploymentTests, gatherWorkflows } from "./deployment-tests.ts";
import { gatherDocuments } from "./documents.ts";
import { gatherEvaluations } from "./evaluations.ts";
import { gatherFiles, gatherRootFiles } from "./files.ts";
import { gatherMlTestScore } from "./ml-test-score.ts";
import { gatherOrigins } from "./origins.ts";
import { gatherParts } from "./parts.ts";
import { gatherRecords } from "./records.ts";
import { gatherBaseRequirements, gatherRequirements } from "./requirements.ts";
import { gatherDeclaredSlices, gatherSliceResults } from "./slices.ts";
import { gatherBaseStructured, gatherStructured } from "./structured.ts";
import { gatherTests } from "./tests.ts";
import { gatherReviewedContent } from "./reviewed-content.ts";
import { gatherVersions } from "./versions.ts";

type Gatherers = {
  readonly [Name in FactName]: (
    context: GatherContext,
  ) => Fact<FactValues[Name]> | Promise<Fact<FactValues[Name]>>;
};

/** One gatherer a fact: a fact without one does not compile. */
const GATHERERS: Gatherers = {
  now: ({ change }) => known(change.now),
  ciDeadline: gatherCiDeadline,
  step: ({ step }) => known(step),
  card: async ({ component, change, repository, view, baseView }) =>
    requireCard(
      view === baseView
        ? await gatherCard(view, component.id)
        : await gatherMergedCard(component.id, change, repository, view, baseView),
      component.id,
    ),
  cardLeft: ({ view, component }) => gatherCard(view, component.id),
  baseCard: (context) => gatherCard(context.baseView, idOnBase(context)),
  parts: gatherParts,
  lineage: ({ lineage }) => known(lineage),
  reviewedContent: gatherReviewedContent,
  documents: gatherDocuments,
  datasheets: gatherDatasheets,
  apiSpecification: gatherApiSpecification,
  checklist: gatherChecklist,
  baseChecklist: gatherBaseChecklist,
  referenceChecklists: ({ referenceChecklists, policy }) =>
    known([...referenceChecklists, ...policy.checklists]),
  requirements: gatherRequirements,
  baseRequirements: gatherBaseRequirements,
  origins: gatherOrigins,
  coverage: gatherCoverage,
  baseCoverage: gatherBaseCoverage,
  evaluations: gatherEvaluations,
  coverageFloors: gatherCoverageFloors,
  declarations: gatherDeclarations,
  alteredRecords: gatherAlteredRecords,
  tests: gatherTests,
  structured: gatherStructured,
  baseStructured: gatherBaseStructured,
  deploymentTests: gatherDeploymentTests,
  workflows: gatherWorkflows,
  mlTestScore: gatherMlTestScore,
  declaredSlices: gatherDeclaredSlices,
  sliceResults: gatherSliceResults,
  versions: gatherVersions,
  deployment: ({ deployment }) => known(deployment),
  records: gatherRecords,
  hotfixCalls: ({ hotfixCalls }) => known(hotfixCalls),
  approvals: gatherApprovals,
  checkRuns: ({ change }) => change.checkRuns,
  files: gatherFiles,
  rootFiles: gatherRootFiles,
  changedPaths: ({ changedPaths }) => known(changedPaths),
  roles: ({ policy }) => known(policy.roles),
};

/** Gathers the facts that are asked for, all at once; of the others nothing is known. */
export async function gatherFacts(
  needs: ReadonlySet<FactName>,
  context: GatherContext,
): Promise<Facts> {
  const facts = await Promise.all(
    [...needs].map(async (name): Promise<[FactName, Fact<unknown>]> => [
      name,
      await GATHERERS[name](context),
    ]),
  );
  return { ...NOT_ASKED, ...Object.fromEntries(facts) };
}

const NOT_ASKED = Object.fromEntries(
  Object.keys(GATHERERS).map((name) => [
    name,
    unavailable("not-visible", `no rule asked for ${name}`),
  ]),
) as unknown as Facts;
