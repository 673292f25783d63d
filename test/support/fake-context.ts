import type { Deployment } from "../../src/core/model/card.ts";
import type { ComponentPolicy, Policy } from "../../src/core/model/policy.ts";
import { NO_LINEAGE } from "../../src/core/model/lineage.ts";
import type { Step } from "../../src/core/model/step.ts";
import type { GatherContext } from "../../src/gather/context.ts";
import { mergedView, viewAt } from "../../src/gather/view.ts";
import { BASE, fakeChange, type FakeChangeDescription } from "./fake-change.ts";
import { aComponent, aPolicy } from "./fake-engine.ts";

export interface FakeContextDescription extends FakeChangeDescription {
  readonly component?: Partial<ComponentPolicy>;
  readonly policy?: Partial<Policy>;
  readonly step?: Partial<Step>;
  readonly changedPaths?: readonly string[];
  readonly wantsChangedLines?: boolean;
  readonly deployment?: Deployment;
  readonly wantsBaseCoverage?: boolean;
  readonly testEvidence?: readonly string[];
  readonly structuredEvidence?: readonly string[];
}

/** What a gatherer works with: one component of a change, as merged. */
export async function fakeContext(description: FakeContextDescription): Promise<GatherContext> {
  const { change, repository, people, ci } = fakeChange(description);
  const component = aComponent(description.component);
  const [view, baseView] = await Promise.all([
    mergedView(repository, change),
    viewAt(repository, BASE),
  ]);
  if (view.state === "unavailable") throw new Error(view.reason);
  if (baseView.state === "unavailable") throw new Error(baseView.reason);
  return {
    component,
    step: {
      component: component.id,
      movement: "content",
      from: 2,
      to: 2,
      system: false,
      ...description.step,
    },
    policy: aPolicy({ components: [component], ...description.policy }),
    change,
    view: view.value,
    baseView: baseView.value,
    repository,
    people,
    ci,
    referenceChecklists: [],
    changedPaths: description.changedPaths ?? [],
    hotfixCalls: new Map(),
    askedInComments: [],
    declared: { base: component, head: component },
    lineage: NO_LINEAGE,
    wantsChangedLines: description.wantsChangedLines ?? false,
    ...(description.deployment && { deployment: description.deployment }),
    wantsSignatures: false,
    wantsBaseCoverage: description.wantsBaseCoverage ?? false,
    testEvidence: description.testEvidence ?? [],
    structuredEvidence: description.structuredEvidence ?? [],
  };
}

/** A context whose head is the base: nothing changes. */
export function quietContext(
  files: FakeChangeDescription["base"],
  description: Partial<FakeContextDescription> = {},
): Promise<GatherContext> {
  return fakeContext({ base: files, head: files, ...description });
}
