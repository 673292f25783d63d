import { expect, test } from "@jest/globals";
import { diagnoseGrant } from "../../../src/core/doctor/grant.ts";
import { type Feature, PERMISSIONS } from "../../../src/core/model/app-manifest.ts";
import { known } from "../../../src/core/model/fact.ts";

const EVENTS = ["deployment_protection_rule", "merge_group", "push", "workflow_run"];

/** What is missing, where an App was granted all but what is named. */
function complaints(
  lacks: { readonly permissions?: readonly string[]; readonly events?: readonly string[] },
  ...has: readonly Feature[]
) {
  const permissions = Object.fromEntries(
    Object.entries(PERMISSIONS)
      .filter(([name]) => lacks.permissions?.includes(name) !== true)
      .map(([name, { level }]) => [name, level]),
  );
  const events = EVENTS.filter((event) => lacks.events?.includes(event) !== true);
  const found = diagnoseGrant(known({ permissions, events, suspended: false }), EVENTS, new Set(has)); // prettier-ignore
  return found
    .filter(({ outcome }) => outcome !== "good")
    .map(({ outcome, says }) => `${outcome}: ${says}`);
}

const UNUSED_QUEUE = "No branch of a check here has a merge queue.";
const UNUSED_SIGNED = "No rule here asks for reports of tier 4.";
const UNUSED_ENVIRONMENTS = "The policy here names no environments.";
const UNUSED_WORKFLOWS = "No kind of evidence in the policy here names a workflow.";
const READS_RUNS =
  "The App lacks actions: read, by which it hears of deployments that wait for it, and reads what workflows deliver.";

test.each<[string, string | undefined, Feature, string, string]>([
  ["merge_queues", "merge_group", "merge queue", "The App lacks merge_queues: read, by which it sees what a merge queue is made of.", UNUSED_QUEUE], // prettier-ignore
  ["attestations", undefined, "signed reports", "The App lacks attestations: read, by which it reads who signed what workflows deliver.", UNUSED_SIGNED], // prettier-ignore
  ["deployments", "deployment_protection_rule", "environments", "The App lacks deployments: write, by which it answers deployments that wait for it.", UNUSED_ENVIRONMENTS], // prettier-ignore
])(
  "%s is missed where the repository needs it, and worth a look elsewhere",
  (name, event, feature, says, unused) => {
    const events = event === undefined ? [] : [event];
    const lacks = { permissions: [name], events };
    expect(complaints(lacks, feature)).toEqual([
      `problem: ${says}`,
      ...events.map((each) => `problem: The App does not hear of ${each}.`),
    ]);
    expect(complaints(lacks)).toEqual([
      `advice: ${says} ${unused}`,
      ...events.map((each) => `advice: The App does not hear of ${each}. ${unused}`),
    ]);
  },
);

test.each<[Feature, string, string]>([
  ["environments", "deployment_protection_rule", UNUSED_ENVIRONMENTS],
  ["reports of workflows", "workflow_run", UNUSED_WORKFLOWS],
])(
  "actions is missed where the repository has %s, one of two for which it is",
  (feature, event, unused) => {
    const lacks = { permissions: ["actions"], events: [event] };
    expect(complaints(lacks, feature)).toEqual([
      `problem: ${READS_RUNS}`,
      `problem: The App does not hear of ${event}.`,
    ]);
    expect(complaints(lacks)).toEqual([
      `advice: ${READS_RUNS} ${UNUSED_ENVIRONMENTS} ${UNUSED_WORKFLOWS}`,
      `advice: The App does not hear of ${event}. ${unused}`,
    ]);
  },
);

test("what every repository needs is missed everywhere, beside hints", () => {
  expect(complaints({ permissions: ["checks"], events: ["push", "merge_group"] })).toEqual([
    "problem: The App lacks checks: write, by which it shows the verdict.",
    "problem: The App does not hear of push.",
    `advice: The App does not hear of merge_group. ${UNUSED_QUEUE}`,
  ]);
});
