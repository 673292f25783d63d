import type { Change } from "../core/model/change.ts";
import type { ComponentPolicy, Policy } from "../core/model/policy.ts";
import type { ReferenceChecklist } from "../core/model/rule.ts";
import type { Step } from "../core/model/step.ts";
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
  readonly referenceChecklists: readonly ReferenceChecklist[];
  /** Paths of the component, its records included, that the pull request changes. */
  readonly changedPaths: readonly string[];
  /** Whether any rule in play asks for the coverage of changed lines: they cost a request. */
  readonly wantsChangedLines: boolean;
}
