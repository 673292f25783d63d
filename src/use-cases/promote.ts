import type { Change } from "../core/model/change.ts";
import type { ComponentDecision } from "../core/model/decision.ts";
import { isLevel, type Level } from "../core/model/level.ts";
import { setLevel } from "../evidence/edit-card.ts";
import { writeReviewRecord } from "../evidence/write-review-record.ts";
import { cardPath } from "../gather/card.ts";
import { contentDigest } from "../gather/files.ts";
import { mergedView, viewAt } from "../gather/view.ts";
import type { Repository } from "../ports/repository.ts";
import type { Engine } from "./engine.ts";
import type { JudgePorts } from "./judge.ts";
import { declaredComponents } from "./plan-change.ts";
import { policyInForce } from "./policy-in-force.ts";
import { type EditedFile, judgedWith } from "./simulated-change.ts";
import { standingOf } from "./standing-of.ts";

/** What asking for the next level comes to. */
export type Promotion =
  | { readonly outcome: "unclear"; readonly because: string }
  | { readonly outcome: "asked-already"; readonly component: string; readonly to: Level }
  /** `refused`: a rule of the gate fails; `waits`: one waits for CI, and none fails; `ready`: neither. */
  | (Requested & { readonly outcome: "refused" | "waits" | "ready" });

/** A step as it would be asked for. */
export interface Requested {
  /** What it was judged on: what is committed must come right after it. */
  readonly change: Change;
  /** The version of the rule set that judged it. */
  readonly ladder: string;
  /** Judged as if it were committed. */
  readonly component: ComponentDecision;
  readonly from: Level;
  readonly to: Level;
  readonly files: readonly EditedFile[];
}

/**
 * Prepares the paperwork of a graduation: the raised level and the review record, judged as if they
 * were committed. What only people can still give is no reason to refuse.
 *
 * @param wanted a component; the one that is changed if it is not named
 */
export async function promote(
  wanted: string | undefined,
  requester: string,
  ports: JudgePorts,
  engine: Engine,
): Promise<Promotion> {
  const standing = await standingOf(wanted, ports, engine);
  if (standing.state === "unavailable") return { outcome: "unclear", because: standing.reason };
  const { change, ladder, id, level, target, movement } = standing.value;
  if (target !== undefined && (target > level || movement === "renew")) {
    return { outcome: "asked-already", component: id, to: target };
  }
  const to = level === TOP_LEVEL && movement === "content" ? TOP_LEVEL : level + 1;
  if (!isLevel(to)) {
    return {
      outcome: "unclear",
      because: `${id} is at the highest level, and its content does not change here`,
    };
  }
  const files = await paperwork(id, level, to, requester, change, ports, engine);
  if (typeof files === "string") return { outcome: "unclear", because: files };
  const component = await judgedWith(files, id, change, ports, engine);
  if (component === undefined) {
    return { outcome: "unclear", because: "the raised level could not be judged" };
  }
  const { conclusion } = component;
  return {
    outcome:
      conclusion === "failure" ? "refused" : conclusion === "in_progress" ? "waits" : "ready",
    change,
    ladder,
    component,
    from: level,
    to,
    files,
  };
}

async function paperwork(
  component: string,
  from: Level,
  to: Level,
  requester: string,
  change: Change,
  { repository }: JudgePorts,
  engine: Engine,
): Promise<readonly EditedFile[] | string> {
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
