import { UpstreamError } from "../core/errors.ts";
import { capsuleText, type Draft } from "../core/records/capsule.ts";
import type { CapsuleEvent } from "../core/records/capsule-schema.ts";
import type { MergedRequest } from "../core/model/request.ts";
import { readRecordName, recordName } from "../core/records/record-name.ts";
import { textDigest } from "../core/source/canonical-json.ts";
import type { RecordStore } from "../ports/record-store.ts";
import { needed } from "./needed.ts";

/** A pull request that was merged. */
export type MergedPullRequest = Omit<MergedRequest, "repository">;

/** What became of a merge. */
export type Recorded =
  | { readonly outcome: "nothing"; readonly because: string }
  | { readonly outcome: "already" }
  | {
      readonly outcome: "recorded";
      readonly name: string;
      readonly events: readonly CapsuleEvent[];
      /** Why stores that come earlier were passed by. */
      readonly refused: readonly string[];
    };

/** After so many others were faster it is tried again later. */
const MOST_TRIES = 5;

/** Appends a record to the first store that takes it, after whatever others appended meanwhile. */
export async function appendRecord(
  draft: Draft,
  merged: MergedPullRequest,
  stores: readonly RecordStore[],
): Promise<Recorded> {
  const refused: string[] = [];
  for (const store of stores) {
    for (let i = 0; i < MOST_TRIES; i += 1) {
      if (i > 0 && (await isRecorded(merged, store))) return { outcome: "already" };
      const { tip, records } = needed(await store.list());
      const last = records.at(-1);
      const number = (last === undefined ? 0 : (readRecordName(last.name)?.number ?? 0)) + 1;
      const previous = last === undefined ? null : textDigest(needed(await store.text(last)));
      const name = recordName(number, merged.number, merged.mergeCommit);
      const text = capsuleText({ ...draft, number, previous });
      const done = await store.append({ name, text, message: messageOf(draft, number) }, tip);
      if (done.state === "unavailable") {
        if (done.cause !== "not-visible") throw new UpstreamError(done.reason);
        refused.push(done.reason);
        break;
      }
      if (done.value === "appended") {
        return { outcome: "recorded", name, events: draft.events, refused };
      }
    }
  }
  throw new UpstreamError(
    refused.length === stores.length
      ? `no store takes the record: ${refused.join("; ")}`
      : "others appended records all the time",
  );
}

/** Whether a store has a record of a merge already. */
export async function isRecorded(
  { number, mergeCommit }: MergedPullRequest,
  store: RecordStore,
): Promise<boolean> {
  const { records } = needed(await store.list());
  return records.some(({ name }) => {
    const found = readRecordName(name);
    return found?.pullRequest === number && mergeCommit.startsWith(found.merge);
  });
}

function messageOf({ events, "pull-request": { number, title } }: Draft, place: number): string {
  const kinds = [
    ...new Set(
      events.map((event) =>
        "component" in event ? `${event.kind} of ${event.component}` : event.kind,
      ),
    ),
  ];
  return `Record ${place}: ${kinds.join(", ")}\n\n#${number}: ${title}\n`;
}
