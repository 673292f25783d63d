import { expect, test } from "@jest/globals";
import type { RequestMade } from "../../src/ports/telemetry.ts";
import { observedFetch } from "../../src/telemetry/observed-fetch.ts";

const API = "https://api.github.test";
const JWT = { authorization: "bearer eyJhbGciOi.J9.x" };
const TOKEN = { authorization: "token ghs_x" };

async function asked(
  path: string,
  init: RequestInit,
  answer: () => Promise<Response> = () => Promise.resolve(new Response()),
): Promise<RequestMade | undefined> {
  const made: RequestMade[] = [];
  let now = 0;
  const send = observedFetch(
    () => {
      now += 250;
      return answer();
    },
    { requested: (request) => made.push(request) },
    { debug: () => undefined },
    () => now,
  );
  await send(`${API}${path}`, init).catch(() => undefined);
  expect(made).toHaveLength(1);
  return made[0];
}

function limited(limit: string): () => Promise<Response> {
  return () => Promise.resolve(new Response("", { headers: { "x-ratelimit-limit": limit } }));
}

test.each<[string, string, RequestInit, string]>([
  ["reading", "/repos/acme/scanner?per_page=1", { headers: TOKEN }, "rest-read"],
  ["a check", "/repos/acme/scanner/check-runs", { method: "POST", headers: TOKEN }, "rest-write"],
  ["a comment", "/repos/acme/scanner/issues/7/comments", { method: "POST" }, "content"],
  ["a pull request", "/repos/acme/scanner/pulls", { method: "POST" }, "content"],
  ["a query", "/graphql", { method: "POST", headers: TOKEN }, "graphql"],
  ["the App itself", "/app/installations/7/access_tokens", { method: "POST", headers: JWT }, "app"],
])("%s counts for its bucket", async (_, path, init, bucket) => {
  expect(await asked(path, init)).toMatchObject({ bucket, status: 200, seconds: 0.25 });
});

test.each([
  ["5000", "base"],
  ["8650", "scaled"],
  ["15000", "enterprise"],
  ["", "unknown"],
])("an installation with %s requests an hour is of class %s", async (limit, kind) => {
  expect(await asked("/repos/acme/scanner", {}, limited(limit))).toMatchObject({ class: kind });
});

test("points of GraphQL have limits of their own", async () => {
  const query = { method: "POST" };
  expect(await asked("/graphql", query, limited("10000"))).toMatchObject({ class: "enterprise" });
});

function lost(): Promise<Response> {
  return Promise.reject(new Error("reset"));
}

test("what is never answered has status 0", async () => {
  expect(await asked("/app", { headers: JWT }, lost)).toMatchObject({ status: 0, class: "app" });
});
