import { createSign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestbed, type Testbed } from "./testbed.ts";
import { appId } from "./testbed-seed.ts";

let bed: Testbed;
beforeAll(async () => {
  bed = await createTestbed();
});
afterAll(async () => bed.close());

const vault = "/repos/acme/vault";

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function jwt(claims: object): string {
  const content = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  return `${content}.${createSign("RSA-SHA256").update(content).sign(bed.key, "base64url")}`;
}

// Page "Generating a JSON Web Token (JWT) for a GitHub App"
describe("App tokens", () => {
  const now = Math.floor(Date.now() / 1000);
  const good = { iat: now - 60, exp: now + 540, iss: appId };

  test.each([
    ["by id", good, 200],
    ["by client id", { ...good, iss: "Iv23li00000000004242" }, 200],
    ["valid for a day", { ...good, exp: now + 86_400 }, 401],
    ["expired", { ...good, exp: now - 1 }, 401],
    ["issued in the future", { ...good, iat: now + 600 }, 401],
    ["of an unknown App", { ...good, iss: 1 }, 401],
  ])("%s", async (_, claims, status) => {
    expect((await bed.request(jwt(claims), "GET", "/app")).status).toBe(status);
  });

  test("with a broken signature", async () => {
    expect((await bed.request(`${jwt(good).slice(0, -8)}AAAAAAAA`, "GET", "/app")).status).toBe(
      401,
    );
  });

  test("installation tokens can be narrowed, never widened", async () => {
    const path = "/app/installations/777/access_tokens";
    const narrow = await bed.request(jwt(good), "POST", path, {
      repositories: ["zoo"],
      permissions: { contents: "read" },
    });
    expect(narrow).toMatchObject({
      status: 201,
      body: {
        repository_selection: "selected",
        permissions: { contents: "read", metadata: "read" },
      },
    });
    expect((await bed.request(narrow.body.token, "GET", vault)).status).toBe(404);
    expect(
      (await bed.request(jwt(good), "POST", path, { permissions: { contents: "write" } })).status,
    ).toBe(422);
    const { body } = await bed.request(narrow.body.token, "GET", "/installation/repositories");
    expect(body).toMatchObject({ total_count: 1, repositories: [{ full_name: "acme/zoo" }] });
  });

  test("installation tokens end after an hour", async () => {
    const token = await bed.github.installationToken({ installation: 777 });
    await bed.github.shiftTime({ milliseconds: 61 * 60_000 });
    const { status, headers } = await bed.request(token, "GET", vault);
    await bed.github.shiftTime({ milliseconds: 0 });
    expect(status).toBe(401);
    expect(Date.parse(headers.get("date") ?? "")).toBeGreaterThan(Date.now() + 60 * 60_000);
  });
});

// Page "Troubleshooting the REST API": 404 instead of 403 for private things
test("what a token cannot see does not exist; an unknown token is nobody", async () => {
  expect((await bed.request("mallory", "GET", vault)).status).toBe(404);
  expect((await bed.request("", "GET", vault)).status).toBe(404);
  expect((await bed.request("made-up", "GET", "/repos/acme/zoo")).status).toBe(401);
  expect((await bed.request("bob", "GET", "/repos/ACME/Vault")).status).toBe(200);
});

test("an App without a permission hears so", async () => {
  const token = await bed.github.installationToken({
    installation: 777,
    permissions: { metadata: "read" },
  });
  expect(await bed.request(token, "GET", `${vault}/pulls`)).toMatchObject({
    status: 403,
    body: { message: "Resource not accessible by integration" },
  });
  const { body } = await bed.graphql(
    token,
    '{ repository(owner: "acme", name: "vault") { name object(expression: "HEAD:") { oid } } }',
  );
  expect(body).toMatchObject({
    data: { repository: { name: "vault", object: null } },
    errors: [{ type: "FORBIDDEN", path: ["repository", "object"] }],
  });
});

// Page "REST API endpoints for collaborators": maintain is shown as write, role_name is the true role
test("permissions are effective over all grants; members are not admins", async () => {
  const permission = async (user: string, repository = vault) =>
    (await bed.request("app", "GET", `${repository}/collaborators/${user}/permission`)).body;
  expect(await permission("alice")).toMatchObject({ permission: "admin", role_name: "admin" });
  expect(await permission("bob")).toMatchObject({ permission: "write", role_name: "maintain" }); // by team
  expect(await permission("carol")).toMatchObject({ permission: "write", role_name: "maintain" }); // by a child team
  expect(await permission("mallory")).toMatchObject({ permission: "none" });
  expect(await permission("mallory", "/repos/acme/zoo")).toMatchObject({ permission: "read" });
  expect(
    (await bed.request("bob", "POST", `${vault}/rulesets`, { name: "r", enforcement: "active" }))
      .status,
  ).toBe(403);
});

// Pages "REST API endpoints for team members", "About teams"
test("teams count the members of their child teams; secret ones are hidden", async () => {
  const membership = async (team: string, user: string, as = "app") =>
    bed.request(as, "GET", `/orgs/acme/teams/${team}/memberships/${user}`);
  expect(await membership("product", "carol")).toMatchObject({
    status: 200,
    body: { state: "active", role: "member" },
  });
  expect((await membership("product", "mallory")).status).toBe(404);
  expect((await membership("red-team", "carol", "bob")).status).toBe(404);
  expect((await membership("product", "bob", "mallory")).status).toBe(404);
  const { body } = await bed.graphql(
    "app",
    '{ organization(login: "acme") { team(slug: "product") { slug members(membership: ALL, first: 100) { totalCount nodes { login } } } } }',
  );
  expect(body.data.organization.team.members).toEqual({
    totalCount: 2,
    nodes: [{ login: "bob" }, { login: "carol" }],
  });
});

test("a suspended installation has no access", async () => {
  const token = await bed.github.installationToken({ installation: 777 });
  await bed.github.suspend({ installation: 777, sender: "alice" });
  expect((await bed.request(token, "GET", vault)).status).toBe(403);
  await bed.github.unsuspend({ installation: 777, sender: "alice" });
  expect((await bed.request(token, "GET", vault)).status).toBe(200);
});

// Page "API Versions"
test("an unknown API version is refused", async () => {
  const version = { "x-github-api-version": "2020-01-01" };
  expect((await bed.request("app", "GET", vault, undefined, version)).status).toBe(400);
});

// Page "Best practices for using the REST API": conditional requests do not count
test("an unchanged answer is 304 and costs nothing", async () => {
  const first = await bed.request("app", "GET", vault);
  const second = await bed.request("app", "GET", vault, undefined, {
    "if-none-match": first.headers.get("etag") ?? "",
  });
  expect(second.status).toBe(304);
  const third = await bed.request("app", "GET", vault);
  const left = (answer: typeof first): number =>
    Number(answer.headers.get("x-ratelimit-remaining"));
  expect(left(first) - left(third)).toBe(1);
});

test("what was said and heard is on GitHub's contract", async () => {
  expect(await bed.offContract()).toEqual([]);
});
