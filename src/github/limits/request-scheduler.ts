import type { AlarmClock } from "../../ports/clock.ts";
import type { HeldUp } from "./held-up.ts";
import type { HourlyBudget } from "./hourly-budget.ts";
import { createInstallationLane, type InstallationLane } from "./installation-lane.ts";
import type { Resource } from "./request-cost.ts";
import type { Answer, ScheduledRequest } from "./scheduled-request.ts";

/** Keeps each installation's requests within what GitHub allows it, without holding up any other's. */
export interface RequestScheduler {
  /**
   * Sends a request. One that would have to wait for more than a moment is refused, with when to come
   * again: whoever works for one installation is free for others.
   */
  run<T>(request: ScheduledRequest, send: () => Promise<Answer<T>>): Promise<T>;
  /** A place in the order in which an installation asks: reads from here on are younger. */
  mark(installation: number): number;
  /** What GitHub said last of the hours that go on, of every installation. */
  hours(): readonly Hour[];
}

/** What is left to an installation until the hour is over. */
export interface Hour extends HourlyBudget {
  readonly installation: number;
  readonly resource: Resource;
}

/** @param heldUp told of requests that limits hold up */
export function createRequestScheduler(
  clock: AlarmClock,
  heldUp: (request: HeldUp) => void = () => undefined,
): RequestScheduler {
  const lanes = new Map<number, InstallationLane>();
  const laneOf = (installation: number): InstallationLane => {
    const lane = lanes.get(installation) ?? createInstallationLane(clock, heldUp);
    lanes.set(installation, lane);
    return lane;
  };
  return {
    mark: (installation) => laneOf(installation).mark(),
    run: (request, send) => laneOf(request.installation).run(request, send),
    hours: () =>
      [...lanes]
        .flatMap(([installation, { budgets }]) =>
          [...budgets].map(([resource, budget]) => ({ installation, resource, ...budget })),
        )
        .filter(({ reset }) => reset > clock.now()),
  };
}
