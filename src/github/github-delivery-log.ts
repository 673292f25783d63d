import type { DeliveryAttempt, DeliveryLog } from "../ports/delivery-log.ts";
import type { Octokit } from "./installation-client.ts";

interface AttemptAnswer {
  readonly id: number;
  readonly guid: string;
  readonly delivered_at: string;
  readonly event: string;
  readonly action: string | null;
  readonly status: string;
  readonly status_code: number;
}

/** GitHub's delivery log of an App, asked as the App itself. */
export function githubDeliveryLog(app: Octokit): DeliveryLog {
  return {
    async *attempts(which) {
      let cursor: string | undefined;
      do {
        const { data, headers } = await app.request("GET /app/hook/deliveries", {
          per_page: 100,
          ...(which === "refused" && { status: "failure" }),
          ...(cursor !== undefined && { cursor }),
        });
        yield (data as AttemptAnswer[]).map(attemptOf);
        cursor = nextCursor(headers["link"]);
      } while (cursor !== undefined);
    },
    async repeat(attempt) {
      try {
        await app.request("POST /app/hook/deliveries/{delivery_id}/attempts", {
          delivery_id: attempt,
        });
      } catch (error) {
        // It has left the log, or is one that cannot be repeated: asking again would change nothing.
        const { status } = error as { status?: number };
        if (status !== 404 && status !== 422) throw error;
      }
    },
  };
}

function attemptOf(attempt: AttemptAnswer): DeliveryAttempt {
  const { id, guid, event, status_code: code } = attempt;
  return {
    id,
    guid,
    event,
    at: attempt.delivered_at,
    action: attempt.action ?? undefined,
    // Documented: a delivery whose status is not OK has failed. Timeouts have no code to go by.
    taken: attempt.status === "OK" || (code >= 200 && code < 300),
  };
}

function nextCursor(link: unknown): string | undefined {
  const [, next] = /<([^>]+)>;\s*rel="next"/.exec(typeof link === "string" ? link : "") ?? [];
  return next === undefined ? undefined : (new URL(next).searchParams.get("cursor") ?? undefined);
}
