import { writeStamp } from "../../src/evidence/stamp.ts";
import { stampPath } from "../../src/gather/deployed-evidence.ts";
import { type Promotion, promote } from "../../src/use-cases/promote.ts";
import { stamp } from "../../src/use-cases/stamp.ts";
import { ENGINE } from "../support/fake-engine.ts";
import type { FakeRun } from "../support/fake-ci-reports.ts";
import type { FakeTree } from "../support/fake-repository.ts";
import { afterMerge, type BranchState, type Head, START, startOf, tipOf } from "./branch-state.ts";
import { committed, runOn } from "./deliveries.ts";
import { type Judging, judging } from "./judging.ts";
import type { Example, Step } from "./read-example.ts";

/** A pull request when it is judged. */
export interface Replayed {
  readonly step: Step;
  readonly head: Head;
  readonly ports: Judging;
  /** What CI ran on the head. */
  readonly runs: readonly FakeRun[];
  /** What became of each `/mltrl promote`. */
  readonly promotions: readonly Promotion[];
  /** The branch it goes to when the step is over, with a head that changes nothing. */
  readonly after: { readonly tree: FakeTree; readonly ports: Judging };
}

/** Replays every step of an example, each on what the one before left. */
export async function replay(example: Example): Promise<readonly Replayed[]> {
  const replayed: Replayed[] = [];
  let state: BranchState = START;
  for (const step of example.steps) {
    const one = await replayStep(step, state, example);
    replayed.push(one.replayed);
    ({ state } = one);
  }
  return replayed;
}

async function replayStep(
  step: Step,
  state: BranchState,
  example: Example,
): Promise<{ readonly replayed: Replayed; readonly state: BranchState }> {
  const base = tipOf(state, step.base);
  const own = step.onto(startOf(step, state));
  const judged = (tree: FakeTree): Judging => judging(step, tree, base, state, example);
  const tree: Record<string, FakeTree[string]> = { ...own };
  Object.assign(
    tree,
    await stamps(step, committed({ commit: "", tree: own }, example).tree, judged(own)),
  );
  const promotions: Promotion[] = [];
  for (const [component, requester] of Object.entries(step.promote)) {
    const promotion = await promote(component, requester, judged({ ...tree }), ENGINE);
    promotions.push(promotion);
    const files = promotion.outcome === "ready" ? promotion.files : [];
    for (const { path, text } of files) tree[path] = text;
  }
  const ports = judged(tree);
  const head = { commit: ports.change.head, tree };
  const open = step.closed ? [] : [...state.open, head];
  const next = step.merge ? afterMerge(step, head, state) : { ...state, open };
  const after = step.merge ? head : base;
  return {
    replayed: {
      step,
      head: committed(head, example),
      ports,
      runs: runOn(step, head, example),
      promotions,
      after: {
        tree: committed(after, example).tree,
        ports: judging(step, after.tree, after, next, example),
      },
    },
    state: next,
  };
}

async function stamps(step: Step, tree: FakeTree, ports: Judging): Promise<FakeTree> {
  const isCommitted = (component: string): boolean =>
    Object.keys(tree).some((path) => path.startsWith(`.mltrl/evidence/${component}/`));
  const wanted: [string, string | undefined][] = [
    ...step.stamp
      .filter(isCommitted)
      .map((component): [string, undefined] => [component, undefined]),
    ...Object.entries(step["stamp-deployed"]),
  ];
  const written: Record<string, string> = {};
  for (const [component, version] of wanted) {
    const stamped = await stamp(ports, ENGINE.catalogue, component, version);
    if (stamped.state === "unavailable") throw new Error(`${step.name}: ${stamped.reason}`);
    written[stampPath(component, version)] = writeStamp(stamped.value);
  }
  return written;
}
