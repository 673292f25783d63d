import { UpstreamError } from "../core/errors.ts";
import type { Change } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";
import { capsuleText, type Draft, draftCapsule } from "../core/records/capsule.ts";
import type { CapsuleEvent, KeptReview } from "../core/records/capsule-schema.ts";
import { eventsOf, isPolicyFile } from "../core/records/events.ts";
import { readRecordName, recordName } from "../core/records/record-name.ts";
import type { Basis } from "../core/replay.ts";
import { textDigest } from "../core/source/canonical-json.ts";
import { gatherRoles } from "../gather/roles.ts";
import type { RecordStore } from "../ports/record-store.ts";
import type { Engine } from "./engine.ts";
import { judge, type JudgePorts } from "./judge.ts";
import { withContent } from "./with-content.ts";

/** A pull request that was merged. */
export interface MergedPullRequest {
  readonly number: number;
  readonly mergeCommit: string;
  /** ISO 8601. */
  readonly mergedAt: string;
  readonly mergedBy?: string;
}

/** What recording a merge asks of the outside. */
export interface RecordPorts extends JudgePorts {
  /** The tip of the base branch that the pull request was merged onto. */
  baseBefore(): Promise<Fact<string>>;
  /** Where records are kept, the first that takes them. */
  readonly stores: readonly RecordStore[];
}

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

/**
 * Puts a merge on record if it changed a level, a policy or an exception: what it was judged by, with what,
 * and who signed what. May be repeated: a merge is recorded once.
 */
export async function recordMerge(
  merged: MergedPullRequest,
  ports: RecordPorts,
  engine: Engine,
): Promise<Recorded> {
  const read = value(await ports.source.read());
  if (read.changedFiles.state === "unavailable") throw new UpstreamError(read.changedFiles.reason);
  const touches = read.changedFiles.value.some(({ path, previousPath = path }) =>
    [path, previousPath].some((each) => each.startsWith(".mltrl/")),
  );
  if (!touches) return { outcome: "nothing", because: "it changes nothing under .mltrl" };
  for (const store of ports.stores) {
    if (await isRecorded(merged, store)) return { outcome: "already" };
  }
  const change = asItWas(read, value(await ports.baseBefore()), merged);
  const source = { read: () => Promise.resolve({ state: "known" as const, value: change }) };
  const { decision, basis } = value(await judge({ ...ports, source }, engine));
  if (decision === undefined) return { outcome: "nothing", because: "no check covers its base" };
  if (decision.unavailable !== undefined) throw new UpstreamError(decision.unavailable);
  const events = eventsOf(decision, read.changedFiles.value);
  if (events.length === 0)
    return { outcome: "nothing", because: "nothing in it is kept on record" };
  const draft = draftCapsule({
    pullRequest: {
      number: merged.number,
      title: change.title,
      author: change.author.login,
      base: change.baseRef,
      "base-before": change.baseTip,
      head: change.head,
      "merge-commit": merged.mergeCommit,
      "merged-at": merged.mergedAt,
      ...(merged.mergedBy !== undefined && { "merged-by": merged.mergedBy }),
    },
    events: await withContent(events, basis, merged.mergeCommit, ports.repository),
    contributors: change.contributors,
    reviews: await keptReviews(change, basis, ports),
    decision,
    basis,
    policyFiles: await filesAt(change.defaultTip, isPolicyFile, ports),
    records: await filesAt(merged.mergeCommit, aboutComponents(events), ports),
  });
  return append(draft, merged, ports.stores);
}

/** The change as it stood when it was merged: what was said afterwards does not count. */
export function asItWas(
  change: Change,
  baseTip: string,
  { mergedAt }: Pick<MergedPullRequest, "mergedAt">,
): Change {
  const { reviews } = change;
  return {
    ...change,
    baseTip,
    defaultTip: change.baseRef === change.defaultBranch ? baseTip : change.defaultTip,
    // Which of both sides was ahead is not told any more; as merged the two come out the same.
    behindBase: { state: "known", value: true },
    now: mergedAt,
    reviews:
      reviews.state === "known"
        ? {
            ...reviews,
            value: reviews.value.filter(
              ({ submittedAt }) => Date.parse(submittedAt) <= Date.parse(mergedAt),
            ),
          }
        : reviews,
  };
}

/** Every review up to the merge, with what its author was in the repository. */
async function keptReviews(
  { reviews }: Change,
  basis: Basis | undefined,
  { people }: RecordPorts,
): Promise<KeptReview[] | undefined> {
  if (reviews.state === "unavailable") return undefined;
  const members = basis && reviews.value.length > 0 && (await gatherRoles({ ...basis, people }));
  return Promise.all(
    reviews.value.map(async ({ author: { login, bot }, state, commit, submittedAt: at }) => {
      const permission = await people.permission(login);
      return {
        login,
        bot,
        state,
        commit,
        at,
        ...(members && members.state === "known" && { roles: rolesOf(login, members.value) }),
        ...(permission.state === "known" && { admin: permission.value === "admin" }),
      };
    }),
  );
}

function rolesOf(login: string, members: ReadonlyMap<string, readonly string[]>): string[] {
  const name = login.toLowerCase();
  return [...members]
    .filter(([, logins]) => logins.some((each) => each.toLowerCase() === name))
    .map(([role]) => role);
}

async function filesAt(
  revision: string,
  isWanted: (path: string) => boolean,
  { repository }: RecordPorts,
): Promise<{ path: string; id: string }[]> {
  const records = value(await repository.records(revision));
  return [...records.values()]
    .filter(({ path }) => isWanted(path))
    .map(({ path, id }) => ({ path, id }));
}

/** Files under `.mltrl` that are about the components of events: named for them, or in a folder that is. */
function aboutComponents(events: readonly CapsuleEvent[]): (path: string) => boolean {
  const ids = new Set(events.flatMap((event) => ("component" in event ? event.component : [])));
  return (path) => ids.has((path.split("/")[2] ?? "").replace(/\.[a-z]+$/, ""));
}

async function append(
  draft: Draft,
  merged: MergedPullRequest,
  stores: readonly RecordStore[],
): Promise<Recorded> {
  const refused: string[] = [];
  for (const store of stores) {
    for (let i = 0; i < MOST_TRIES; i += 1) {
      if (i > 0 && (await isRecorded(merged, store))) return { outcome: "already" };
      const { tip, records } = value(await store.list());
      const last = records.at(-1);
      const number = (last === undefined ? 0 : (readRecordName(last.name)?.number ?? 0)) + 1;
      const previous = last === undefined ? null : textDigest(value(await store.text(last)));
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

async function isRecorded(
  { number, mergeCommit }: MergedPullRequest,
  store: RecordStore,
): Promise<boolean> {
  const { records } = value(await store.list());
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

function value<T>(fact: Fact<T>): T {
  if (fact.state === "known") return fact.value;
  throw new UpstreamError(fact.reason);
}
