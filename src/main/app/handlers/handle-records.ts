import type { Handler } from "../../../ports/job-store.ts";
import { recordMerge } from "../../../use-cases/record-merge.ts";
import { registerVersions } from "../../../use-cases/register-versions.ts";
import type { Surroundings } from "./surroundings.ts";
import type { MergedRequest } from "../../../core/model/request.ts";
import { putJob } from "../queues/folding-queue.ts";
import { RECORDS, type RecordsJob } from "../queues/records.ts";

/** Lines a merge up with the others of its repository. */
export function handleMerge({ store }: Surroundings): Handler<MergedRequest> {
  return ({ data }) => putJob(store, RECORDS, { repository: data.repository, merged: [data] });
}

/** Puts merges on record, one after the other. What was done before the process ended is found again. */
export function handleRecords({
  engine,
  log,
  ports: { ofMerged },
}: Surroundings): Handler<RecordsJob> {
  return async ({ data }, signal) => {
    for (const merged of data.merged) {
      signal.throwIfAborted();
      const { repository, number, mergeCommit } = merged;
      const ports = await ofMerged(merged);
      const recorded = await recordMerge(merged, ports, engine);
      const about = { repository: repository.id, pullRequest: number, mergeCommit };
      log.info({ ...about, ...recorded }, "a merge was looked at for the record");
      if (recorded.outcome === "recorded" && recorded.refused.length > 0) {
        const { name, refused } = recorded;
        log.warn(
          { ...about, name, refused },
          "kept in the data directory and not in the repository",
        );
      }
      const registered = await registerVersions(merged, ports, engine);
      if (registered.made.length > 0) log.info({ ...about, ...registered }, "versions registered");
      if (registered.refused.length > 0) {
        log.warn({ ...about, ...registered }, "versions could not be registered");
      }
    }
  };
}
