import type { RequestScheduler } from "./request-scheduler.ts";

/** The part of Octokit that the adapters use, bound to one installation. */
export interface Octokit {
  request(
    route: string,
    parameters?: Record<string, unknown>,
  ): Promise<{ data: unknown; headers: Record<string, unknown>; status: number }>;
}

/** One installation's access to GitHub: every request goes through its scheduler. */
export interface InstallationClient {
  /** A REST call; gives the body. */
  rest<T>(route: string, parameters?: Record<string, unknown>): Promise<T>;
  /** A GraphQL query or mutation; gives `data` and the server's time. */
  graphql<T>(document: string, variables: Record<string, unknown>): Promise<GraphqlAnswer<T>>;
}

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
 * A client of one installation.
 *
 * @param forgetToken lets the next request get another token, where that can be had: one may end before
 * the time for which it is kept
 */
export function installationClient(
  octokit: Octokit,
  installation: number,
  scheduler: RequestScheduler,
  forgetToken?: () => void,
): InstallationClient {
  const send = (
    route: string,
    parameters: Record<string, unknown>,
  ): ReturnType<Octokit["request"]> => {
    const request = (): ReturnType<Octokit["request"]> =>
      octokit.request(route, {
        ...parameters,
        headers: { "x-github-api-version": API_VERSION, ...(parameters["headers"] as object) },
      });
    return scheduler.run(installation, async () => {
      try {
        return await request();
      } catch (error) {
        if (forgetToken === undefined || (error as { status?: number }).status !== 401) throw error;
        // Nothing was done with a token that is refused, so that it may be asked again.
        forgetToken();
        return request();
      }
    });
  };
  return {
    rest: async <T>(route: string, parameters: Record<string, unknown> = {}) =>
      (await send(route, parameters)).data as T,
    graphql: async <T>(document: string, variables: Record<string, unknown>) => {
      const { data: body, headers } = await send("POST /graphql", {
        query: document,
        variables,
        // Octokit reads JSON in a way that keeps big integers, of which there are none here: twice the time.
        request: { parseSuccessResponseBody: false },
      });
      const answer: unknown = await new Response(body as ReadableStream).json();
      const { data, errors = [] } = answer as { data?: T | null; errors?: GraphqlError[] };
      scheduler.refuseIfLimited(installation, errors, headers);
      return { data: (data ?? {}) as T, errors, now: serverTime(headers) };
    },
  };
}

/** Expiry follows GitHub's clock, not ours. */
function serverTime(headers: Record<string, unknown>): string {
  const date = new Date(headers["date"] as string);
  return (Number.isNaN(date.getTime()) ? new Date() : date).toISOString();
}
