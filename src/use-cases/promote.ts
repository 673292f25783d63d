import type { Change } from "../core/model/change.ts";
import type { ComponentDecision, Decision } from "../core/model/decision.ts";
import { isLevel, type Level } from "../core/model/level.ts";
import { setLevel } from "../evidence/edit-card.ts";
import { writeReviewRecord } from "../evidence/write-review-record.ts";
import { cardPath } from "../gather/card.ts";
import { contentDigest } from "../gather/files.ts";
import { mergedView, viewAt } from "../gather/view.ts";
import type { Repository } from "../ports/repository.ts";
import type { Engine } from "./engine.ts";
import { judge, type JudgePorts } from "./judge.ts";
import { declaredComponents } from "./plan-change.ts";
import { policyInForce } from "./policy-in-force.ts";
import { simulated, type SimulatedFile } from "./simulated-change.ts";

/** What asking for the next level comes to. */
export type Promotion =
  | { readonly outcome: "unclear"; readonly because: string }
  | { readonly outcome: "asked-already"; readonly component: string; readonly to: Level }
  | {
      readonly outcome: "refused";
      readonly component: ComponentDecision;
      readonly decision: Decision;
    }
  | {
      readonly outcome: "ready";
      /** What it was judged on: what is committed must come right after it. */
      readonly change: Change;
      readonly component: ComponentDecision;
      readonly from: Level;
      readonly to: Level;
      readonly files: readonly (SimulatedFile & { readonly before: string | undefined })[];
    };

/**
 * Prepares the paperwork of a graduation: the raised level and the review record, judged as if they
 * were committed. Refused while a rule of the gate fails; what only people can still give is no reason
 * to refuse.
 */
export async function promote(
  wanted: string | undefined,
  requester: string,
  ports: JudgePorts,
  engine: Engine,
): Promise<Promotion> {
  const verdict = await judge(ports, engine);
  if (verdict.state === "unavailable") return { outcome: "unclear", because: verdict.reason };
  const { change, decision } = verdict.value;
  if (decision === undefined) {
    return { outcome: "unclear", because: `no check covers the branch ${change.baseRef}` };
  }
  const named = chooseComponent(wanted, decision);
  if (typeof named === "string") return { outcome: "unclear", because: named };
  const { id, level, target } = named;
  if (target !== undefined && (target > level || named.movement === "renew")) {
    return { outcome: "asked-already", component: id, to: target };
  }
  const to = level === TOP_LEVEL && named.movement === "content" ? TOP_LEVEL : level + 1;
  if (!isLevel(to)) {
    return {
      outcome: "unclear",
      because: `${id} is at the highest level, and its content does not change here`,
    };
  }
  const files = await paperwork(id, level, to, requester, change, ports, engine);
  if (typeof files === "string") return { outcome: "unclear", because: files };
  const raised = await judge(simulated(ports, change, files), engine);
  const after = raised.state === "known" ? raised.value.decision : undefined;
  const component = after?.components.find((each) => each.id === id);
  if (after === undefined || component === undefined) {
    return { outcome: "unclear", because: "the raised level could not be judged" };
  }
  return component.conclusion === "failure" || component.conclusion === "in_progress"
    ? { outcome: "refused", component, decision: after }
    : { outcome: "ready", change, component, from: level, to, files };
}

function chooseComponent(
  wanted: string | undefined,
  { components, unaffected }: Decision,
): ComponentDecision | string {
  const everywhere = [...new Set([...components.map(({ id }) => id), ...unaffected])];
  if (wanted !== undefined && !everywhere.includes(wanted)) {
    return `"${wanted}" is not a component; expected one of ${everywhere.join(", ")}`;
  }
  const found = components.filter(({ id }) => wanted === undefined || id === wanted);
  const [only] = found;
  if (only === undefined) {
    return `this pull request does not touch ${wanted ?? "any component"}; change something of it here, its card for instance`;
  }
  return found.length === 1
    ? only
    : `this pull request touches ${found.map(({ id }) => id).join(", ")}: name one of them`;
}

async function paperwork(
  component: string,
  from: Level,
  to: Level,
  requester: string,
  change: Change,
  { repository }: JudgePorts,
  engine: Engine,
): Promise<Extract<Promotion, { outcome: "ready" }>["files"] | string> {
  const head = await viewAt(repository, change.head);
  if (head.state === "unavailable") return head.reason;
  const card = await head.value.text(cardPath(component));
  if (card.state === "unavailable") return card.reason;
  const raised = setLevel(card.value, to);
  if (raised === undefined) return `the level on ${cardPath(component)} cannot be changed safely`;
  const date = change.now.slice(0, 10);
  const content = await reviewedDigest(component, change, repository, engine);
  const record = writeReviewRecord({
    component,
    from,
    to,
    date,
    decision: "graduate",
    requestedBy: requester,
    reviewers: [],
    criteria: [
      `the rules of the gate ${from} → ${to}, as the check of this pull request shows them`,
    ],
    openTasks: [],
    ...(content !== undefined && { content }),
  });
  return [
    // A renewal leaves the level as it is.
    ...(raised === card.value
      ? []
      : [{ path: cardPath(component), text: raised, before: card.value }]),
    {
      path: `.mltrl/reviews/${component}/${date}-${from}-to-${to}.yml`,
      text: record,
      before: undefined,
    },
  ];
}

const TOP_LEVEL = 9;

/**
 * The digest of the content that the panel will have reviewed, as it will be merged. None of a system,
 * whose content is that of its parts, nor where it cannot be told.
 */
async function reviewedDigest(
  id: string,
  change: Change,
  repository: Repository,
  { catalogue }: Engine,
): Promise<string | undefined> {
  const [inForce, view] = await Promise.all([
    policyInForce(repository, change, catalogue),
    mergedView(repository, change),
  ]);
  if (inForce.state === "unavailable" || inForce.value.state !== "ready") return undefined;
  if (view.state === "unavailable") return undefined;
  const { policy, headComponents } = inForce.value;
  const component = declaredComponents(policy.components, headComponents).find(
    (each) => each.id === id,
  );
  if (component === undefined || component.paths.length === 0) return undefined;
  const digest = await contentDigest(component, view.value);
  return digest.state === "known" ? digest.value : undefined;
}
