import { MORE_PERMISSIONS, PERMISSIONS } from "../model/app-manifest.ts";
import type { Diagnosis, Grant } from "../model/doctor.ts";
import type { Fact } from "../model/fact.ts";

const STRENGTH = ["read", "write", "admin"];

/** Whether an installation lets the App do what it needs and tells it what it listens to. */
export function diagnoseGrant(read: Fact<Grant>, events: readonly string[]): readonly Diagnosis[] {
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
  return [
    ...(missing.length === 0
      ? [good("permissions", "The App has every permission it needs.")]
      : missing.map(([name, { level, serves }]) => problem("permissions", `The App lacks ${name}: ${level}, by which it ${serves}.`))), // prettier-ignore
    ...Object.entries(MORE_PERMISSIONS)
      .filter(([name, { level }]) => lacks(name, level))
      .map(([name, { level, serves }]): Diagnosis => {
        const says = `With ${name}: ${level} the App ${serves}.`;
        return { point: "permissions", outcome: "good", says };
      }),
    ...(silent.length === 0
      ? [good("events", "The App hears of everything it listens to.")]
      : [problem("events", `The App does not hear of ${silent.join(", ")}.`)]),
  ];
}

function good(point: Diagnosis["point"], says: string): Diagnosis {
  return { point, outcome: "good", says };
}

function problem(point: Diagnosis["point"], says: string): Diagnosis {
  return {
    point,
    outcome: "problem",
    says,
    mend: "ask for it in the App's settings, and have an owner of the organisation accept it",
  };
}
