import { describe, expect, test } from "@jest/globals";

import { checkWebhook } from "./check-webhook.ts";
import { asLine } from "./problem.ts";
import { sample } from "./sample.ts";
import { specification } from "./specification.ts";

function payloadOf(key: string): Record<string, unknown> {
  const schema = specification.webhooks[key];
  return sample(schema ?? {}) as Record<string, unknown>;
}

function found(event: string, payload: unknown): string[] {
  return checkWebhook({ event, payload }).map(asLine);
}

describe("webhooks", () => {
  test("as GitHub delivers them", () => {
    expect(found("push", payloadOf("push"))).toEqual([]);
    expect(found("pull_request", payloadOf("pull-request-opened"))).toEqual([]);
    expect(found("check_run", { ...payloadOf("check-run-created"), action: "created" })).toEqual(
      [],
    );
  });

  test("a key that is missing", () => {
    const { number: _number, ...payload } = payloadOf("pull-request-opened");
    expect(checkWebhook({ event: "pull_request", payload })).toEqual([
      {
        subject: "webhook pull_request.opened",
        kind: "missing",
        where: "payload.number",
        what: "is required",
      },
    ]);
  });

  test("a key of another type", () => {
    const payload = { ...payloadOf("push"), forced: "no" };
    expect(checkWebhook({ event: "push", payload })).toEqual([
      {
        subject: "webhook push",
        kind: "wrong",
        where: "payload.forced",
        what: 'must be boolean, but is "no"',
      },
    ]);
  });

  test("no such action", () => {
    const payload = { ...payloadOf("pull-request-opened"), action: "merged" };
    expect(found("pull_request", payload)).toEqual([
      "webhook pull_request.merged: event pull_request.merged is none the contract covers",
    ]);
  });

  test("no action where there must be one", () => {
    const { action: _action, ...payload } = payloadOf("pull-request-opened");
    expect(found("pull_request", payload)).toEqual([
      "webhook pull_request: payload.action is required",
    ]);
  });

  test("no such event", () => {
    expect(found("graduation", {})).toEqual([
      "webhook graduation: event graduation is none the contract covers",
    ]);
  });

  test("what is no payload", () => {
    expect(found("push", null)).toEqual(["webhook push: payload must be object, but is null"]);
  });
});
