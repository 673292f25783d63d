import type { GateRequest } from "../../../core/model/change.ts";
import type { JobStore } from "../../../ports/job-store.ts";
import type { Newcomers } from "../../../use-cases/newcomers.ts";
import { GATES } from "../queues/gates.ts";

/**
 * Knows what came in for a pull request while it was judged, from the job that waits for the end of that.
 * Which of two heads is the newer one webhooks do not tell. It makes no difference: whatever waits reads
 * the head anew. No head is overtaken that another pull request has as well.
 */
export function newcomersOf(
  request: GateRequest,
  store: Pick<JobStore, "waiting">,
): Required<Newcomers> {
  return {
    async isOvertaken({ head, siblings }) {
      if (siblings.some(({ number }) => number !== request.pullRequest)) return false;
      const next = await store.waiting(GATES, GATES.keyOf(request));
      return next?.headSha !== undefined && next.headSha !== head;
    },
  };
}
