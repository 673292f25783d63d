import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { load } from "js-yaml";
import { EVENTS } from "../../src/main/app/webhook-routes.ts";
import { findCall } from "../github/contract/call.ts";
import { type Needs, type OperationId, permissions } from "../github/contract/permissions.ts";
import { asLine } from "../github/contract/problem.ts";
import { watch } from "../github/contract/watch.ts";
import type { LedgerEntry } from "../github/ledger.ts";
import { coverageFiles, ETHICS, ethicsText, raiseFiles } from "../support/evidence-files.ts";
import { deployedLines } from "../support/deployed-files.ts";
import { APP_ID, INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import {
  CARD,
  cardText,
  CONFIG,
  configText,
  entryAt,
  scannerFiles,
} from "../support/repository-files.ts";
import { queueOf } from "../support/queued.ts";
import { scannerIn } from "../support/scanner.ts";
import { startWorkflow } from "../support/workflow.ts";

jest.setTimeout(240_000);

const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };

let world: World;
let requests: readonly LedgerEntry[];

/** Something of everything: renames, coverage of changed lines, both sides changed, commands, re-runs, sweeps. */
beforeAll(async () => {
  world = await startWorld({ writes: true, lookEvery: 1500, sweepEvery: 5000 });
  const { repository, clone, propose } = await scannerIn(world, "everything");
  const pull = await propose("topic", SHORTER);
  await pull.say("ml-engineer", "/mltrl help");
  await pull.say("ml-engineer", "/mltrl promote");
  await pull.say("ml-engineer", "/mltrl status");
  const review = await pull.approve("researcher");
  const { id } = await pull.verdict();
  await repository.as("ml-engineer").wanted("POST", `/check-runs/${id}/rerequest`);
  await pull.dismiss(review);
  await pull.approve("researcher");
  const other = await propose("other", {
    [CARD]: cardText({ sections: { "Intended use": "Screening of adults." } }),
  });
  await clone.start("move");
  await clone.git("mv", "src/reader.js", "src/scans.js");
  await clone.push("move", "Rename", {});
  const moved = await repository.propose({ from: "move", draft: true });
  await pull.tryMerge();
  await other.tryMerge();
  const edit = await propose("edit", { [CONFIG]: configText("existing-grace: 7\n") });
  await edit.tryMerge();
  const many = Array.from({ length: 70 }, (_, i) => `  Odd_${i}: [x]`).join("\n");
  // More problems than one request takes annotations.
  const broken = await propose("broken", { [CONFIG]: `${configText()}${many}\n` });
  await broken.verdict();
  await moved.verdict();
  await large();
  await queued();
  await deployed();
  await watched();
  await delivered();
  await away();
  requests = await world.github.ledger({ app: APP_ID });
});
afterAll(() => world.close());

/** While the App is away more is merged than a sweep reads at once, and somebody gives a command. */
async function away(): Promise<void> {
  const { repository } = await scannerIn(world, "away", { requires: {} });
  const engineer = repository.as("ml-engineer");
  await world.quiet();
  await world.stopApp();
  for (const branch of ["a", "b", "c", "d", "e", "f"]) {
    const files = { [`docs/${branch}.md`]: "Notes\n" };
    await world.github.commit({ repository: "acme/away", branch, message: branch, files });
    const number = await engineer.openPullRequest(branch, "main");
    await engineer.comment(number, "/mltrl help");
    expect((await engineer.merge(number)).status).toBe(200);
  }
  await world.github.settled();
  await world.startApp();
  const searched = () => world.github.ledger({ operationName: "ChangedPullRequests" });
  while ((await searched()).length === 0) await sleep(100);
  await world.quiet();
}

