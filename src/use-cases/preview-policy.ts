import { compareChecks } from "../core/compare-decisions.ts";
import { decide } from "../core/decide.ts";
import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { CheckDecision } from "../core/model/decision.ts";
import type { ComparedOutcome } from "../core/model/policy-edit.ts";
import type { OpenPullRequest } from "../ports/pull-requests.ts";
import type { MergedPolicy } from "./in-force.ts";
import type { Engine } from "./engine.ts";
import { judge, type JudgePorts, type Verdict } from "./judge.ts";

/** The other open pull requests of a repository, and how each is judged. */
export interface OtherPullRequests {
  open(): Promise<readonly OpenPullRequest[]>;
  ports(number: number): JudgePorts;
  /** What was found of others before, by what it rests on: it costs requests to find it. */
  readonly kept: Map<string, ComparedOutcome>;
}

/** Others that are judged under both policies: two requests each. */
const MOST_OTHERS = 20;

/** Outcomes that are kept. */
const MOST_KEPT = 2000;

/**
 * The verdict on a change; where that edits the policy, with the outcome under the policy in force and
 * under its own side by side, for it and for others that are open.
 */
export async function judgeWithPreview(
  ports: JudgePorts,
  engine: Engine,
  others?: { readonly number: number } & OtherPullRequests,
): Promise<Fact<Verdict>> {
  const read = await ports.source.read();
  const once = { ...ports, source: { read: () => Promise.resolve(read) } };
  const verdict = await judge(once, engine);
  if (verdict.state === "unavailable") return verdict;
  const { decision, merged, change } = verdict.value;
  const edit = decision?.policyEdit;
  if (decision === undefined || edit === undefined || merged === undefined) return verdict;
  const changed = edit.weakened.length + edit.unclear.length + edit.tightened.length > 0;
  if (!changed || change.state !== "open") return verdict;
  const own = compareChecks(
    checksOf(verdict.value),
    (await checksUnder(merged, once, engine)) ?? [],
  );
  const elsewhere = others && (await outcomesOfOthers(others, change.defaultTip, merged, engine));
  return known({
    ...verdict.value,
    decision: {
      ...decision,
      policyEdit: {
        ...edit,
        outcomes: [{ checks: own }, ...(elsewhere?.outcomes ?? [])],
        left: elsewhere?.left ?? 0,
      },
    },
  });
}

async function checksUnder(
  merged: MergedPolicy,
  ports: JudgePorts,
  engine: Engine,
): Promise<readonly CheckDecision[] | undefined> {
  const verdict = await judge(ports, engine, merged);
  return verdict.state === "known" ? checksOf(verdict.value) : undefined;
}

/** Whether somebody who owns the policy agrees is no question of what it asks for. */
function checksOf({ decision, basis }: Verdict): readonly CheckDecision[] {
  const asked = basis && decide(basis.judged, { ...basis.circumstances, policyFindings: [] });
  return (asked ?? decision)?.checks ?? [];
}

async function outcomesOfOthers(
  others: { readonly number: number } & OtherPullRequests,
  tip: string,
  merged: MergedPolicy,
  engine: Engine,
): Promise<{ readonly outcomes: readonly ComparedOutcome[]; readonly left: number }> {
  const open = (await others.open()).filter(({ number }) => number !== others.number);
  const latest = open.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  const looked = await Promise.all(
    latest.slice(0, MOST_OTHERS).map(async (each) => {
      const key = JSON.stringify([tip, textOf(merged), each.number, each.headSha, each.updatedAt]);
      const kept = others.kept.get(key);
      if (kept !== undefined) return kept;
      const found = await outcomeOf(each.number, others, merged, engine);
      if (found !== undefined) keep(others.kept, key, found);
      return found;
    }),
  );
  const outcomes = looked.filter((each) => each !== undefined);
  return { outcomes, left: open.length - outcomes.length };
}

/** Undefined where it cannot be told now. */
async function outcomeOf(
  number: number,
  others: OtherPullRequests,
  merged: MergedPolicy,
  engine: Engine,
): Promise<ComparedOutcome | undefined> {
  const ports = others.ports(number);
  const read = await ports.source.read();
  const once = { ...ports, source: { read: () => Promise.resolve(read) } };
  const before = mapFact(await judge(once, engine), checksOf);
  const after = await checksUnder(merged, once, engine);
  if (before.state === "unavailable" || after === undefined) return undefined;
  return { pullRequest: number, checks: compareChecks(before.value, after) };
}

/** What a policy says, whichever commit it stands on. */
function textOf({ branch, layer }: MergedPolicy): string {
  return JSON.stringify([branch, layer], (_, value: unknown) =>
    value instanceof Map ? [...value] : value,
  );
}

function keep(kept: Map<string, ComparedOutcome>, key: string, outcome: ComparedOutcome): void {
  kept.set(key, outcome);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) return;
    kept.delete(oldest);
  }
}
