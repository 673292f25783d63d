import type { Logger } from "pino";
import { Probot, ProbotOctokit } from "probot";

export interface ProbotOptions {
  /** Those of a person, or of an App. */
  readonly rights: { readonly githubToken: string } | { readonly appId: number; readonly privateKey: string }; // prettier-ignore
  readonly apiUrl: string;
  readonly log: Logger;
  /** Sends each of its requests. */
  readonly send: typeof fetch;
}

/** Makes Probot, of which only the access to GitHub is used. */
export async function openProbot({ rights, apiUrl, log, send }: ProbotOptions): Promise<Probot> {
  const probot = new Probot({
    ...rights,
    // Webhooks are verified before they get to Probot, which would take a secret of its own otherwise.
    secret: "verified already",
    baseUrl: apiUrl,
    log,
    request: { fetch: send },
    // Probot's own throttle lets one write a second through for all installations together.
    Octokit: ProbotOctokit.defaults((defaults: object) => ({
      ...defaults,
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
  });
  await probot.ready();
  return probot;
}
