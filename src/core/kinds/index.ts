import { artifactVersion } from "./artifact-version.ts";
import { artifactsPinned } from "./artifacts-pinned.ts";
import { cardConsistency } from "./card-consistency.ts";
import { cardDebrief } from "./card-debrief.ts";
import { cardExists } from "./card-exists.ts";
import { cardPlaceholders } from "./card-placeholders.ts";
import { cardPriorLink } from "./card-prior-link.ts";
import { cardRow } from "./card-row.ts";
import { cardSections } from "./card-sections.ts";
import { cardTable } from "./card-table.ts";
import { cardTouched } from "./card-touched.ts";
import { checklist } from "./checklist.ts";
import { codeVersion } from "./code-version.ts";
import { codebaseOrganised } from "./codebase-organised.ts";
import { coverageNotGated } from "./coverage-not-gated.ts";
import { coverage } from "./coverage.ts";
import { datasetDeclared } from "./dataset-declared.ts";
import { declaredThingsKept } from "./declared-things-kept.ts";
import type { Kind } from "./define-kind.ts";
import { document } from "./document.ts";
import { earnedSwitchback } from "./earned-switchback.ts";
import { externalCheck } from "./external-check.ts";
import { keyDecision } from "./key-decision.ts";
import { ladderStep } from "./ladder-step.ts";
import { requirementNeutral } from "./requirement-neutral.ts";
import { requirementRisk } from "./requirement-risk.ts";
import { requirementSingular } from "./requirement-singular.ts";
import { requirementVv } from "./requirement-vv.ts";
import { requirementsPresent } from "./requirements-present.ts";
import { reviewIndependence } from "./review-independence.ts";
import { reviewPanel } from "./review-panel.ts";
import { reviewRecord } from "./review-record.ts";
import { riskCeiling } from "./risk-ceiling.ts";
import { rolePresent } from "./role-present.ts";
import { switchbackRecord } from "./switchback-record.ts";
import { systemLevel } from "./system-level.ts";
import { testResults } from "./test-results.ts";
import { versionsOnCard } from "./versions-on-card.ts";

/** The only list of kinds. A rule names one of these; a test holds rules and kinds together both ways. */
export const KINDS: ReadonlyMap<string, Kind> = new Map(
  [
    artifactVersion,
    artifactsPinned,
    cardConsistency,
    cardDebrief,
    cardExists,
    cardPlaceholders,
    cardPriorLink,
    cardRow,
    cardSections,
    cardTable,
    cardTouched,
    checklist,
    codeVersion,
    codebaseOrganised,
    coverage,
    coverageNotGated,
    datasetDeclared,
    declaredThingsKept,
    document,
    earnedSwitchback,
    externalCheck,
    keyDecision,
    ladderStep,
    requirementNeutral,
    requirementRisk,
    requirementSingular,
    requirementVv,
    requirementsPresent,
    reviewIndependence,
    reviewPanel,
    reviewRecord,
    riskCeiling,
    rolePresent,
    switchbackRecord,
    systemLevel,
    testResults,
    versionsOnCard,
  ].map((kind) => [kind.kind, kind]),
);
