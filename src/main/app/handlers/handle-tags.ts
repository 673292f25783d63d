import type { Handler } from "../../../ports/job-store.ts";
import { watchTags } from "../../../use-cases/watch-tags.ts";
import type { Surroundings } from "./surroundings.ts";
import type { TagsJob } from "../queues/tags.ts";

/** Looks at tags that were pushed or deleted, and tells of versions that went with them. */
export function handleTags({ engine, log, ports }: Surroundings): Handler<TagsJob> {
  return async ({ data: { repository, changes } }) => {
    const { lost, trouble } = await watchTags(changes, await ports.ofTags(repository), engine);
    if (lost.length === 0 && trouble === undefined) return;
    const about = { repository: repository.id, tags: lost };
    if (trouble === undefined) log.info(about, "version tags were moved or deleted");
    else log.warn({ ...about, trouble }, "version tags were moved or deleted, and nobody could be told"); // prettier-ignore
  };
}
