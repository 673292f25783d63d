import type { Priority } from "../core/model/priority.ts";
import type { RateLimitAnswer } from "./limits/hourly-budget.ts";
import { costOf, type RequestCost } from "./limits/request-cost.ts";
import type { RequestScheduler } from "./limits/request-scheduler.ts";
import type { Answer } from "./limits/scheduled-request.ts";

/** The part of Octokit that the adapters use, bound to one installation. */
export interface Octokit {
  request(
    route: string,
    parameters?: Record<string, unknown>,
  ): Promise<{ data: unknown; headers: Record<string, unknown>; status: number }>;
}

/** One installation's access to GitHub: every request goes through its scheduler. */
export interface InstallationClient {
  readonly priority: Priority;
  /** The same for what begins now: no answer to it was asked for before. */
  anew(): InstallationClient;
  /** A REST call; gives the body. */
  rest<T>(route: string, parameters?: Record<string, unknown>): Promise<T>;
  /** A GraphQL query or mutation; gives `data` and the server's time. */
  graphql<T>(document: string, variables: Record<string, unknown>): Promise<GraphqlAnswer<T>>;
}

/** Makes the client of a job, which is `usual` where nothing says how urgent it is. */
export type ClientOf = (installation: number, priority?: Priority) => Promise<InstallationClient>;

export interface GraphqlAnswer<T> {
  readonly data: T;
  /** The server's clock, ISO 8601. */
  readonly now: string;
  /** What could not be answered, by the path of the field. */
  readonly errors: readonly GraphqlError[];
}

export interface GraphqlError {
  readonly type?: string;
  readonly message: string;
  readonly path?: readonly (string | number)[];
}

/** The REST version that the adapters are written for (docs: rest/about-the-rest-api/api-versions). */
export const API_VERSION = "2022-11-28";

/**
 * A client of one installation, for one job: what it reads was asked for no earlier than the client was made.
 *
 * @param forgetToken lets the next request get another token, where that can be had: one may end before
 * the time for which it is kept
 * @param priority of the job
 */
export function installationClient(
  octokit: Octokit,
  installation: number,
  scheduler: RequestScheduler,
  forgetToken?: () => void,
  priority: Priority = "usual",
): InstallationClient {
  let since = scheduler.mark(installation);
  const request = async (
    route: string,
    parameters: Record<string, unknown>,
  ): ReturnType<Octokit["request"]> => {
    const ask = (): ReturnType<Octokit["request"]> =>
      octokit.request(route, {
        ...parameters,
        headers: { "x-github-api-version": API_VERSION, ...(parameters["headers"] as object) },
      });
    try {
      return await ask();
    } catch (error) {
      if (forgetToken === undefined || (error as { status?: number }).status !== 401) throw error;
      // Nothing was done with a token that is refused, so that it may be asked again.
      forgetToken();
      return ask();
    }
  };
  const run = async <T>(
    cost: RequestCost,
    question: readonly unknown[],
    send: () => Promise<Answer<T>>,
  ): Promise<T> => {
    const about = { installation, priority, cost };
    if (cost.reads) {
      return scheduler.run({ ...about, read: { key: JSON.stringify(question), since } }, send);
    }
    try {
      return await scheduler.run(about, send);
    } finally {
      // What was asked before it may not show it yet.
      since = scheduler.mark(installation);
    }
  };
  return {
    priority,
    anew: () => installationClient(octokit, installation, scheduler, forgetToken, priority),
    rest: <T>(route: string, parameters: Record<string, unknown> = {}) =>
      run(costOf(route), [route, parameters], async () => {
        const { data, headers } = await request(route, parameters);
        return { value: data as T, headers };
      }),
    graphql: <T>(document: string, variables: Record<string, unknown>) =>
      run(costOf("POST /graphql", document), [document, variables], async () => {
        const { data: body, headers } = await request("POST /graphql", {
          query: document,
          variables,
          // Octokit reads JSON in a way that keeps big integers, of which there are none here: twice the time.
          request: { parseSuccessResponseBody: false },
        });
        const answer: unknown = await new Response(body as ReadableStream).json();
        const { data, errors = [] } = answer as GraphqlBody<T>;
        const value = { data: (data ?? {}) as T, errors, now: serverTime(headers) };
        return { value, headers, errors, rateLimit: data?.rateLimit };
      }),
  };
}

interface GraphqlBody<T> {
  readonly data?: (T & { readonly rateLimit?: RateLimitAnswer | null }) | null;
  readonly errors?: readonly GraphqlError[];
}

/** Expiry follows GitHub's clock, not ours. */
function serverTime(headers: Record<string, unknown>): string {
  const date = new Date(headers["date"] as string);
  return (Number.isNaN(date.getTime()) ? new Date() : date).toISOString();
}
