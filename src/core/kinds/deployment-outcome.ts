import { isStated } from "../model/cell-text.ts";
import type { DeploymentTest, Regression } from "../model/deployment-test.ts";
import { unavailable, type Unavailable } from "../model/fact.ts";
import { fail, type Judgement } from "../model/finding.ts";
import { DAY, readMoment } from "../model/moment.ts";
import { daysAfter } from "./days-after.ts";

/** What is wrong with the outcome of a deployment test; undefined where nothing is. */
export function badOutcome(test: DeploymentTest, now: string): Judgement | Unavailable | undefined {
  const { path, start, end, passed, regressions } = test;
  if (daysBetween(start, end) < 0) {
    return unavailable("invalid", `by ${path} the test ends on ${end}, before its start`, { path });
  }
  if (daysAfter(end, 0) > now) {
    return unavailable("invalid", `by ${path} the test ends on ${end}, which is still to come`, {
      path,
    });
  }
  if (!passed) {
    return fail(`the test on ${test.environment} did not pass`, { path, seen: "passed: false" });
  }
  const open = regressions.filter((regression) => !isAccepted(regression));
  return open.length === 0
    ? undefined
    : fail(
        `${open.length} of ${regressions.length} regressions are accepted by nobody with a reason: ${open
          .slice(0, 3)
          .map(({ what }) => what)
          .join(", ")}${open.length > 3 ? " …" : ""}`,
        ...open.map(({ what, place }) => ({ ...place, seen: what })),
      );
}

/** The test in a few words: what ran where, and from when until when. */
export function testText({
  version,
  environment,
  start,
  end,
  regressions,
}: DeploymentTest): string {
  const accepted =
    regressions.length === 0 ? "no regressions" : `${regressions.length} accepted regressions`;
  return `${version} on ${environment} from ${start} to ${end}, ${accepted}`;
}

/** Days between two dates or instants, to a hundredth and cut off: what is shown is never more than what was. */
export function daysBetween(start: string, end: string): number {
  const [from = NaN, to = NaN] = [readMoment(start)?.start, readMoment(end)?.start];
  return Math.floor(((to - from) * 100) / DAY) / 100;
}

function isAccepted({ acceptedBy = "", reason = "" }: Regression): boolean {
  return isStated(acceptedBy) && isStated(reason);
}
