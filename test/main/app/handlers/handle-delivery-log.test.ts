import { describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import {
  handleDeliveryLog,
  handleRedelivery,
} from "../../../../src/main/app/handlers/handle-delivery-log.ts";
import { DELIVERY_LOG } from "../../../../src/main/app/queues/delivery-log.ts";
import { mayAskFor } from "../../../../src/main/app/webhook-routes.ts";
import type { DeliveryAttempt } from "../../../../src/ports/delivery-log.ts";
import { fakeJobStore } from "../../../support/fake-job-store.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const { signal } = new AbortController();

function job<Data>(data: Data) {
  return { id: undefined, key: undefined, group: undefined, data, attempt: 1 };
}

const attempt = (id: number, at: string): DeliveryAttempt => ({
  id,
  guid: `guid-${id}`,
  at,
  event: "push",
  action: undefined,
  taken: false,
});

function world(attempts: readonly DeliveryAttempt[]) {
  const repeated: number[] = [];
  const store = fakeJobStore();
  const surroundings = {
    store,
    clock: { now: () => NOW },
    log: pino({ level: "silent" }),
    sweepEvery: 300_000,
    logKeptFor: 3 * 86_400_000,
    deliveryLog: {
      async *attempts() {
        await Promise.resolve();
        yield attempts;
      },
      repeat: (id: number) => Promise.resolve(void repeated.push(id)),
    },
  };
  return { surroundings, store, repeated };
}

const LOG = [
  attempt(3, "2026-06-01T11:51:00Z"),
  attempt(2, "2026-06-01T11:49:00Z"),
  attempt(1, "2026-05-29T11:00:00Z"),
];

describe("the log of deliveries", () => {
  test.each<[string, object, string[]]>([
    ["as far back as GitHub delivers again", {}, ["guid-2", "guid-3"]],
    ["from a moment before the last look", { since: "2026-06-01T12:00:00.000Z" }, ["guid-3"]],
  ])("is read %s, and each event asked for by its id", async (_, data, ids) => {
    const { surroundings, store } = world(LOG);
    await handleDeliveryLog(surroundings)(job(data), signal);
    const [next, ...asked] = store.kept.toReversed();
    expect(asked.toReversed().map((each) => [each.queue, "id" in each.job && each.job.id])).toEqual(
      ids.map((id) => ["redeliveries", id]),
    );
    expect(next).toMatchObject({
      queue: "delivery-log",
      job: { data: { since: "2026-06-01T12:00:00.000Z" }, notBefore: NOW + 300_000 },
    });
  });

  test.each<[string, string | undefined, number]>([
    ["push", undefined, 1],
    ["pull_request", "opened", 1],
    ["check_run", "completed", 1],
    ["issue_comment", "edited", 1],
    ["issue_comment", "created", 12],
    ["check_run", "requested_action", 12],
    ["check_run", "rerequested", 12],
    ["check_suite", "rerequested", 12],
    ["merge_group", "checks_requested", 12],
    ["deployment_protection_rule", "requested", 12],
  ])("is looked at again and again: %s %s is asked for %s times", async (event, action, times) => {
    const { surroundings, store } = world([{ ...attempt(3, "2026-06-01T11:51:00Z"), event, action }]); // prettier-ignore
    const done = new Set<string>();
    const repeated: number[] = [];
    const add: typeof store.add = (_, { id, data }) => {
      if (done.has(id)) return Promise.resolve("duplicate");
      done.add(id);
      repeated.push((data as { readonly attempt: number }).attempt);
      return Promise.resolve("added");
    };
    const look = handleDeliveryLog({ ...surroundings, store: { ...store, add } });
    for (let looks = 1; looks <= 15; looks += 1) {
      await look(job({}), signal);
      expect(repeated).toHaveLength(Math.min(looks, times));
    }
    expect(new Set(repeated)).toEqual(new Set([3]));
  });

  test("is read on from where the last look was, though somebody else asks", () => {
    const since = "2026-06-01T12:00:00.000Z";
    expect(DELIVERY_LOG.merge?.({ since }, {})).toEqual({ since });
    expect(DELIVERY_LOG.merge?.({}, { since })).toEqual({ since });
  });
});

test("what is asked for once more is the attempt", async () => {
  const { surroundings, repeated } = world([]);
  await handleRedelivery(surroundings)(job({ attempt: 7 }), signal);
  expect(repeated).toEqual([7]);
});

test.each<[string, string | undefined, boolean]>([
  ["push", undefined, true],
  ["issue_comment", "created", true],
  ["pull_request", "opened", true],
  ["pull_request", "labeled", false],
  ["check_run", "completed", true],
  ["check_run", "created", false],
  ["star", "created", false],
  ["constructor", undefined, false],
])("whether %s %s may ask for something: %s", (event, action, expected) => {
  expect(mayAskFor(event, action)).toBe(expected);
});
