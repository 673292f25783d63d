import { apiSpecification } from "./api-specification.ts";
import { artifactVersion } from "./artifact-version.ts";
import { artifactsPinned } from "./artifacts-pinned.ts";
import { cardConsistency } from "./card-consistency.ts";
import { cardDebrief } from "./card-debrief.ts";
import { cardExists } from "./card-exists.ts";
import { cardPeople } from "./card-people.ts";
import { cardPlaceholders } from "./card-placeholders.ts";
import { cardPriorLink } from "./card-prior-link.ts";
import { cardRow } from "./card-row.ts";
import { cardSectionStated } from "./card-section-stated.ts";
import { cardSections } from "./card-sections.ts";
import { cardTable } from "./card-table.ts";
import { cardTouched } from "./card-touched.ts";
import { checklist } from "./checklist.ts";
import { codeVersion } from "./code-version.ts";
import { codebaseOrganised } from "./codebase-organised.ts";
import { coverageNotGated } from "./coverage-not-gated.ts";
import { coverage } from "./coverage.ts";
import { dataReadiness } from "./data-readiness.ts";
import { dataSlices } from "./data-slices.ts";
import { datasetDeclared } from "./dataset-declared.ts";
import { datasheet } from "./datasheet.ts";
import { declaredThingsKept } from "./declared-things-kept.ts";
import { deployedChange } from "./deployed-change.ts";
import type { Kind } from "./define-kind.ts";
import { deploymentTest } from "./deployment-test.ts";
import { document } from "./document.ts";
import { earnedSwitchback } from "./earned-switchback.ts";
import { ethicsRevisited } from "./ethics-revisited.ts";
import { evaluationDatasets } from "./evaluation-datasets.ts";
import { evaluationMetrics } from "./evaluation-metrics.ts";
import { externalCheck } from "./external-check.ts";
import { hotfix } from "./hotfix.ts";
import { generalisation } from "./generalisation.ts";
import { keyDecision } from "./key-decision.ts";
import { knowledgeShared } from "./knowledge-shared.ts";
import { ladderStep } from "./ladder-step.ts";
import { lineage } from "./lineage.ts";
import { mlTestScore } from "./ml-test-score.ts";
import { modelAge } from "./model-age.ts";
import { periodicReview } from "./periodic-review.ts";
import { predicate } from "./predicate.ts";
import { predicateWhenTagged } from "./predicate-when-tagged.ts";
import { recordsKept } from "./records-kept.ts";
import { requirementNeutral } from "./requirement-neutral.ts";
import { requirementRisk } from "./requirement-risk.ts";
import { requirementSingular } from "./requirement-singular.ts";
import { requirementTags } from "./requirement-tags.ts";
import { requirementTraced } from "./requirement-traced.ts";
import { requirementVv } from "./requirement-vv.ts";
import { requirementsPresent } from "./requirements-present.ts";
import { reviewContent } from "./review-content.ts";
import { reviewIndependence } from "./review-independence.ts";
import { reviewPanel } from "./review-panel.ts";
import { reviewRecord } from "./review-record.ts";
import { riskCeiling } from "./risk-ceiling.ts";
import { rolePresent } from "./role-present.ts";
import { scheduledWorkflow } from "./scheduled-workflow.ts";
import { switchbackRecord } from "./switchback-record.ts";
import { systemLevel } from "./system-level.ts";
import { testResults } from "./test-results.ts";
import { versionsOnCard } from "./versions-on-card.ts";
import { workingGroup } from "./working-group.ts";

/** The only list of kinds. A rule names one of these; a test holds rules and kinds together both ways. */
export const KINDS: ReadonlyMap<string, Kind> = new Map(
  [
    apiSpecification,
    artifactVersion,
    artifactsPinned,
    cardConsistency,
    cardDebrief,
    cardExists,
    cardPeople,
    cardPlaceholders,
    cardPriorLink,
    cardRow,
    cardSectionStated,
    cardSections,
    cardTable,
    cardTouched,
    checklist,
    codeVersion,
    codebaseOrganised,
    coverage,
    coverageNotGated,
    dataReadiness,
    dataSlices,
    datasetDeclared,
    datasheet,
    declaredThingsKept,
    deployedChange,
    deploymentTest,
    document,
    earnedSwitchback,
    ethicsRevisited,
    evaluationDatasets,
    evaluationMetrics,
    externalCheck,
    hotfix,
    generalisation,
    keyDecision,
    knowledgeShared,
    ladderStep,
    lineage,
    mlTestScore,
    modelAge,
    periodicReview,
    predicate,
    predicateWhenTagged,
    recordsKept,
    requirementNeutral,
    requirementRisk,
    requirementSingular,
    requirementTags,
    requirementTraced,
    requirementVv,
    requirementsPresent,
    reviewContent,
    reviewIndependence,
    reviewPanel,
    reviewRecord,
    riskCeiling,
    rolePresent,
    scheduledWorkflow,
    switchbackRecord,
    systemLevel,
    testResults,
    versionsOnCard,
    workingGroup,
  ].map((kind) => [kind.kind, kind]),
);
