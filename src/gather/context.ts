import type { Deployment } from "../core/model/card.ts";
import type { Change } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";
import type { HotfixCall } from "../core/model/hotfix.ts";
import type { Lineage } from "../core/model/lineage.ts";
import type { ComponentPolicy, Policy } from "../core/model/policy.ts";
import type { ReferenceChecklist } from "../core/model/rule.ts";
import type { Step } from "../core/model/step.ts";
import type { CiReports } from "../ports/ci-reports.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import type { View } from "./view.ts";

/** What a gatherer works with: one component in one view of the repository. */
export interface GatherContext {
  readonly component: ComponentPolicy;
  readonly step: Step;
  readonly policy: Policy;
  readonly change: Change;
  /** The state that is judged. */
  readonly view: View;
  /** The state it is compared with. */
  readonly baseView: View;
  readonly repository: Repository;
  readonly people: People;
  readonly ci: CiReports;
  /** Set where it is base that is looked at, to compare with. */
  readonly onBase?: true;
  readonly referenceChecklists: readonly ReferenceChecklist[];
  /** Paths of the component, its records included, that the pull request changes. */
  readonly changedPaths: readonly string[];
  /** Who called the hotfixes that the pull request brings, by the path of the record. */
  readonly hotfixCalls: ReadonlyMap<string, Fact<HotfixCall>>;
  /** Who asked for the step in a comment of the pull request, as far as comments tell. */
  readonly askedInComments: readonly string[];
  /** The component as the base branch and as the head declare it; the ids differ where it is renamed. */
  readonly declared: {
    readonly base: ComponentPolicy | undefined;
    readonly head: ComponentPolicy | undefined;
  };
  readonly lineage: Lineage;
  /** The deployed version that is judged, where it is one and not the branch. */
  readonly deployment?: Deployment;
  /** Whether any rule in play asks for the coverage of changed lines: they cost a request. */
  readonly wantsChangedLines: boolean;
  /** Whether any rule in play compares coverage with base: its reports are read then. */
  readonly wantsBaseCoverage: boolean;
  /** Whether any rule in play takes only what is signed: signatures cost requests. */
  readonly wantsSignatures: boolean;
  /** Names of evidence that the rules in play ask test results of. */
  readonly testEvidence: readonly string[];
  /** Names of evidence that the rules in play ask structured reports of. */
  readonly structuredEvidence: readonly string[];
}

/** The id under which the base branch knows the component: another one where it is renamed. */
export function idOnBase({ component, declared }: Pick<GatherContext, "component" | "declared">) {
  return declared.base?.id ?? component.id;
}
