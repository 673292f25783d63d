import { describe, expect, test } from "@jest/globals";
import nock from "nock";
import {
  recordedClient,
  recordGraphql,
  recordRest,
  SERVER_TIME,
} from "../support/fake-github-api.ts";

describe("a REST call", () => {
  test("gives the body, and names the API's version", async () => {
    nock("https://api.github.test", {
      reqheaders: {
        "x-github-api-version": "2022-11-28",
        accept: "application/vnd.github.raw",
      },
    })
      .get("/repos/acme/scanner")
      .reply(200, { id: 5 });
    const body = await recordedClient().rest("GET /repos/{owner}/{repo}", {
      owner: "acme",
      repo: "scanner",
      headers: { accept: "application/vnd.github.raw" },
    });
    expect(body).toEqual({ id: 5 });
  });

  test("without parameters", async () => {
    recordRest("GET", "/rate_limit", { ok: true });
    await expect(recordedClient().rest("GET /rate_limit")).resolves.toEqual({ ok: true });
  });

  test("that is refused fails with its status; one that the server spoils may be tried again", async () => {
    recordRest("GET", "/a", {}, 404);
    recordRest("GET", "/b", {}, 500);
    const client = recordedClient();
    await expect(client.rest("GET /a")).rejects.toMatchObject({ status: 404 });
    await expect(client.rest("GET /b")).rejects.toMatchObject({ name: "UpstreamError" });
  });

  test("that meets a limit closes the way", async () => {
    recordRest("GET", "/a", { message: "slow down" }, 403, { "retry-after": "9" });
    const client = recordedClient();
    await expect(client.rest("GET /a")).rejects.toMatchObject({ retryAfter: 9000 });
    await expect(client.graphql("query { x }", {})).rejects.toMatchObject({ retryAfter: 9000 });
  });
});

describe("a GraphQL call", () => {
  test("gives data, what could not be answered, and the server's time", async () => {
    const errors = [{ type: "FORBIDDEN", message: "no", path: ["x"] }];
    const asked = recordGraphql({ data: { x: null }, errors });
    const answer = await recordedClient().graphql("query Q { x }", { a: 1 });
    expect(answer).toEqual({ data: { x: null }, errors, now: SERVER_TIME });
    expect(asked).toEqual([{ query: "query Q { x }", variables: { a: 1 } }]);
  });

  test.each([
    [{ data: null, errors: [{ message: "timeout" }] }],
    [{ errors: [{ message: "timeout" }] }],
  ])("without data (%j) gives none", async (body) => {
    recordGraphql(body);
    expect(await recordedClient().graphql("query { x }", {})).toMatchObject({
      data: {},
      errors: [{ message: "timeout" }],
    });
  });

  test("that says RATE_LIMITED with 200 closes the way", async () => {
    recordGraphql({ errors: [{ type: "RATE_LIMITED", message: "used up" }] });
    const client = recordedClient();
    await expect(client.graphql("query { x }", {})).rejects.toMatchObject({ retryAfter: 60_000 });
    await expect(client.rest("GET /a")).rejects.toMatchObject({ name: "UpstreamError" });
  });

  test("takes our own clock where the server's cannot be read", async () => {
    nock("https://api.github.test").post("/graphql").reply(200, { data: {} }, { date: "soon" });
    const { now } = await recordedClient().graphql("query { x }", {});
    expect(Number.isNaN(Date.parse(now))).toBe(false);
  });
});
