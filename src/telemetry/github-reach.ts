import type { Clock } from "../ports/clock.ts";
import type { Telemetry } from "../ports/telemetry.ts";

/** Whether GitHub is within reach, by what became of the requests that were made anyway. */
export interface GithubReach extends Pick<Telemetry, "requested"> {
  isReachable(): boolean;
}

/** A hiccup is no outage: it is out of reach when every request of so many milliseconds has failed. */
const PATIENCE = 60_000;

export function createGithubReach(clock: Clock): GithubReach {
  let failing: { readonly since: number; last: number } | undefined;
  return {
    requested({ status }) {
      if (status > 0 && status < 500) failing = undefined;
      else failing = { since: failing?.since ?? clock.now(), last: clock.now() };
    },
    isReachable: () => failing === undefined || failing.last - failing.since < PATIENCE,
  };
}
