import { type Fact, known } from "../../core/model/fact.ts";
import type { Facts } from "../../core/model/facts.ts";
import type { HotfixCall } from "../../core/model/hotfix.ts";
import type { Claim } from "../../core/model/lineage.ts";
import type { ReferenceChecklist } from "../../core/model/rule.ts";
import { type ApprovalsDescription, someApprovals } from "./approval-facts.ts";
import { aCard, type CardDescription, cell } from "./card-facts.ts";
import { aChecklist, type ChecklistDescription } from "./checklist-facts.ts";
import {
  type CoverageDescription,
  someCoverage,
  someTests,
  someVersions,
  type TestsDescription,
  type VersionsDescription,
} from "./evidence-facts.ts";
import {
  type DeploymentTestDescription,
  type MlTestScoreDescription,
  type SliceDescription,
  type SliceResultDescription,
  aDeploymentTest,
  aWorkflow,
  anMlTestScore,
  someDeclaredSlices,
  someSliceResults,
} from "./readiness-facts.ts";
import { type EvaluationDescription, someEvaluations } from "./evaluation-facts.ts";
import { type RecordsDescription, someRecords } from "./record-facts.ts";
import { type RequirementDescription, someRequirements } from "./requirement-facts.ts";
import { someStructured, type StructuredDescription } from "./structured-facts.ts";
import {
  aDatasheet,
  anApiSpecification,
  type ApiSpecificationDescription,
  type DatasheetDescription,
} from "./datasheet-facts.ts";
import { type CheckRunDescription, someCheckRuns } from "./check-run-facts.ts";
import { aDocument, type DocumentDescription } from "./document-facts.ts";
import { aPart, aStep, type StepDescription } from "./step-facts.ts";
import { declaration, someEntries } from "./tree-facts.ts";
import { factOf, type OrUnknown } from "./unavailable-fact.ts";

type LineageDescription = Partial<{
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

/** The names of facts that can be described. */
export function describedNames(): readonly string[] {
  return Object.keys(QUIET);
}

/** Every fact of a component; what is not described is empty, or as in a quiet pull request. */
export function describedFacts(
  description: FactsDescription,
  checklists: readonly ReferenceChecklist[],
): Facts {
  const strangers = Object.keys(description).filter((name) => !Object.hasOwn(READERS, name));
  if (strangers.length > 0) throw new Error(`no such facts: ${strangers.join(", ")}`);
  const read = Object.fromEntries(
    Object.entries(READERS).map(([name, reader]) => {
      const described: unknown = Reflect.get(description, name) ?? Reflect.get(QUIET, name);
      return [name, factOf(described, (value) => known(reader(value as never, checklists)))];
    }),
  );
  return {
    now: known("2026-06-01T12:00:00Z"),
    baseChecklist: known(undefined),
    baseRequirements: known(undefined),
    referenceChecklists: known(checklists),
    ...read,
  } as unknown as Facts;
}

type Readers = {
  readonly [Name in keyof FactsDescription]-?: (
    described: never,
    checklists: readonly ReferenceChecklist[],
  ) => unknown;
};

/** What each description stands for where nothing is said. */
const QUIET: { readonly [Name in keyof FactsDescription]-?: NonNullable<FactsDescription[Name]> } =
  {
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

const READERS: Readers = {
  step: (
    described: StepDescription | { system: StepDescription } | { proven: StepDescription },
  ) => {
    if ("system" in described) return aStep(described.system, true);
    return "proven" in described
      ? { ...aStep(described.proven), provenBy: [".mltrl/reviews/detector/2026-01-02-2-to-3.yml"] }
      : aStep(described);
  },
  card: aCard,
  cardLeft: (described: CardDescription | "none") =>
    described === "none" ? undefined : aCard(described),
  baseCard: (described: CardDescription | "none") =>
    described === "none" ? undefined : aCard(described),
  parts: (described: Record<string, OrUnknown<number | readonly [number, number] | "retired">>) =>
    Object.entries(described).map(([id, level]) => aPart(id, level)),
  lineage: ({ claims = [], heirs = [] }: LineageDescription) => ({
    claims: claims.map((claim) => ({
      how: "renamed",
      from: "finder",
      onBase: true,
      heirOnBase: false,
      leaves: true,
      rivals: [],
      place: { path: ".mltrl/cards/detector.md", line: 4 },
      ...claim,
    })),
    heirs: heirs.map((id) => ({ id, how: "renamed" })),
  }),
  reviewedContent: ({ digest = "d1", merged = [] }: { digest?: string; merged?: string[] }) => ({
    digest,
    merged,
  }),
  documents: (described: Record<string, OrUnknown<DocumentDescription>>) =>
    mapOf(described, aDocument),
  datasheets: (described: Record<string, OrUnknown<DatasheetDescription>>) =>
    mapOf(described, aDatasheet),
  apiSpecification: anApiSpecification,
  checklist: aChecklist,
  requirements: someRequirements,
  coverage: someCoverage,
  baseCoverage: ({ of }: { of: OrUnknown<CoverageDescription> }) =>
    factOf(of, (value: CoverageDescription) => known(someCoverage(value))),
  evaluations: someEvaluations,
  tests: (described: Record<string, OrUnknown<TestsDescription>>) =>
    mapOf(described, (_, each: TestsDescription) => someTests(each)),
  structured: someStructured,
  baseStructured: someStructured,
  deploymentTests: (described: Record<string, OrUnknown<DeploymentTestDescription>>) =>
    mapOf(described, aDeploymentTest),
  workflows: (described: Record<string, OrUnknown<readonly string[]>>) =>
    mapOf(described, aWorkflow),
  mlTestScore: anMlTestScore,
  declaredSlices: someDeclaredSlices,
  sliceResults: someSliceResults,
  versions: someVersions,
  deployment: (described: { version: string; tag?: string; level?: number } | "none") =>
    described === "none"
      ? undefined
      : {
          tag: `detector@v${described.version}`,
          level: 9,
          environments: ["clinic"],
          place: { path: ".mltrl/cards/detector.md", line: 9 },
          ...described,
        },
  records: someRecords,
  approvals: someApprovals,
  checkRuns: (described: readonly CheckRunDescription[]) => someCheckRuns(described),
  files: someEntries,
  rootFiles: someEntries,
  changedPaths: (described: readonly string[]) => described,
  hotfixCalls: (described: Record<string, OrUnknown<HotfixCall>>) =>
    new Map(
      Object.entries(described).map(([path, why]) => [path, factOf(why, (call) => known(call))]),
    ),
  roles: (described: Record<string, readonly string[]>) => new Map(Object.entries(described)),
  alteredRecords: (described: Record<string, string>) =>
    Object.entries(described).map(([path, how]) => ({ path, how })),
  declarations: ({ base = [], head = [] }: { base?: string[]; head?: string[] }) => ({
    base: base.map(declaration),
    head: head.map(declaration),
  }),
  coverageFloors: (described: readonly string[]) => described.map(cell),
  ciDeadline: (described: string) => described,
};

function mapOf<In, T>(
  described: Record<string, OrUnknown<In>>,
  read: (name: string, value: In) => T,
): Map<string, Fact<T>> {
  return new Map(
    Object.entries(described).map(([name, each]) => [
      name,
      factOf(each, (value: In) => known(read(name, value))),
    ]),
  );
}
