import { describe, expect, test } from "@jest/globals";
import type { AppRequest } from "../../../../src/core/model/request.ts";
import { handleDelivery } from "../../../../src/main/app/handlers/handle-delivery.ts";
import { registerEvents } from "../../../../src/main/app/webhook-routes.ts";
import { handlerWorld, job, REPOSITORY } from "../../../support/handler-world.ts";

const { signal } = new AbortController();

async function delivered(event: string, body: object): Promise<AppRequest[]> {
  const { surroundings } = handlerWorld();
  const asked: AppRequest[] = [];
  registerEvents(surroundings.probot, { appId: 4242 }, (request) => {
    asked.push(request);
    return Promise.resolve();
  });
  const data = { event, payload: JSON.stringify(body), receivedAt: 0 };
  await handleDelivery(surroundings)(job(data, "guid"), signal);
  return asked;
}

describe("a delivery", () => {
  const payload = {
    action: "opened",
    number: 7,
    installation: { id: 77 },
    repository: { id: 5, name: "scanner", owner: { login: "acme" } },
    pull_request: { base: { ref: "main" }, head: { sha: "abc" } },
  };
  test("reaches the handler of its event", async () => {
    expect(await delivered("pull_request", payload)).toEqual([
      { type: "gate", repository: REPOSITORY, pullRequest: 7, headSha: "abc", baseRef: "main" },
    ]);
  });

  test.each([
    ["pull_request", { ...payload, action: "labeled" }],
    ["star", payload],
  ])("of %s that asks for nothing ends there", async (event, body) => {
    expect(await delivered(event, body)).toEqual([]);
  });
});
