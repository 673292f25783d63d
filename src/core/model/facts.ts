import type { Approvals } from "./approval.ts";
import type { Card, Cell } from "./card.ts";
import type { Artifact } from "./card.ts";
import type { CheckRun } from "./change.ts";
import type { Checklist } from "./checklist.ts";
import type { Coverage } from "./coverage.ts";
import type { Declarations } from "./declaration.ts";
import type { Document } from "./document.ts";
import type { Fact } from "./fact.ts";
import type { Level } from "./level.ts";
import type { Records } from "./records.ts";
import type { Requirements } from "./requirements.ts";
import type { ReferenceChecklist } from "./rule.ts";
import type { Step } from "./step.ts";
import type { TestReport } from "./test-report.ts";
import type { TreeEntry } from "./tree.ts";

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
  /** Parts of a system with their levels. */
  readonly parts: readonly { readonly id: string; readonly level: Fact<Level> }[];
  /** Documents by kind: `plan`, `testbed`, `slo` ... */
  readonly documents: ReadonlyMap<string, Fact<Document>>;
  readonly checklist: Checklist;
  /** The checklist on the base branch; undefined where there is none. */
  readonly baseChecklist: Checklist | undefined;
  readonly referenceChecklists: readonly ReferenceChecklist[];
  readonly requirements: Requirements;
  /** The requirements on the base branch; undefined where there are none. */
  readonly baseRequirements: Requirements | undefined;
  readonly coverage: Coverage;
  /** Test reports by the name of their evidence in the policy. */
  readonly tests: ReadonlyMap<string, Fact<readonly TestReport[]>>;
  readonly versions: Versions;
  readonly records: Records;
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
  readonly artifacts: readonly ArtifactVersions[];
}

export interface RegisteredVersion {
  readonly version: string;
  readonly tag: string;
  /** Content id at the tag's commit, of artifacts in git. */
  readonly digest?: string;
  readonly annotated: boolean;
}

export interface ArtifactVersions {
  readonly type: "model" | "dataset";
  readonly artifact: Artifact;
  /** The artifact as base declares it; undefined where it is new. */
  readonly base: Artifact | undefined;
  /** Content id of its path as merged: of a file or a directory in git, or its pinned digest. */
  readonly digest: Fact<string>;
  readonly baseDigest: Fact<string | undefined>;
  /** Registered and not taken back again. */
  readonly registered: readonly RegisteredVersion[];
}
