import { type Patience, timedFetch } from "../github/timed-fetch.ts";
import { describeRequest } from "../telemetry/describe-request.ts";

/** How every front sends requests to GitHub: none of them waits for ever where GitHub is silent. */
export function githubFetch(patience: Patience): typeof fetch {
  return timedFetch(fetch, (...request) => describeRequest(...request).name, patience);
}
