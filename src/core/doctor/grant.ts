import { EVENTS_OF, type Feature, MORE_PERMISSIONS, PERMISSIONS } from "../model/app-manifest.ts";
import type { Diagnosis, Grant } from "../model/doctor.ts";
import type { Fact } from "../model/fact.ts";

const STRENGTH = ["read", "write", "admin"];

/** What is said of a repository that can do without. */
const WITHOUT: Readonly<Record<Feature, string>> = {
  "merge queue": "No branch of a check here has a merge queue",
  environments: "The policy here names no environments",
  "reports of workflows": "No kind of evidence in the policy here names a workflow",
  "signed reports": "No rule here asks for reports of tier 4",
};

/**
 * Whether an installation lets the App do what it needs and tells it what it listens to.
 *
 * @param has what the repository has of that which only some do; elsewhere what is missing for it is a hint
 */
export function diagnoseGrant(
  read: Fact<Grant>,
  events: readonly string[],
  has: ReadonlySet<Feature>,
): readonly Diagnosis[] {
  if (read.state === "unavailable") {
    return [
      {
        point: "permissions",
        outcome: "unknown",
        says: `What the App may do cannot be seen: ${read.reason}.`,
        mend: "call the doctor as the App (APP_ID and PRIVATE_KEY), or as an owner of the organisation",
      },
    ];
  }
  const { permissions, suspended } = read.value;
  if (suspended) {
    return [
      {
        point: "permissions",
        outcome: "problem",
        says: "The installation is suspended: the App hears and does nothing.",
        mend: "unsuspend it in the settings of the organisation, under GitHub Apps",
      },
    ];
  }
  const lacks = (name: string, level: string): boolean =>
    STRENGTH.indexOf(permissions[name] ?? "") < STRENGTH.indexOf(level);
  const missing = Object.entries(PERMISSIONS).filter(([name, { level }]) => lacks(name, level));
  const silent = events.filter((event) => !read.value.events.includes(event)).toSorted();
  /** What only features are for of which the repository has none. */
  const unused = (only: readonly Feature[] = []): readonly Feature[] =>
    only.some((each) => has.has(each)) ? [] : only;
  const [hints, missed] = partition(silent, (event) => unused(EVENTS_OF.get(event)).length > 0);
  return [
    ...(missing.length === 0
      ? [good("permissions", "The App has every permission it needs.")]
      : missing.map(([name, { level, serves, only }]) => lacking("permissions", `The App lacks ${name}: ${level}, by which it ${serves}.`, unused(only)))), // prettier-ignore
    ...Object.entries(MORE_PERMISSIONS)
      .filter(([name, { level }]) => lacks(name, level))
      .map(([name, { level, serves }]) => good("permissions", `With ${name}: ${level} the App ${serves}.`)), // prettier-ignore
    ...(silent.length === 0 ? [good("events", "The App hears of everything it listens to.")] : []),
    ...(missed.length === 0 ? [] : [lacking("events", unheard(missed))]),
    ...hints.map((event) => lacking("events", unheard([event]), unused(EVENTS_OF.get(event)))),
  ];
}

function unheard(events: readonly string[]): string {
  return `The App does not hear of ${events.join(", ")}.`;
}

function partition<T>(all: readonly T[], isFirst: (each: T) => boolean): readonly [T[], T[]] {
  return [all.filter(isFirst), all.filter((each) => !isFirst(each))];
}

function good(point: Diagnosis["point"], says: string): Diagnosis {
  return { point, outcome: "good", says };
}

/** Something that is missing: no more than worth a look where only what is not here needs it. */
function lacking(
  point: Diagnosis["point"],
  says: string,
  needless: readonly Feature[] = [],
): Diagnosis {
  return {
    point,
    outcome: needless.length === 0 ? "problem" : "advice",
    says: [says, ...needless.map((each) => `${WITHOUT[each]}.`)].join(" "),
    mend: "ask for it in the App's settings, and have an owner of the organisation accept it",
  };
}
