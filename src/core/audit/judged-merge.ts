import type { Decision } from "../model/decision.ts";
import type { Fact } from "../model/fact.ts";
import type { Level } from "../model/level.ts";
import type { Policy } from "../model/policy.ts";
import type { AlteredRecord } from "../model/records.ts";
import type { Replay } from "../model/replay.ts";
import type { Capsule, CapsuleEvent } from "../records/capsule-schema.ts";

/** What one merge did to a branch, as git shows it, with the record that the App made of it. */
export interface JudgedMerge {
  readonly commit: string;
  readonly parent: string | undefined;
  /** ISO 8601. */
  readonly date: string;
  readonly subject: string;
  readonly author: string;
  /** Judged on git alone; undefined where no check covered the branch, or nothing could be judged. */
  readonly decision: Decision | undefined;
  /** Why it could not be judged. */
  readonly unjudged?: string;
  readonly events: readonly CapsuleEvent[];
  readonly altered: readonly AlteredRecord[];
  /** Review records that it brings, whatever they say. */
  readonly reviews: readonly { readonly component: string; readonly path: string }[];
  /** What review records that it brings say of who asked for which step. */
  readonly requests: readonly StepRequest[];
  /** The policies before and after, where it changes them. */
  readonly policies?: { readonly before: Policy | undefined; readonly after: Policy | undefined };
  readonly record?: RecordedMerge;
}

/** Somebody asked for a step. */
export interface StepRequest {
  readonly component: string;
  readonly from: Level;
  readonly to: Level;
  readonly by: string;
  readonly path: string;
}

/** A record of a merge, judged again. */
export interface RecordedMerge {
  readonly name: string;
  readonly digest: string;
  readonly capsule: Capsule;
  readonly replay: Fact<Replay>;
}

/** The merge as people call it. */
export function mergeName({ record, commit }: Pick<JudgedMerge, "record" | "commit">): string {
  return record === undefined ? commit.slice(0, 12) : `#${record.capsule["pull-request"].number}`;
}