/** More files, tags and bytes than one answer holds, coverage of changed lines, and a team with a seat. */
async function large(): Promise<void> {
  const rules = `rules:
  unit-tests-pass: { severity: off }
  coverage-prototype: { changed-lines: 50 }
  review-panel-satisfied: { panels: [{ from-level: 4, roles: [product-manager] }] }
`;
  const files = {
    ...scannerFiles(),
    [CONFIG]: configText(rules),
    [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
    [ETHICS]: ethicsText(),
  };
  const { clone, propose } = await scannerIn(world, "large", { files });
  for (let i = 0; i < 101; i += 1) await clone.git("tag", `v0.${i}.0`);
  await clone.git("push", "--quiet", "origin", "--tags");
  const after = { "src/reader.js": "export const read = () => [];\n" };
  const notes = Array.from({ length: 101 }, (_, i) => [`docs/${i}.md`, `Note ${i}\n`]);
  const pull = await propose("large", {
    ...after,
    ...Object.fromEntries(notes),
    ...raiseFiles(4, 5, { extra: entryAt(4, [0, 1, 2]) }),
    ...coverageFiles({ ...files, ...after }, { "src/reader.js": [60_000, 60_000] }),
  });
  expect((await pull.verdict()).title).toBe("Waiting for 1 of 1: nodule-detector 4 → 5");
}

/** A merge queue makes something of more commits than one answer holds, and a head is judged again that was merged. */
async function queued(): Promise<void> {
  const { repository, clone } = await scannerIn(world, "queued");
  const queue = await queueOf(world, repository, { merge_method: "REBASE" });
  await clone.push("long", "The first of many", { "README.md": "# Scanner\n" });
  // All in one process.
  const commit = String.raw`commit refs/heads/long\ncommitter ML engineer <ml-engineer@acme.example> now\ndata 4\nMore\n`;
  const first = `printf '${commit}from refs/heads/long^0\\n'`;
  const others = `for i in $(seq 101); do printf '${commit}'; done`;
  const many = `!{ ${first}; ${others}; } | git fast-import --quiet --date-format=now; true`;
  await clone.git("-c", `alias.many=${many}`, "many");
  await clone.git("push", "--quiet", "origin", "long");
  const pull = await repository.propose({ from: "long" });
  const { id } = await pull.verdict();
  expect(await queue.enqueue(pull)).toBeUndefined();
  expect(await queue.state(pull)).toBe("merged");
  // By then it is the head of nothing that is open.
  await repository.as("ml-engineer").wanted("POST", `/check-runs/${id}/rerequest`);
  expect((await pull.verdict()).id).not.toBe(id);
}

/** A deployment from a branch of its own waits for an answer. */
async function deployed(): Promise<void> {
  const files = { [CONFIG]: configText("environments: { production: {} }\n") };
  const branches = { topic: { "docs/notes.md": "# Notes\n" } };
  const { repository } = await scannerIn(world, "deployed", { files, branches });
  const admin = repository.as("platform-admin");
  const environment = "/environments/production";
  await admin.wanted("PUT", environment);
  const rule = { integration_id: APP_ID };
  await admin.wanted("POST", `${environment}/deployment_protection_rules`, rule);
  const of = { repository: "acme/deployed", environment: "production", ref: "topic" };
  const run = await world.github.deploy({ ...of, sender: "ml-engineer" });
  await world.quiet();
  const answers = await world.github.deployment({ repository: of.repository, run });
  expect(answers).toMatchObject([{ state: "rejected" }]);
}

/** Something runs whose drift nobody watches: an issue is opened, and closed when it runs no more. */
async function watched(): Promise<void> {
  world.plans(10);
  const level = 9;
  const files = {
    [CONFIG]: configText("rules:\n  monitoring-fresh-data-drift: { severity: blocking }\n"),
    [CARD]: cardText({ level, extra: deployedLines([{ version: "1.0.0", tag: "v1.0.0" }]) }),
  };
  const { propose } = await scannerIn(world, "watched", { files });
  await world.stopApp();
  await world.startApp();
  const asked = async (method: string): Promise<void> => {
    const until = Date.now() + 20_000;
    while ((await world.github.ledger({ method, path: "/watched/issues" })).length === 0) {
      if (Date.now() > until) throw new Error(`the App asked for no ${method} of an issue`);
      await sleep(100);
    }
  };
  await asked("POST");
  const pull = await propose("stop", { [CARD]: cardText({ level, extra: deployedLines([]) }) });
  await pull.tryMerge();
  await asked("PATCH");
}

/** A run of a workflow delivers reports, which wait in another place than the API. */
async function delivered(): Promise<void> {
  const workflow = ".github/workflows/ci.yml";
  const report = "reports/unit.xml";
  const files = {
    [CONFIG]: configText(`evidence:
  unit-tests: {format: tests, workflow: ${workflow}, files: [${report}]}
rules:
  coverage-prototype: {severity: advisory}
`),
    [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
    [workflow]: "on: pull_request\n",
  };
  const { repository, propose } = await scannerIn(world, "delivered", { files });
  const pull = await propose("topic", { "src/reader.js": "export const read = () => [];\n" });
  const run = await startWorkflow(world, repository, pull.number);
  await run.deliver({ [report]: `<testsuite><testcase name="reads"/></testsuite>` });
  await run.end();
  expect((await pull.verdict()).conclusion).toBe("success");
}

interface Manifest {
  readonly default_events: readonly string[];
  readonly default_permissions: Readonly<Record<string, "read" | "write">>;
}

async function manifest(): Promise<Manifest> {
  return load(await readFile(new URL("../../app.yml", import.meta.url), "utf8")) as Manifest;
}

/** Commits of commands, records of merges, and requests for reviews. */
function isLeftToInstaller(name: string, level: string): boolean {
  return ["contents", "pull_requests"].includes(name) && level === "write";
}

function operationOf({ method, path }: LedgerEntry): OperationId | undefined {
  return findCall(method, path)?.operation.operationId as OperationId | undefined;
}

/** Of the look at how a repository is set up, which comes a minute later: on a slow machine it is among them. */
const LATE: ReadonlySet<string> = new Set([
  "apps/get-installation",
  "repos/get-branch-rules",
  "repos/get-repo-ruleset",
  "repos/get-repo-rulesets",
  "repos/list-branches",
]);

describe("what goes between the App and GitHub", () => {
  test("is as GitHub publishes it, requests and webhooks", async () => {
    const deliveries = await world.github.deliveries({ app: APP_ID, payloads: true });
    const webhooks = deliveries.map(({ event, payload }) => ({ event, payload }));
    const exchanges = requests.map(({ method, path, body, status }) => ({
      method,
      path,
      requestBody: body ?? undefined,
      status,
    }));
    const problems = watch([...exchanges, ...webhooks])
      .filter(({ subject, where }) => !(subject.startsWith("response") && where === "body"))
      // The published list of what an App may listen to is older than some events that GitHub documents.
      .filter(({ where }) => !/\bapp\.events\[\d+\]/.test(where))
      .map(asLine);
    expect([...new Set(problems)]).toEqual([]);
    expect(exchanges.length).toBeGreaterThan(30);
    expect(new Set(webhooks.map(({ event }) => event)).size).toBeGreaterThanOrEqual(7);
  });

  test("is answered as GitHub publishes it, wherever the App only reads", async () => {
    const paths = new Set(
      requests.filter(({ kind }) => kind === "rest-read").map(({ path }) => path),
    );
    // Not for a token of an installation.
    for (const path of paths) if (path === "/app" || path.startsWith("/app/")) paths.delete(path);
    const token = await world.github.installationToken({ installation: INSTALLATION });
    const exchanges = await Promise.all(
      [...paths].map(async (path) => {
        const headers = { authorization: `token ${token}` };
        const url = `${world.github.url}${path}`;
        const response = await fetch(url, { headers, redirect: "manual" });
        // An archive lies elsewhere.
        const sentOn = response.status === 302;
        const responseBody: unknown = sentOn ? undefined : await response.json();
        return { method: "GET", path, status: response.status, responseBody };
      }),
    );
    expect(exchanges.length).toBeGreaterThan(3);
    expect(watch(exchanges).map(asLine)).toEqual([]);
  });

  test("has every question of the adapters in it", () => {
    const asked = requests.map((request) => request.operationName ?? operationOf(request));
    expect(new Set(asked.filter((each) => !LATE.has(each ?? "")))).toEqual(
      new Set([
        "Acknowledge",
        "Branches",
        "Census",
        "ChangedPullRequests",
        "CommitOnBranch",
        "DefaultBranch",
        "EvaluateMergeGroup",
        "EvaluatePullRequest",
        "MoreCommits",
        "Landings",
        "MergedOnto",
        "MoreFiles",
        "MoreTags",
        "JudgedCommit",
        "LookAtMany",
        "LookAtQueues",
        "LookThrough",
        "OpenPullRequests",
        "PullRequestsWithHead",
        "ReadObjects",
        "RecentReviewRequests",
        "actions/download-artifact",
        "actions/list-workflow-run-artifacts",
        "actions/list-workflow-runs-for-repo",
        "actions/review-custom-gates-for-run",
        "apps/create-installation-access-token",
        "apps/get-authenticated",
        "apps/list-installations",
        "apps/list-webhook-deliveries",
        "apps/redeliver-webhook-delivery",
        "apps/list-repos-accessible-to-installation",
        "checks/create",
        "checks/update",
        "git/create-blob",
        "git/create-commit",
        "git/create-ref",
        "git/create-tree",
        "git/get-blob",
        "git/get-commit",
        "git/get-tree",
        "git/list-matching-refs",
        "git/update-ref",
        "issues/create",
        "issues/create-comment",
        "issues/list-for-repo",
        "issues/update",
        "issues/update-comment",
        "pulls/list-files",
        "pulls/request-reviewers",
        "repos/compare-commits-with-basehead",
      ]),
    );
  });

  test("is refused by nobody", () => {
    const refused = requests.filter(({ status }) => status >= 400);
    expect(refused.map(({ method, path, status }) => `${status} ${method} ${path}`)).toEqual([]);
  });
});

describe("app.yml", () => {
  test("asks for the events that the App listens to", async () => {
    const { default_events: events } = await manifest();
    // These two come to every App, asked for or not.
    const always = new Set(["installation", "installation_repositories"]);
    const wanted = Object.keys(EVENTS).filter((event) => !always.has(event));
    expect(events.toSorted()).toEqual(wanted.toSorted());
  });

  test("asks for the permissions that its requests need, what it may write besides left to the installer", async () => {
    const { default_permissions: granted } = await manifest();
    const called = requests.filter(({ kind }) => kind.startsWith("rest"));
    const operations = new Set(called.map(operationOf));
    expect(operations).not.toContain(undefined);
    const lacking = [...operations].flatMap((operation) => {
      const needs: Needs = operation === undefined ? {} : permissions[operation];
      return Object.entries(needs).filter(
        ([name, level]) =>
          granted[name] !== "write" && granted[name] !== level && !isLeftToInstaller(name, level),
      );
    });
    expect(lacking).toEqual([]);
  });
});
