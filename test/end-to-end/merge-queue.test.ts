import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { generateAppKey } from "../github/start-github.ts";
import { coverageFiles, raiseFiles } from "../support/evidence-files.ts";
import { APP_ID, INSTALLATION, SECRET, startWorld, type World } from "../support/gated-world.ts";
import type { PullRequest } from "../support/pull-request.ts";
import { type QueueOptions, queueOf } from "../support/queued.ts";
import { CARD, cardText, CONFIG, configText, scannerFiles } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const READER = "src/reader.js";
const NOTES = { "README.md": "# The scanner\n" };

/** The scanner at level 3, from where a step is measured by its coverage. */
function atLevel3(): Record<string, string> {
  return {
    ...scannerFiles(),
    [CARD]: cardText({ level: 3 }),
    [CONFIG]: configText("rules:\n  unit-tests-pass: { severity: off }\n"),
  };
}

async function queued(name: string, files: Record<string, string>, parameters: QueueOptions = {}) {
  const place = await scannerIn(world, name, { files });
  return { ...place, queue: await queueOf(world, place.repository, parameters) };
}

/** What is said of a pull request in a group; a number is written so that GitHub links nothing. */
function inQueue({ number }: PullRequest): string {
  return `This is pull request #&#8203;${number} in the merge queue`;
}

describe("a merge queue", () => {
  test.each(["MERGE", "SQUASH", "REBASE"] as const)(
    "merges what is green, by %s",
    async (method) => {
      const place = await queued(`green-${method.toLowerCase()}`, {}, { merge_method: method });
      const pull = await place.propose("notes", NOTES);
      await place.clone.push("notes", "One more", { [READER]: "export const read = () => [];\n" });
      await world.quiet();
      expect(await place.queue.enqueue(pull)).toBeUndefined();
      expect(await place.queue.state(pull)).toBe("merged");
      const [group] = await place.queue.groups();
      expect(await place.queue.verdict(group)).toMatchObject({
        conclusion: "success",
        text: expect.stringContaining(inQueue(pull)),
      });
    },
  );

  test("throws out what is red, and merges the others", async () => {
    const { propose, queue } = await queued("one-red", {});
    const red = await propose("raise", raiseFiles(2, 3));
    const review = await red.approve("researcher");
    const green = await propose("notes", NOTES);
    await world.quiet();
    await world.github.pauseWebhooks();
    expect(await queue.enqueue(red)).toBeUndefined();
    expect(await queue.enqueue(green)).toBeUndefined();
    await red.dismiss(review);
    await world.github.resumeWebhooks();
    expect([await queue.state(red), await queue.state(green)]).toEqual(["open", "merged"]);
    const [first, , again] = await queue.groups();
    expect(await queue.verdict(first)).toMatchObject({ conclusion: "action_required" });
    // Built again without the one before it.
    expect(again?.base_sha).toBe(first?.base_sha);
  });

  test("does not merge what breaks a rule together, though each is green alone", async () => {
    const files = atLevel3();
    const { propose, queue } = await queued("sum", files);
    const change = { [READER]: "export const read = () => [];\n" };
    const first = await propose("reader", change);
    const raise = await propose("raise", {
      ...raiseFiles(3, 4),
      ...coverageFiles(files, { [READER]: [9, 10] }),
    });
    for (const person of ["researcher", "research-lead", "second-engineer"] as const) {
      await raise.approve(person);
    }
    expect((await raise.verdict()).conclusion).toBe("success");
    await world.quiet();
    expect(await queue.enqueue(first)).toBeUndefined();
    expect(await queue.state(first)).toBe("merged");
    expect(await queue.enqueue(raise)).toBeUndefined();
    expect(await queue.state(raise)).toBe("open");
    const group = (await queue.groups()).at(-1);
    const verdict = await queue.verdict(group);
    expect(verdict.conclusion).toBe("failure");
    expect(verdict.summary).toContain("speaks of other content");
  });

  test("counts approvals that were given on the pull request's own head", async () => {
    const { propose, queue } = await queued("approved", {});
    const reader = await propose("reader", { [READER]: "export const read = () => [];\n" });
    const raise = await propose("raise", raiseFiles(2, 3));
    await raise.approve("researcher");
    await world.quiet();
    expect(await queue.enqueue(reader)).toBeUndefined();
    expect(await queue.enqueue(raise)).toBeUndefined();
    expect(await queue.state(raise)).toBe("merged");
    const group = (await queue.groups()).at(-1);
    expect((await queue.verdict(group)).summary).toContain("may go 2 → 3");
  });

  test("judges every pull request of a group whose head alone decides", async () => {
    const parameters = { grouping_strategy: "HEADGREEN", min_entries_to_merge: 2 } as const;
    const { propose, queue } = await queued("together", {}, parameters);
    const raise = await propose("raise", raiseFiles(2, 3));
    const review = await raise.approve("researcher");
    const notes = await propose("notes", NOTES);
    await world.quiet();
    expect(await queue.enqueue(raise)).toBeUndefined();
    await raise.dismiss(review);
    expect(await queue.enqueue(notes)).toBeUndefined();
    const [group] = await queue.groups();
    const verdict = await queue.verdict(group);
    expect(verdict).toMatchObject({ conclusion: "action_required" });
    expect(verdict.text).toContain(inQueue(raise));
  });
});

