import { type Fact, known } from "../../core/model/fact.ts";
import type { Facts } from "../../core/model/facts.ts";
import type { HotfixCall } from "../../core/model/hotfix.ts";
import type { ReferenceChecklist } from "../../core/model/rule.ts";
import type { Tier } from "../../core/model/trust.ts";
import { someApprovals } from "./approval-facts.ts";
import { aCard, type CardDescription, cell } from "./card-facts.ts";
import { aChecklist } from "./checklist-facts.ts";
import {
  type CoverageDescription,
  someCoverage,
  someTests,
  someVersions,
  type TestsDescription,
} from "./evidence-facts.ts";
import {
  type DeploymentTestDescription,
  aDeploymentTest,
  aWorkflow,
  anMlTestScore,
  someDeclaredSlices,
  someSliceResults,
} from "./readiness-facts.ts";
import { someEvaluations } from "./evaluation-facts.ts";
import { someRecords } from "./record-facts.ts";
import { someRequirements } from "./requirement-facts.ts";
import { someStructured } from "./structured-facts.ts";
import { aDatasheet, anApiSpecification, type DatasheetDescription } from "./datasheet-facts.ts";
import { type CheckRunDescription, someCheckRuns } from "./check-run-facts.ts";
import { aDocument, type DocumentDescription } from "./document-facts.ts";
import { aPart, aStep, type StepDescription } from "./step-facts.ts";
import { declaration, someEntries } from "./tree-facts.ts";
import { factOf, type OrUnknown } from "./unavailable-fact.ts";
import { type FactsDescription, type LineageDescription, QUIET } from "./facts-description.ts";

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
  origins: (tier: Tier) => ({ reports: new Map(), others: { tier, from: `is of tier ${tier}` } }),
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
