import type { Tier } from "../../core/model/trust.ts";
import type { HotfixCall } from "../../core/model/hotfix.ts";
import type { Claim } from "../../core/model/lineage.ts";
import type { ApprovalsDescription } from "./approval-facts.ts";
import type { CardDescription } from "./card-facts.ts";
import type { ChecklistDescription } from "./checklist-facts.ts";
import type {
  CoverageDescription,
  TestsDescription,
  VersionsDescription,
} from "./evidence-facts.ts";
import type {
  DeploymentTestDescription,
  MlTestScoreDescription,
  SliceDescription,
  SliceResultDescription,
} from "./readiness-facts.ts";
import type { EvaluationDescription } from "./evaluation-facts.ts";
import type { RecordsDescription } from "./record-facts.ts";
import type { RequirementDescription } from "./requirement-facts.ts";
import type { StructuredDescription } from "./structured-facts.ts";
import type { ApiSpecificationDescription, DatasheetDescription } from "./datasheet-facts.ts";
import type { CheckRunDescription } from "./check-run-facts.ts";
import type { DocumentDescription } from "./document-facts.ts";
import type { StepDescription } from "./step-facts.ts";
import type { OrUnknown } from "./unavailable-fact.ts";

export type LineageDescription = Partial<{
  claims: readonly Partial<Claim>[];
  heirs: readonly string[];
}>;

/** Facts in few words, as scenarios of a policy and the examples of rules write them. */
export interface FactsDescription {
  readonly step?: OrUnknown<
    StepDescription | { readonly system: StepDescription } | { readonly proven: StepDescription }
  >;
  readonly card?: OrUnknown<CardDescription>;
  readonly cardLeft?: OrUnknown<CardDescription | "none">;
  readonly baseCard?: OrUnknown<CardDescription | "none">;
  /** A level, or levels `[on base, as merged]`, or `retired`. */
  readonly parts?: OrUnknown<
    Record<string, OrUnknown<number | readonly [number, number] | "retired">>
  >;
  readonly lineage?: OrUnknown<LineageDescription>;
  readonly reviewedContent?: OrUnknown<{ digest?: string; merged?: readonly string[] }>;
  readonly documents?: OrUnknown<Record<string, OrUnknown<DocumentDescription>>>;
  readonly datasheets?: OrUnknown<Record<string, OrUnknown<DatasheetDescription>>>;
  readonly apiSpecification?: OrUnknown<ApiSpecificationDescription>;
  readonly checklist?: OrUnknown<ChecklistDescription>;
  readonly requirements?: OrUnknown<readonly RequirementDescription[]>;
  /** The tier of every report. */
  readonly origins?: OrUnknown<Tier>;
  readonly coverage?: OrUnknown<CoverageDescription>;
  /** What is not known of it is a value here, as everywhere else on base. */
  readonly baseCoverage?: { readonly of: OrUnknown<CoverageDescription> };
  readonly evaluations?: OrUnknown<readonly EvaluationDescription[]>;
  readonly tests?: OrUnknown<Record<string, OrUnknown<TestsDescription>>>;
  readonly structured?: OrUnknown<StructuredDescription>;
  readonly baseStructured?: OrUnknown<StructuredDescription>;
  readonly deploymentTests?: OrUnknown<Record<string, OrUnknown<DeploymentTestDescription>>>;
  /** Cron expressions by the path of the workflow. */
  readonly workflows?: OrUnknown<Record<string, OrUnknown<readonly string[]>>>;
  readonly mlTestScore?: OrUnknown<MlTestScoreDescription>;
  readonly declaredSlices?: OrUnknown<readonly SliceDescription[]>;
  readonly sliceResults?: OrUnknown<readonly SliceResultDescription[]>;
  readonly versions?: OrUnknown<VersionsDescription>;
  readonly deployment?: OrUnknown<{ version: string; tag?: string; level?: number } | "none">;
  readonly records?: OrUnknown<RecordsDescription>;
  readonly approvals?: OrUnknown<ApprovalsDescription>;
  readonly checkRuns?: OrUnknown<readonly CheckRunDescription[]>;
  readonly files?: OrUnknown<Record<string, number>>;
  readonly rootFiles?: OrUnknown<Record<string, number>>;
  readonly changedPaths?: OrUnknown<readonly string[]>;
  /** By path of the record: who called it, and why they may not. */
  readonly hotfixCalls?: OrUnknown<Record<string, OrUnknown<HotfixCall>>>;
  readonly roles?: OrUnknown<Record<string, readonly string[]>>;
  readonly declarations?: OrUnknown<{ base?: readonly string[]; head?: readonly string[] }>;
  /** By path: `edited` or `removed`. */
  readonly alteredRecords?: OrUnknown<Record<string, string>>;
  readonly coverageFloors?: OrUnknown<readonly string[]>;
  /** ISO 8601; the tests' now is noon of 2026-06-01. */
  readonly ciDeadline?: OrUnknown<string>;
}

/** What each description stands for where nothing is said. */
export const QUIET: {
  readonly [Name in keyof FactsDescription]-?: NonNullable<FactsDescription[Name]>;
} = {
  step: ["content", 3],
  card: {},
  cardLeft: "none",
  baseCard: "none",
  parts: {},
  lineage: {},
  reviewedContent: {},
  documents: {},
  datasheets: {},
  apiSpecification: {},
  checklist: {},
  requirements: [],
  origins: 4,
  coverage: {},
  baseCoverage: { of: {} },
  evaluations: [],
  tests: {},
  structured: {},
  baseStructured: {},
  deploymentTests: {},
  workflows: {},
  mlTestScore: {},
  declaredSlices: [],
  sliceResults: [],
  versions: {},
  deployment: "none",
  records: {},
  approvals: {},
  checkRuns: [],
  files: {},
  rootFiles: {},
  changedPaths: [],
  hotfixCalls: {},
  roles: {},
  declarations: {},
  alteredRecords: {},
  coverageFloors: [],
  ciDeadline: "2026-06-01T18:00:00Z",
};