/** A repository with a rule that looks at another App's check, and what ends that on a commit. */
async function linted(name: string, severity: string) {
  const files = {
    [CARD]: cardText({ level: 4 }),
    [CONFIG]: configText(`rules:
  unit-tests-pass: { severity: off }
  coverage-prototype: { severity: off }
  style-check: { check: lint, severity: ${severity} }
`),
  };
  const token = await world.github.installationToken({ installation: 15 });
  const lint = async (sha: string | undefined, conclusion: string): Promise<void> => {
    const { status } = await fetch(`${world.github.url}/repos/acme/${name}/check-runs`, {
      method: "POST",
      headers: { authorization: `token ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "lint", head_sha: sha, conclusion }),
    });
    expect(status).toBe(201);
  };
  const { propose, queue } = await queued(name, files);
  const pull = await propose("reader", { [READER]: "export const read = () => [];\n" });
  await world.quiet();
  await lint(await pull.head(), "success");
  expect((await pull.verdict()).conclusion).toBe("success");
  expect(await queue.enqueue(pull)).toBeUndefined();
  const [group] = await queue.groups();
  return { queue, pull, group, lint };
}

describe("a check that a rule asks for", () => {
  beforeAll(async () => {
    await world.github.seed({
      apps: [
        {
          id: 15368,
          slug: "github-actions",
          owner: "acme",
          privateKey: generateAppKey(),
          permissions: { checks: "write" },
          installations: [{ id: 15, account: "acme" }],
        },
      ],
    });
    world.plans(2);
  });
  afterAll(() => world.plans(0));

  test("is waited for on the head of the group", async () => {
    const { queue, pull, group, lint } = await linted("linted", "blocking");
    expect((await queue.verdict(group)).conclusion).toBeNull();
    await lint(group?.head_sha, "success");
    expect(await queue.state(pull)).toBe("merged");
  });

  test("and ends after the merge leaves a verdict on the group, and no red light", async () => {
    const { queue, pull, group, lint } = await linted("linted-late", "advisory");
    expect(await queue.state(pull)).toBe("merged");
    await lint(group?.head_sha, "failure");
    await world.quiet();
    const verdict = await queue.verdict(group);
    expect(verdict).toMatchObject({ conclusion: "success" });
    expect(verdict.text).toContain("lint");
  });
});

test("a group whose objects are known costs two questions and an answer", async () => {
  const { propose, queue } = await queued("cost", {});
  const pull = await propose("notes", NOTES);
  await world.quiet();
  await world.github.clearLedger();
  expect(await queue.enqueue(pull)).toBeUndefined();
  const [group] = await queue.groups();
  expect(await queue.verdict(group)).toMatchObject({ conclusion: "success" });
  const asked = await world.github.ledger({ app: APP_ID, installation: INSTALLATION });
  const names = asked.map(
    ({ operationName, method, path }) => operationName ?? `${method} ${path}`,
  );
  const until = names.findIndex((name) => name.startsWith("POST"));
  expect(names.slice(0, until)).toEqual(["EvaluateMergeGroup", "EvaluatePullRequest"]);
});

describe("a group that cannot be told", () => {
  test("is closed with the reason, where its branch has a name of an unknown form", async () => {
    const { propose, queue, repository } = await queued("unknown-ref", {});
    await world.github.addFault({ kind: "drop-webhook", event: "merge_group", times: 1 });
    const pull = await propose("notes", NOTES);
    await world.quiet();
    expect(await queue.enqueue(pull)).toBeUndefined();
    const { id } = (await repository.as("ml-engineer").wanted("GET", "")) as { id: number };
    const [entry] = await entries("unknown-ref");
    await deliver({
      action: "checks_requested",
      merge_group: {
        head_sha: entry?.headCommit.oid,
        base_sha: entry?.baseCommit.oid,
        head_ref: "refs/heads/gh-readonly-queue/main/group-of-7",
        base_ref: "refs/heads/main",
      },
      repository: { id, name: "unknown-ref", owner: { login: "acme" }, default_branch: "main" },
      installation: { id: INSTALLATION },
    });
    const group = { head_sha: entry?.headCommit.oid ?? "", head_ref: "", base_sha: "" };
    const verdict = await queue.verdict(group);
    expect(verdict).toMatchObject({
      conclusion: "failure",
      title: "Blocked: nothing could be judged",
      summary: expect.stringContaining("a name of an unknown form"),
    });
    expect(await queue.state(pull)).toBe("open");
  });
});

interface Entry {
  readonly baseCommit: { readonly oid: string };
  readonly headCommit: { readonly oid: string };
}

async function entries(name: string): Promise<readonly Entry[]> {
  const response = await fetch(`${world.github.url}/graphql`, {
    method: "POST",
    headers: { authorization: "token platform-admin", "content-type": "application/json" },
    body: JSON.stringify({
      query: `{ repository(owner: "acme", name: "${name}") { mergeQueue(branch: "main") { entries(first: 9) { nodes { baseCommit { oid } headCommit { oid } } } } } }`,
    }),
  });
  const { data } = (await response.json()) as {
    data: { repository: { mergeQueue: { entries: { nodes: Entry[] } } } };
  };
  return data.repository.mergeQueue.entries.nodes;
}

/** A webhook of GitHub's, signed as it signs. */
async function deliver(payload: object): Promise<void> {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha256", SECRET).update(body).digest("hex");
  const response = await fetch(`http://127.0.0.1:${world.port}/api/github/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "merge_group",
      "x-github-delivery": crypto.randomUUID(),
      "x-hub-signature-256": `sha256=${signature}`,
    },
    body,
  });
  expect(response.status).toBe(202);
}
