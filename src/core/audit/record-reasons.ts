import type { AuditReason } from "../model/audit.ts";
import { canonicalJson } from "../source/canonical-json.ts";
import type { CapsuleEvent } from "../records/capsule-schema.ts";
import type { JudgedMerge } from "./judged-merge.ts";

/** Since when records were kept, and by which branch's policy merges are judged. */
export interface RecordKeeping {
  /** Commits that were merged before the first record of the branch. */
  readonly before: ReadonlySet<string>;
  /** Whether the branch is the default branch: then the policy of the day stood on it. */
  readonly onDefault: boolean;
  /** The version that looks. */
  readonly version: string;
}

/** In what a merge's record is missing, or tells of something else than git does. */
export function recordReasons(
  event: CapsuleEvent,
  { commit, parent, record }: JudgedMerge,
  keeping: RecordKeeping,
): AuditReason[] {
  if (record === undefined) {
    return keeping.before.has(commit)
      ? []
      : [broken("records were kept by then, and there is none of this merge")];
  }
  const { capsule } = record;
  const { "pull-request": pullRequest, policy } = capsule;
  const found: AuditReason[] = [];
  const told = capsule.events.find((each) => isSame(each, event));
  if (told === undefined) found.push(broken("its record does not tell of it"));
  if (event.kind === "graduation" && told?.kind === "graduation") {
    const known = told.content !== undefined && event.content !== undefined;
    if (known && told.content !== event.content) {
      found.push(broken(`its record speaks of the content ${told.content}, and the commit holds ${event.content}`)); // prettier-ignore
    }
  }
  if (parent !== undefined && pullRequest["base-before"] !== parent) {
    found.push(broken(`its record says that it was merged onto ${pullRequest["base-before"].slice(0, 12)}, and it stands on ${parent.slice(0, 12)}`)); // prettier-ignore
  }
  if (keeping.onDefault && parent !== undefined && policy.commit !== parent) {
    found.push(broken(`it was judged by the policy of ${policy.commit.slice(0, 12)} and not by that of its day`)); // prettier-ignore
  }
  return [...found, ...replayReasons(event, record, keeping)];
}

/** Whether what was decided follows from the facts on record. */
function replayReasons(
  event: CapsuleEvent,
  { capsule, replay }: NonNullable<JudgedMerge["record"]>,
  { version }: RecordKeeping,
): AuditReason[] {
  if (replay.state === "unavailable") return [{ verdict: "unknown", message: replay.reason }];
  const about = "component" in event ? event.component : undefined;
  const differences = replay.value.differences.filter(
    ({ of }) => about === undefined || of === about || of === "the decision",
  );
  if (differences.length === 0) return [];
  const rules = differences.map(({ of, rule }) => rule ?? of).join(", ");
  const { version: then } = capsule.engine;
  return then === version
    ? [broken(`what its record decided does not follow from the facts in it: ${rules}`)]
    : [
        {
          verdict: "unknown",
          message: `its record was decided by mltrl-gate ${then}; ${version} judges the same facts otherwise: ${rules}`,
        },
      ];
}

/** The same step of the same component, or the same files. */
function isSame(one: CapsuleEvent, other: CapsuleEvent): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(event: CapsuleEvent): string {
  const { kind } = event;
  if ("files" in event) return canonicalJson([kind, event.files]);
  const from = "from" in event ? event.from : null;
  const to = "to" in event ? event.to : null;
  return canonicalJson([kind, event.component, from, to]);
}

function broken(message: string): AuditReason {
  return { verdict: "broken", message };
}
