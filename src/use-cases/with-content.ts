import type { CapsuleEvent } from "../core/records/capsule-schema.ts";
import type { Basis } from "../core/replay.ts";
import { contentDigest } from "../gather/files.ts";
import { viewAt } from "../gather/view.ts";
import type { Repository } from "../ports/repository.ts";

/** Graduations with the digest of what a commit holds of the component, as stamps and review records name it. */
export async function withContent(
  events: readonly CapsuleEvent[],
  basis: Basis | undefined,
  commit: string,
  repository: Repository,
): Promise<CapsuleEvent[]> {
  const view = await viewAt(repository, commit);
  return Promise.all(
    events.map(async (event) => {
      if (event.kind !== "graduation" || view.state === "unavailable") return event;
      const component = basis?.policy.components.find(({ id }) => id === event.component);
      // A system has no content of its own.
      if (component === undefined || component.paths.length === 0) return event;
      const content = await contentDigest(component, view.value);
      return content.state === "known" ? { ...event, content: content.value } : event;
    }),
  );
}
