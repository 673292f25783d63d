import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { createTestbed, type Testbed } from "./testbed.ts";

let bed: Testbed;
beforeAll(async () => {
  bed = await createTestbed();
});
afterEach(async () => bed.github.clearFaults());
afterAll(async () => bed.close());

const zoo = "/repos/acme/zoo";
const get = async () => bed.request("app", "GET", zoo);

test("errors, as often as wanted, where wanted", async () => {
  await bed.github.addFault({ kind: "error", status: 502, times: 1, path: "^/repos/acme/zoo$" });
  expect((await bed.request("app", "GET", `${zoo}/branches`)).status).toBe(200);
  expect((await get()).status).toBe(502);
  expect((await get()).status).toBe(200);
});

// Page "Rate limits for the REST API", "Exceeding the rate limit"
test("secondary limits", async () => {
  await bed.github.addFault({ kind: "secondary-limit", status: 429, retryAfter: 7, times: 1 });
  const { status, headers } = await get();
  expect([status, headers.get("retry-after")]).toEqual([429, "7"]);
});

test("the primary limit: 403 in REST, a successful answer with an error in GraphQL", async () => {
  await bed.github.addFault({ kind: "primary-limit", times: 2 });
  const rest = await get();
  expect([rest.status, rest.headers.get("x-ratelimit-remaining")]).toEqual([403, "0"]);
  const query = "query Named { rateLimit { cost } }";
  expect(await bed.graphql("app", query)).toMatchObject({
    status: 200,
    body: { errors: [{ type: "RATE_LIMITED" }] },
  });
});

test("budgets of REST and GraphQL are apart and run out", async () => {
  await bed.github.setLimits({ rest: 2, graphql: 100 });
  expect((await get()).headers.get("x-ratelimit-remaining")).toBe("1");
  await get();
  const { status, headers } = await get();
  expect([
    status,
    headers.get("x-ratelimit-remaining"),
    headers.get("x-ratelimit-resource"),
  ]).toEqual([403, "0", "core"]);
  expect(
    (await bed.graphql("app", "{ rateLimit { remaining } }")).body.data.rateLimit.remaining,
  ).toBe(99);
  await bed.github.setLimits({ rest: 5000, graphql: 5000 });
});

test("one installation may have limits of its own", async () => {
  await bed.github.setLimits({ installation: 777, rest: 1 });
  expect([(await get()).status, (await get()).status]).toEqual([200, 403]);
  expect((await bed.request("bob", "GET", zoo)).headers.get("x-ratelimit-limit")).toBe("5000");
  await bed.github.setLimits({ installation: 777, rest: 5000 });
});

// Page "Rate limits for the REST API", "About secondary rate limits"
test("secondary limits by count: content of a minute, of one installation", async () => {
  await bed.github.setLimits({ secondary: true });
  const { body: issue } = await bed.request("bob", "POST", `${zoo}/issues`, { title: "t" });
  const comment = () =>
    bed.request("app", "POST", `${zoo}/issues/${issue.number}/comments`, { body: "x" });
  for (let i = 0; i < 80; i += 1) expect((await comment()).status).toBe(201);
  const refused = await comment();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([403, "60"]);
  expect((await get()).status).toBe(200);
  await bed.github.shiftTime({ milliseconds: 60_000 });
  expect((await comment()).status).toBe(201);
  await bed.github.setLimits({ secondary: false });
});

test("a fault may meet the requests of one installation alone", async () => {
  await bed.github.addFault({ kind: "error", installation: 777 });
  expect((await get()).status).toBe(500);
  expect((await bed.request("bob", "GET", zoo)).status).toBe(200);
});

test("a token is refused once, a commit is not known yet, the line drops, an answer is slow", async () => {
  await bed.github.addFault({ kind: "unauthorized", times: 1 });
  expect((await get()).status).toBe(401);
  await bed.github.addFault({ kind: "unknown-commit", times: 1 });
  const { body: main } = await bed.request("app", "GET", `${zoo}/git/ref/heads/main`);
  const run = { name: "c", head_sha: main.object.sha, conclusion: "success" };
  expect((await bed.request("app", "POST", `${zoo}/check-runs`, run)).status).toBe(422);
  expect((await bed.request("app", "POST", `${zoo}/check-runs`, run)).status).toBe(201);
  await bed.github.addFault({ kind: "drop-connection", times: 1 });
  await expect(get()).rejects.toThrow("fetch failed");
  await bed.github.addFault({ kind: "hang", milliseconds: 150, times: 1 });
  const started = performance.now();
  await get();
  expect(performance.now() - started).toBeGreaterThan(140);
});

test("the ledger counts every request, by kind and caller", async () => {
  await bed.github.clearLedger();
  await get();
  await bed.graphql(
    "app",
    'query Named { repository(owner: "acme", name: "zoo") { refs(refPrefix: "refs/heads/", first: 10) { totalCount } } }',
  );
  await bed.request("bob", "POST", `${zoo}/issues`, { title: "t" });
  expect(await bed.github.ledger()).toEqual([
    expect.objectContaining({ kind: "rest-read", actor: "mltrl", installation: 777, status: 200 }),
    expect.objectContaining({ kind: "graphql-query", operationName: "Named", nodes: 10 }),
    expect.objectContaining({
      kind: "rest-write",
      actor: "bob",
      status: 201,
      body: { title: "t" },
    }),
  ]);
  expect(await bed.github.ledger({ app: 4242, path: "graphql" })).toHaveLength(1);
});
