import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { createTestbed, type Testbed } from "./testbed.ts";
import { proposeWork } from "./testbed-work.ts";

let bed: Testbed;
beforeAll(async () => {
  bed = await createTestbed();
  await proposeWork(bed);
});
beforeEach(async () => {
  await bed.github.settled();
  await bed.github.clearDeliveries();
  await bed.github.clearFaults();
  bed.hooks.length = 0;
});
afterAll(async () => bed.close());

const zoo = "/repos/acme/zoo";
const comment = async (body: string, as = "bob") =>
  bed.request(as, "POST", `${zoo}/issues/1/comments`, { body });
type Payload = { readonly action: string; readonly comment: { readonly body: string } };
const payloads = (): Payload[] => bed.hooks.map(({ content }) => JSON.parse(content) as Payload);
const said = (): string[] => payloads().map(({ comment }) => comment.body);

// Page "Validating webhook deliveries" and "Webhook events and payloads", "Delivery headers"
test("a delivery is signed over its bytes and names event, hook and App", async () => {
  await comment("/mltrl status");
  await bed.github.settled();
  const [hook] = bed.hooks;
  const signature = createHmac("sha256", "It's a Secret to Everybody")
    .update(hook?.content ?? "")
    .digest("hex");
  expect(hook?.headers).toMatchObject({
    "x-hub-signature-256": `sha256=${signature}`,
    "x-github-event": "issue_comment",
    "x-github-hook-installation-target-id": "4242",
    "x-github-delivery": expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
  });
  expect(payloads()[0]).toMatchObject({
    action: "created",
    installation: { id: 777 },
    sender: { login: "bob" },
    organization: { login: "acme" },
    repository: { full_name: "acme/zoo" },
    issue: { pull_request: { url: `${bed.github.url}${zoo}/pulls/1` } },
  });
});

// Page "Handling failed webhook deliveries": no automatic redelivery; same GUID when asked for
test("a failed delivery is not repeated until the App asks", async () => {
  bed.answerHooksWith(500);
  await comment("lost");
  await bed.github.settled();
  expect(bed.hooks).toHaveLength(1);
  bed.answerHooksWith(202);
  const { body: failures } = await bed.request("jwt", "GET", "/app/hook/deliveries?status=failure");
  expect(failures).toEqual([
    expect.objectContaining({ status_code: 500, event: "issue_comment", action: "created" }),
  ]);
  expect(
    (await bed.request("jwt", "POST", `/app/hook/deliveries/${failures[0]?.id}/attempts`)).status,
  ).toBe(202);
  await bed.github.settled();
  expect(said()).toEqual(["lost", "lost"]);
  expect(bed.hooks[0]?.headers["x-github-delivery"]).toBe(
    bed.hooks[1]?.headers["x-github-delivery"],
  );
  const { body: all, headers } = await bed.request("jwt", "GET", "/app/hook/deliveries?per_page=1");
  expect(all).toEqual([expect.objectContaining({ redelivery: true, status_code: 202 })]);
  expect(headers.get("link")).toMatch(/cursor=.*rel="next"/);
});

test("faults drop, double and reorder", async () => {
  await bed.github.addFault({ kind: "drop-webhook", times: 1 });
  await comment("dropped");
  await bed.github.addFault({ kind: "duplicate-webhook", times: 1 });
  await comment("double");
  await bed.github.addFault({ kind: "reorder-webhook", times: 1 });
  await comment("late");
  await comment("early");
  await bed.github.settled();
  expect(said()).toEqual(["double", "double", "early", "late"]);
});

test("deliveries can be held back and come in order", async () => {
  await bed.github.pauseWebhooks();
  for (const body of ["1", "2", "3"]) await comment(body);
  await bed.github.settled();
  expect(bed.hooks).toHaveLength(0);
  await bed.github.resumeWebhooks();
  await bed.github.settled();
  expect(said()).toEqual(["1", "2", "3"]);
});

test("comments are edited and deleted, reactions stand once", async () => {
  const { body } = await comment("first");
  const path = `${zoo}/issues/comments/${body.id}`;
  await bed.request("carol", "PATCH", path, { body: "second" }); // people with write access may
  expect((await bed.request("app", "POST", `${path}/reactions`, { content: "eyes" })).status).toBe(
    201,
  );
  expect((await bed.request("app", "POST", `${path}/reactions`, { content: "eyes" })).status).toBe(
    200,
  );
  expect((await bed.request("mallory", "DELETE", path)).status).toBe(403);
  expect((await bed.request("bob", "DELETE", path)).status).toBe(204);
  await bed.github.settled();
  const heard = payloads();
  expect(heard.map(({ action }) => action)).toEqual(["created", "edited", "deleted"]);
  expect(heard[1]).toMatchObject({
    sender: { login: "carol" },
    comment: { user: { login: "bob" } },
    changes: { body: { from: "first" } },
  });
});

test("branches and tags come and go, an App is told of its suite on a push", async () => {
  const { body: main } = await bed.request("bob", "GET", `${zoo}/git/ref/heads/main`);
  const { body: made } = await bed.request("bob", "PUT", `${zoo}/contents/new.txt`, {
    message: "New",
    content: "bmV3",
    branch: "main",
  });
  await bed.request("bob", "POST", `${zoo}/git/refs`, {
    ref: "refs/heads/topic",
    sha: main.object.sha,
  });
  await bed.request("bob", "DELETE", `${zoo}/git/refs/heads/topic`);
  await bed.github.settled();
  const heard = await bed.github.deliveries({ payloads: true });
  expect(heard.map(({ event, action }) => [event, action].filter(Boolean).join("."))).toEqual([
    "push",
    "check_suite.requested",
    "create",
    "push",
    "check_suite.requested",
    "delete",
    "push",
  ]);
  expect(heard[0]?.payload).toMatchObject({
    ref: "refs/heads/main",
    after: made.commit.sha,
    forced: false,
    commits: [{ added: ["new.txt"] }],
  });
  expect(heard[5]?.payload).toMatchObject({ ref: "topic", ref_type: "branch" });
});

test("the life of an installation and of teams is told", async () => {
  await bed.github.setTeamMember({
    organization: "acme",
    team: "product",
    user: "carol",
    role: "member",
    sender: "alice",
  });
  await bed.github.changePermissions({
    app: 4242,
    permissions: {
      checks: "write",
      contents: "write",
      issues: "write",
      members: "read",
      pull_requests: "read",
    },
    accept: { installation: 777, sender: "alice" },
  });
  await bed.github.suspend({ installation: 777, sender: "alice" });
  await comment("unheard");
  await bed.github.unsuspend({ installation: 777, sender: "alice" });
  await bed.github.changeRepositories({ installation: 777, sender: "alice", add: ["zoo"] });
  await bed.request("alice", "PATCH", zoo, { name: "menagerie" });
  await bed.request("alice", "PATCH", "/repos/acme/menagerie", { archived: true });
  await bed.github.settled();
  const heard = await bed.github.deliveries({ payloads: true });
  expect(heard.map(({ event, action }) => `${event}.${action}`)).toEqual([
    "membership.added",
    "installation.new_permissions_accepted",
    "installation.suspend",
    "installation.unsuspend",
    "installation_repositories.added",
    "repository.renamed",
    "repository.archived",
  ]);
  expect(heard[1]?.payload).toMatchObject({ installation: { permissions: { contents: "write" } } });
  // Renaming is no call of the App's, and its contract leaves it out.
  const off = await bed.offContract();
  expect(off.filter((line) => !line.startsWith("request: PATCH /repos/acme"))).toEqual([]);
});
