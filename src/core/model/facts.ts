import type { ApiSpecification } from "./api-specification.ts";
import type { Approvals } from "./approval.ts";
import type { ContentChange } from "./artifact-content.ts";
import type { Artifact, Card, Cell, Deployment } from "./card.ts";
import type { CheckRun } from "./change.ts";
import type { Checklist } from "./checklist.ts";
import type { Coverage } from "./coverage.ts";
import type { Datasheet } from "./datasheet.ts";
import type { Declarations } from "./declaration.ts";
import type { DeploymentTest } from "./deployment-test.ts";
import type { Document } from "./document.ts";
import type { Evaluations } from "./evaluations.ts";
import type { Fact } from "./fact.ts";
import type { HotfixCall } from "./hotfix.ts";
import type { Level } from "./level.ts";
import type { MlTestScore } from "./ml-test-score.ts";
import type { Lineage } from "./lineage.ts";
import type { AlteredRecord, Records } from "./records.ts";
import type { Requirements } from "./requirements.ts";
import type { ReferenceChecklist } from "./rule.ts";
import type { DeclaredSlice, SliceResults } from "./slices.ts";
import type { Step } from "./step.ts";
import type { StructuredReport } from "./structured-report.ts";
import type { TestReport } from "./test-report.ts";
import type { TreeEntry } from "./tree.ts";
import type { Origins } from "./trust.ts";
import type { Workflow } from "./workflow.ts";

/**
 * Everything a kind can ask of one component, by name. A kind lists the names it needs and is given
 * their values; where one of them is unavailable the engine answers for it.
 */
export interface FactValues {
  /** Server time, ISO 8601. */
  readonly now: string;
  /** Until when CI may take to report, ISO 8601. */
  readonly ciDeadline: string;
  readonly step: Step;
  readonly card: Card;
  /** The card as merged; undefined where a component leaves without one. */
  readonly cardLeft: Card | undefined;
  /** The card on the base branch; undefined where the component is new. */
  readonly baseCard: Card | undefined;
  /** Parts of a system with their levels, as merged and on the base branch. */
  readonly parts: readonly {
    readonly id: string;
    readonly level: Fact<Level>;
    readonly was: Fact<Level>;
    readonly retired: boolean;
  }[];
  /** Where the component comes from and where it goes in this pull request. */
  readonly lineage: Lineage;
  /** The digest of the content as merged, and the review records that base or the default branch holds just so. */
  readonly reviewedContent: { readonly digest: string; readonly merged: readonly string[] };
  /** Documents by kind: `plan`, `testbed`, `slo` ... */
  readonly documents: ReadonlyMap<string, Fact<Document>>;
  /** Datasheets by the name of the dataset on the card; a dataset without one is absent. */
  readonly datasheets: ReadonlyMap<string, Fact<Datasheet>>;
  readonly apiSpecification: ApiSpecification;
  readonly checklist: Checklist;
  /** The checklist on the base branch; undefined where there is none. */
  readonly baseChecklist: Checklist | undefined;
  readonly referenceChecklists: readonly ReferenceChecklist[];
  readonly requirements: Requirements;
  /** The requirements on the base branch; undefined where there are none. */
  readonly baseRequirements: Requirements | undefined;
  /** Where the reports come from, whatever they say. */
  readonly origins: Origins;
  readonly coverage: Coverage;
  /** The coverage of base's own sources by base's own reports, or why it is not known. */
  readonly baseCoverage: Fact<Coverage>;
  readonly evaluations: Evaluations;
  /** Test reports by the name of their evidence in the policy. */
  readonly tests: ReadonlyMap<string, Fact<readonly TestReport[]>>;
  /** Structured reports by the name of their evidence; YAML and JSON documents as `document:<kind>`. */
  readonly structured: ReadonlyMap<string, Fact<StructuredReport>>;
  /** The same as base has them, whatever content they speak of: what later ones are compared with. */
  readonly baseStructured: ReadonlyMap<string, Fact<StructuredReport>>;
  /** Results of tests in or beside production, by the name of their evidence. */
  readonly deploymentTests: ReadonlyMap<string, Fact<DeploymentTest>>;
  /** Workflows of GitHub Actions that such a result names, by path. */
  readonly workflows: ReadonlyMap<string, Fact<Workflow>>;
  readonly mlTestScore: MlTestScore;
  /** Slices of the data that the component must not fail on. */
  readonly declaredSlices: readonly DeclaredSlice[];
  readonly sliceResults: SliceResults;
  readonly versions: Versions;
  /** The deployed version that is judged; undefined where the branch is. */
  readonly deployment: Deployment | undefined;
  readonly records: Records;
  /** Who called the hotfixes that the pull request brings, by the path of the record. */
  readonly hotfixCalls: ReadonlyMap<string, Fact<HotfixCall>>;
  readonly approvals: Approvals;
  readonly checkRuns: readonly CheckRun[];
  /** Files under the component's paths, as merged. */
  readonly files: readonly TreeEntry[];
  /** Files at the root of the repository, as merged. */
  readonly rootFiles: readonly TreeEntry[];
  /** Paths of this component that the pull request changes. */
  readonly changedPaths: readonly string[];
  readonly roles: ReadonlyMap<string, readonly string[]>;
  /** Models, datasets, requirements, checklist items and parts by name, on base and as merged. */
  readonly declarations: Declarations;
  /** Merged records of what happened that this pull request edits or removes. */
  readonly alteredRecords: readonly AlteredRecord[];
  /** Minimums of coverage that the repository's own settings enforce, each as written there. */
  readonly coverageFloors: readonly Cell[];
}

export type FactName = keyof FactValues;

/** The same, each with the reason where it is not known. */
export type Facts = { readonly [Name in FactName]: Fact<FactValues[Name]> };

/** What is known of the versions of a component's code, models and datasets. */
export interface Versions {
  /** Versions of the component's code: from tags of the component or of the repository. */
  readonly code: readonly RegisteredVersion[];
  /** What is odd about those tags, in words. */
  readonly codeTagProblems: readonly string[];
  readonly artifacts: readonly ArtifactVersions[];
}

export interface RegisteredVersion {
  readonly version: string;
  readonly tag: string;
  readonly annotated: boolean;
  /** When the tag was made, in seconds since 1970, where that is told. */
  readonly taggedAt?: number;
  /** How what is judged differs from the content at the tag's commit, where that was looked up. */
  readonly change?: ContentChange;
  /** Whether base has the tag's commit in its history, where that was looked up. */
  readonly inBase?: boolean;
  /** The version that the card at the tag's commit declares, where that is another one. */
  readonly declaredThere?: string;
}

export interface ArtifactVersions {
  readonly type: "model" | "dataset";
  readonly artifact: Artifact;
  /** The artifact as base declares it; undefined where it is new. */
  readonly base: Artifact | undefined;
  /** Id of its content as merged; unavailable where it is not known. */
  readonly digest: Fact<string>;
  /** How its content differs from base; undefined where base has none of it. */
  readonly change: Fact<ContentChange | undefined>;
  /** Registered and not taken back again, in order. */
  readonly registered: readonly RegisteredVersion[];
  /** The version that the content states itself, where it does. */
  readonly stated?: Cell;
  /** What is odd about the tags of the artifact, in words. */
  readonly tagProblems: readonly string[];
}
