import { messageOf } from "../errors.ts";
import type { Decision } from "../model/decision.ts";
import { type Fact, known, unavailable } from "../model/fact.ts";
import type { Finding } from "../model/finding.ts";
import type { Difference, Replay } from "../model/replay.ts";
import { replay } from "../replay.ts";
import { canonicalJson } from "../source/canonical-json.ts";
import type { Capsule } from "./capsule-schema.ts";
import { type KeptBasis, restoredBasis } from "./kept-basis.ts";

/** Judges a capsule again, on nothing but what it holds. What was not judged then is not judged now. */
export function replayCapsule(capsule: Capsule): Fact<Replay> {
  const recorded = capsule.decision as Decision;
  const leftOut = capsule["left-out"];
  if (capsule.basis === undefined)
    return known({ recorded, again: recorded, differences: [], leftOut });
  try {
    const basis = restoredBasis(capsule.basis as KeptBasis);
    const policy = capsule.policy.effective as Parameters<typeof replay>[0]["policy"];
    const again = replay({ ...basis, policy });
    return known({ recorded, again, differences: differences(recorded, again), leftOut });
  } catch (error) {
    const detail = messageOf(error);
    return unavailable("invalid", `what the capsule holds cannot be judged: ${detail}`);
  }
}

/** Everything in which two decisions on the same change differ. */
function differences(recorded: Decision, again: Decision): Difference[] {
  const checks = pairs(recorded.checks, again.checks, ({ name }) => name);
  const components = pairs(recorded.components, again.components, ({ id }) => id);
  const found = [
    ...checks.flatMap(([name, one, other]) => [
      ...unlike(name, one?.conclusion, other?.conclusion),
      ...findingDifferences(name, one?.findings ?? [], other?.findings ?? []),
    ]),
    ...components.flatMap(([id, one, other]) => [
      ...unlike(id, one?.conclusion, other?.conclusion),
      ...findingDifferences(id, one?.findings ?? [], other?.findings ?? []),
    ]),
  ];
  const same = canonicalJson(recorded) === canonicalJson(again);
  return found.length > 0 || same
    ? found
    : [{ of: "the decision", recorded: "as recorded", again: "differs in what it tells besides" }];
}

function findingDifferences(
  of: string,
  recorded: readonly Finding[],
  again: readonly Finding[],
): Difference[] {
  return pairs(recorded, again, ({ rule }) => rule).flatMap(([rule, one, other]) => {
    const same = canonicalJson(one ?? null) === canonicalJson(other ?? null);
    return same ? [] : [{ of, rule, recorded: findingText(one), again: findingText(other) }];
  });
}

function unlike(of: string, recorded: string | undefined, again: string | undefined): Difference[] {
  return recorded === again
    ? []
    : [{ of, recorded: recorded ?? "absent", again: again ?? "absent" }];
}

function findingText(finding: Finding | undefined): string {
  return finding === undefined ? "absent" : `${finding.outcome}: ${finding.reason}`;
}

/** Things of both sides by their key, in the order of the first. */
function pairs<T>(
  recorded: readonly T[],
  again: readonly T[],
  keyOf: (each: T) => string,
): [key: string, recorded: T | undefined, again: T | undefined][] {
  const [before, after] = [recorded, again].map(
    (side) => new Map(side.map((each) => [keyOf(each), each])),
  );
  const keys = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...keys].map((key) => [key, before?.get(key), after?.get(key)]);
}
