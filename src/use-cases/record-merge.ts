import { UpstreamError } from "../core/errors.ts";
import type { Change } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";
import { draftCapsule } from "../core/records/capsule.ts";
import type { CapsuleEvent, KeptReview } from "../core/records/capsule-schema.ts";
import { eventsOf, isPolicyFile } from "../core/records/events.ts";
import type { Basis } from "../core/replay.ts";
import { gatherRoles } from "../gather/roles.ts";
import type { RecordStore } from "../ports/record-store.ts";
import type { Engine } from "./engine.ts";
import { judge, type JudgePorts } from "./judge.ts";
import { withContent } from "./with-content.ts";
import { needed } from "./needed.ts";
import {
  appendRecord,
  isRecorded,
  type MergedPullRequest,
  type Recorded,
} from "./append-record.ts";

/** What recording a merge asks of the outside. */
export interface RecordPorts extends JudgePorts {
  /** The tip of the base branch that the pull request was merged onto. */
  baseBefore(): Promise<Fact<string>>;
  /** Where records are kept, the first that takes them. */
  readonly stores: readonly RecordStore[];
}

/**
 * Puts a merge on record if it changed a level, a policy or an exception: what it was judged by, with what,
 * and who signed what. May be repeated: a merge is recorded once.
 */
export async function recordMerge(
  merged: MergedPullRequest,
  ports: RecordPorts,
  engine: Engine,
): Promise<Recorded> {
  const read = needed(await ports.source.read());
  const changed = needed(read.changedFiles);
  const touches = changed.some(({ path, previousPath = path }) =>
    [path, previousPath].some((each) => each.startsWith(".mltrl/")),
  );
  if (!touches) return { outcome: "nothing", because: "it changes nothing under .mltrl" };
  for (const store of ports.stores) {
    if (await isRecorded(merged, store)) return { outcome: "already" };
  }
  const change = asItWas(read, needed(await ports.baseBefore()), merged);
  const source = { read: () => Promise.resolve({ state: "known" as const, value: change }) };
  const { decision, basis } = needed(await judge({ ...ports, source }, engine));
  if (decision === undefined) return { outcome: "nothing", because: "no check covers its base" };
  if (decision.unavailable !== undefined) throw new UpstreamError(decision.unavailable);
  const events = eventsOf(decision, changed);
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
  return appendRecord(draft, merged, ports.stores);
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
  const records = needed(await repository.records(revision));
  return [...records.values()]
    .filter(({ path }) => isWanted(path))
    .map(({ path, id }) => ({ path, id }));
}

/** Files under `.mltrl` that are about the components of events: named for them, or in a folder that is. */
function aboutComponents(events: readonly CapsuleEvent[]): (path: string) => boolean {
  const ids = new Set(events.flatMap((event) => ("component" in event ? event.component : [])));
  return (path) => ids.has((path.split("/")[2] ?? "").replace(/\.[a-z]+$/, ""));
}
