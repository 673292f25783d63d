import type { Change } from "../core/model/change.ts";
import type { ComponentDecision } from "../core/model/decision.ts";
import { type Fact, mapFact, unavailable } from "../core/model/fact.ts";
import type { Level } from "../core/model/level.ts";
import type { SwitchbackRecord } from "../core/model/records.ts";
import { setLevel } from "../evidence/edit-card.ts";
import { parseSwitchbackRecord } from "../evidence/records.ts";
import { writeRecord } from "../evidence/write-record.ts";
import { cardPath } from "../gather/card.ts";
import { viewAt } from "../gather/view.ts";
import type { Repository } from "../ports/repository.ts";
import { type Engine, rulesById } from "./engine.ts";
import type { JudgePorts } from "./judge.ts";
import { type EditedFile, judgedWith } from "./simulated-change.ts";
import { type Standing, standingOf } from "./standing-of.ts";

/** A switchback as somebody asks for it. */
export type WantedSwitchback = Pick<
  SwitchbackRecord,
  "component" | "to" | "type" | "reason" | "reviewers" | "change"
>;

/** What asking for an earlier level comes to. */
export type Switchback =
  | { readonly outcome: "unclear"; readonly because: string }
  | { readonly outcome: "asked-already"; readonly component: string }
  /** `refused`: with the findings that stand against it, and no others. */
  | {
      readonly outcome: "refused" | "ready";
      readonly change: Change;
      /** The version of the rule set that judged it. */
      readonly ladder: string;
      readonly component: ComponentDecision;
      readonly files: readonly EditedFile[];
    };

/** Kinds of rules about going back; what else a component lacks does not keep it from going back. */
const ABOUT_GOING_BACK = new Set(["switchback-record", "earned-switchback", "deployed-change"]);

/** Prepares the paperwork of a switchback: the lowered level and its record, judged as if they were committed. */
export async function switchBack(
  wanted: WantedSwitchback,
  ports: JudgePorts,
  engine: Engine,
): Promise<Switchback> {
  const standing = await standingOf(wanted.component, ports, engine);
  if (standing.state === "unavailable") return { outcome: "unclear", because: standing.reason };
  const { change, ladder, id, level, target } = standing.value;
  if (target === wanted.to && target < level) return { outcome: "asked-already", component: id };
  const fault = whyNot(standing.value, wanted.to);
  if (fault !== undefined) return { outcome: "unclear", because: fault };
  const files = await paperwork(wanted, standing.value, ports.repository);
  if (files.state === "unavailable") return { outcome: "unclear", because: files.reason };
  const judged = await judgedWith(files.value, id, change, ports, engine);
  if (judged === undefined) {
    return { outcome: "unclear", because: "the lowered level could not be judged" };
  }
  const rules = rulesById(engine, ladder);
  const against = judged.findings.filter(
    ({ rule, outcome, severity }) =>
      ABOUT_GOING_BACK.has(rules.get(rule)?.kind ?? "") &&
      severity === "blocking" &&
      (outcome === "fail" || outcome === "unknown"),
  );
  return {
    outcome: against.length > 0 ? "refused" : "ready",
    change,
    ladder,
    component: { ...judged, findings: against },
    files: files.value,
  };
}

function whyNot({ id, level, target }: Standing, to: Level): string | undefined {
  if (target !== undefined && target !== level) {
    return `this pull request takes ${id} from level ${level} to ${target} already; take that back first`;
  }
  return to < level
    ? undefined
    : `${id} is at level ${level}: a switchback goes to a lower level, not to ${to}`;
}

async function paperwork(
  wanted: WantedSwitchback,
  { change, level }: Standing,
  repository: Repository,
): Promise<Fact<readonly EditedFile[]>> {
  const { component, to, type, reason, reviewers, change: kind } = wanted;
  const head = await viewAt(repository, change.head);
  if (head.state === "unavailable") return head;
  const path = cardPath(component);
  const card = await head.value.text(path);
  if (card.state === "unavailable") return card;
  const lowered = setLevel(card.value, to);
  if (lowered === undefined) {
    return unavailable("invalid", `the level on ${path} cannot be changed safely`);
  }
  const date = change.now.slice(0, 10);
  const record = writeRecord("switchback", {
    component,
    from: level,
    to,
    type,
    date,
    reason,
    reviewers,
    change: kind,
  });
  if (head.value.records.has(record.path)) {
    return unavailable("invalid", `${record.path} is there already, and records are not rewritten`);
  }
  return mapFact(parseSwitchbackRecord(record.text, record.path), () => [
    { path, text: lowered, before: card.value },
    { ...record, before: undefined },
  ]);
}
