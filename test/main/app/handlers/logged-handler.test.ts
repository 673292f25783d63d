import { expect, test } from "@jest/globals";
import { pino } from "pino";
import { handleDelivery } from "../../../../src/main/app/handlers/handle-delivery.ts";
import { loggedHandler } from "../../../../src/main/app/handlers/logged-handler.ts";
import type { Surroundings } from "../../../../src/main/app/handlers/surroundings.ts";
import type { Handler } from "../../../../src/ports/job-store.ts";
import { createLog, logOfProbot } from "../../../../src/telemetry/app-log.ts";
import { jobFields } from "../../../../src/telemetry/job-context.ts";

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

const HANGS: Handler<string> = () => new Promise(() => undefined);

/** What is told of a job of which its worker wants to hear no more, for a reason. */
async function told(reason: Error, attempt: number): Promise<readonly [number, string][]> {
  const lines: Line[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const queue = { name: "jobs", retries: { tries: 2, first: 1, most: 1 } };
  const abort = new AbortController();
  const job = { id: undefined, key: "a", group: undefined, data: "x", attempt };
  const run = loggedHandler(queue, log, HANGS)(job, abort.signal);
  abort.abort(reason);
  await expect(run).rejects.toBe(reason);
  return lines.map(({ level, msg }) => [level, msg]);
}

test.each([
  [1, 40, "a job failed and is tried again"],
  [2, 50, "a job failed at its last try and is put aside as a dead letter"],
])("a job that hangs is told of when it is given up, at its try %d", async (attempt, ...line) => {
  const tooLong = new DOMException("took longer than 60000 ms", "TimeoutError");
  expect(await told(tooLong, attempt)).toEqual([line]);
});

test("one that a stop breaks off is no failure", async () => {
  expect(await told(new Error("the worker is stopped"), 2)).toEqual([
    [20, "a job was broken off and runs again"],
  ]);
});

test.each([
  ["that makes no sense to its handler", '{"installation":{"id":77},"pull_request":{"number":5}}', { delivery: "guid", event: "pull_request", installation: 77, pullRequest: 5 }], // prettier-ignore
  ["that is no JSON", "{ acme/secret", { delivery: "guid", event: "pull_request" }],
])("a webhook %s is told of with its id", async (_, payload, fields) => {
  const lines: Line[] = [];
  const log = pino({ mixin: jobFields }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const probot = { receive: () => Promise.reject(new AggregateError([new TypeError("no repository")], "wrapped")) }; // prettier-ignore
  const handler = handleDelivery({ probot, log } as unknown as Surroundings);
  const data = { event: "pull_request", payload, receivedAt: 0 };
  const job = { id: "guid", key: undefined, group: undefined, data, attempt: 1 };
  await expect(handler(job, new AbortController().signal)).rejects.toThrow(payload.includes("secret") ? "no JSON" : "no repository"); // prettier-ignore
  expect(lines).toMatchObject([{ level: 40, msg: "a job failed and is tried again", ...fields }]);
  expect(JSON.stringify(lines)).not.toContain("secret");
});

test.each([
  ["trace", "fatal"],
  ["error", "fatal"],
  ["silent", "silent"],
])("where we tell at %s, Probot tells at %s: of what fails we tell ourselves", (ours, probots) => {
  expect(logOfProbot(createLog(ours)).level).toBe(probots);
});
