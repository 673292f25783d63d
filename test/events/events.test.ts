import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, test } from "@jest/globals";
import { findCommand } from "../../src/commands/command-table.ts";
import { BUTTONS } from "../../src/core/model/button.ts";
import { checkRun, type CheckRunPayload } from "../../src/events/check-run.ts";
import { checkSuite } from "../../src/events/check-suite.ts";
import { create } from "../../src/events/create.ts";
import { customPropertyValues } from "../../src/events/custom-property-values.ts";
import { deploymentProtectionRule } from "../../src/events/deployment-protection-rule.ts";
import { installation, installationRepositories } from "../../src/events/installation.ts";
import { mergeGroup } from "../../src/events/merge-group.ts";
import { people } from "../../src/events/people.ts";
import { landed } from "../../src/events/landed.ts";
import { pullRequest } from "../../src/events/pull-request.ts";
import { pullRequestReview } from "../../src/events/pull-request-review.ts";
import { push, type PushPayload } from "../../src/events/push.ts";
import { repository } from "../../src/events/repository.ts";
import { tagPushed } from "../../src/events/tag-pushed.ts";
import { PERMISSIONS } from "../../src/core/model/app-manifest.ts";
import { workflowRun, type WorkflowRunPayload } from "../../src/events/workflow-run.ts";
import { SUBSCRIBED_EVENTS } from "../../src/main/app/webhook-routes.ts";

const SELF = { appId: 4242 };
const COMMON = {
  installation: { id: 77 },
  repository: { id: 5, name: "scanner", owner: { login: "acme" }, default_branch: "main" },
};
const REF = { id: 5, owner: "acme", name: "scanner", installation: 77 };

const payload = (action: string, changes: object = {}) =>
  pullRequest({
    ...COMMON,
    action,
    number: 7,
    pull_request: { base: { ref: "main" }, head: { sha: "abc" } },
    ...changes,
  });

describe("pull_request", () => {
  test.each(["opened", "reopened", "synchronize", "ready_for_review", "converted_to_draft"])(
    "%s is judged",
    (action) => {
      expect(payload(action)).toEqual({
        type: "gate",
        repository: REF,
        pullRequest: 7,
        headSha: "abc",
        baseRef: "main",
      });
    },
  );

  test.each<[string, string, object, string]>([
    ["moves leaves its old head", "synchronize", { before: "123" }, "123"],
    [
      "goes to another base leaves its head as it was there",
      "edited",
      { changes: { base: { ref: { from: "next" } } } },
      "abc",
    ],
  ])("one that %s to others", (_, action, changes, left) => {
    expect(payload(action, changes)).toMatchObject({ type: "gate", headSha: "abc", left });
  });

  test("others of the same head are judged when one closes", () => {
    expect(payload("closed")).toEqual({
      type: "gate-commit",
      repository: REF,
      sha: "abc",
      rewrite: false,
      left: "main",
    });
  });

  test("a merge is put on record, and others of the same head are judged", () => {
    const pull = {
      base: { ref: "main" },
      head: { sha: "abc" },
      merged: true,
      merged_at: "2026-06-01T12:00:00Z",
      merge_commit_sha: "def",
    };
    const request = {
      type: "merged",
      repository: REF,
      number: 7,
      mergeCommit: "def",
      mergedAt: "2026-06-01T12:00:00Z",
      headSha: "abc",
      baseRef: "main",
    };
    expect(payload("closed", { pull_request: pull })).toEqual(request);
    const by = { ...pull, merged_by: { login: "bo" } };
    expect(payload("closed", { pull_request: by })).toEqual({ ...request, mergedBy: "bo" });
  });

  test.each(["labeled", "assigned", "edited", "enqueued", "something_new"])(
    "%s is not",
    (action) => {
      expect(payload(action)).toBeUndefined();
    },
  );

  test("an edit is judged if it changes the base", () => {
    expect(payload("edited", { changes: { base: { ref: { from: "main" } } } })).toMatchObject({
      type: "gate",
    });
    expect(payload("edited", { changes: {} })).toBeUndefined();
  });

  test("nothing is judged in an archived repository", () => {
    const archived = { ...COMMON.repository, archived: true };
    expect(payload("opened", { repository: archived })).toBeUndefined();
  });
});

describe("pull_request_review", () => {
  test.each([
    ["submitted", "approved", true],
    ["submitted", "changes_requested", true],
    ["submitted", "commented", false],
    ["dismissed", "dismissed", true],
    ["edited", "approved", true],
  ])("%s (%s): judged %s", (action, state, judged) => {
    const request = pullRequestReview({
      ...COMMON,
      action,
      pull_request: { number: 7, base: { ref: "main" } },
      review: { state },
    });
    expect(request).toEqual(
      judged ? { type: "gate", repository: REF, pullRequest: 7, baseRef: "main" } : undefined,
    );
  });
});

const runPayload = (action: string, app: number | null, changes: object = {}): CheckRunPayload => ({
  ...COMMON,
  action,
  check_run: {
    name: "lint",
    head_sha: "abc",
    app: app === null ? null : { id: app },
    ...changes,
  },
});

describe("workflow_run", () => {
  const CI = ".github/workflows/ci.yml";
  const event = (action: string, changes: Partial<WorkflowRunPayload["workflow_run"]> = {}) =>
    workflowRun({
      ...COMMON,
      action,
      workflow_run: {
        path: CI,
        head_sha: "abc",
        head_branch: "topic",
        head_repository: { id: 5 },
        run_attempt: 1,
        ...changes,
      },
    });
  const request = {
    type: "gate-commit",
    repository: REF,
    sha: "abc",
    rewrite: false,
    finished: CI,
  };

  test("one that has ended concerns its commit and what follows it on its branch", () => {
    const ranOn = { name: "topic", repository: 5 };
    expect(event("completed")).toEqual({ ...request, ranOn });
    expect(event("completed", { path: `${CI}@refs/heads/topic` })).toEqual({ ...request, ranOn });
  });

  test("one in a fork is of the fork's branch; of one that is gone only the commit is known", () => {
    const ranOn = { name: "topic", repository: 6 };
    expect(event("completed", { head_repository: { id: 6 } })).toEqual({ ...request, ranOn });
    expect(event("completed", { head_repository: null })).toEqual(request);
    expect(event("completed", { head_branch: null })).toEqual(request);
  });

  test("one for a merge group concerns the group", () => {
    const head_branch = `gh-readonly-queue/main/pr-7-${"b".repeat(40)}`;
    expect(event("completed", { head_branch })).toEqual({
      type: "gate-group",
      repository: REF,
      headSha: "abc",
      headRef: `refs/heads/${head_branch}`,
      baseRef: "main",
      finished: CI,
    });
  });

  test("only that a later attempt begins is of interest", () => {
    expect(event("requested")).toBeUndefined();
    expect(event("in_progress")).toBeUndefined();
    expect(event("in_progress", { run_attempt: 2 })).toMatchObject(request);
  });
});

describe("check_run", () => {
  test("of ours, asked for again, is written again", () => {
    expect(checkRun(runPayload("rerequested", 4242), SELF)).toEqual({
      type: "gate-commit",
      repository: REF,
      sha: "abc",
      rewrite: true,
    });
  });

  test("of somebody else that finished may change a verdict", () => {
    expect(checkRun(runPayload("completed", 15368), SELF)).toEqual({
      type: "gate-commit",
      repository: REF,
      sha: "abc",
      rewrite: false,
      finished: "lint",
    });
    expect(checkRun(runPayload("completed", null), SELF)).toMatchObject({ finished: "lint" });
  });

  test.each([
    ["completed", 4242],
    ["rerequested", 15368],
    ["requested_action", 4242],
  ])("%s by %i asks for nothing", (action, app) => {
    expect(checkRun(runPayload(action, app), SELF)).toBeUndefined();
  });
});

describe("deployment_protection_rule", () => {
  const asked = {
    ...COMMON,
    action: "requested",
    environment: "production",
    sha: "abc",
    ref: "refs/heads/main",
    deployment_callback_url:
      "https://elsewhere.example/repos/acme/other/actions/runs/12/deployment_protection_rule",
  };
  const request = { type: "deploy", repository: REF, environment: "production", sha: "abc", ref: "main", run: 12 }; // prettier-ignore

  test("is answered in this repository, for the run that its address names", () => {
    expect(deploymentProtectionRule(asked)).toEqual(request);
    expect(deploymentProtectionRule({ ...asked, ref: "v1.0.0" })).toMatchObject({ ref: "v1.0.0" });
  });

  test.each([
    [{ action: "approved" }],
    [{ environment: undefined }],
    [{ deployment_callback_url: undefined }],
    [{ deployment_callback_url: "https://elsewhere.example/actions/runs/12/jobs" }],
  ])("%j asks for nothing", (changes) => {
    expect(deploymentProtectionRule({ ...asked, ...changes } as typeof asked)).toBeUndefined();
  });
});

describe("merge_group", () => {
  const ref = `refs/heads/gh-readonly-queue/main/pr-7-${"b".repeat(40)}`;
  const group = { head_sha: "abc", head_ref: ref, base_sha: "def", base_ref: "refs/heads/main" };
  const asked = { type: "gate-group", repository: REF, headSha: "abc", headRef: ref, baseRef: "main" }; // prettier-ignore

  test("is judged when checks are requested, and not waited for when it is destroyed", () => {
    const about = { ...COMMON, merge_group: group };
    const requested = mergeGroup({ ...about, action: "checks_requested" });
    expect(requested).toEqual({ ...asked, baseSha: "def" });
    expect(mergeGroup({ ...about, action: "destroyed" })).toEqual({
      ...requested,
      destroyed: true,
    });
    expect(mergeGroup({ ...about, action: "something_new" })).toBeUndefined();
  });

  test("is judged again when a check on it finishes, or is asked for again", () => {
    const check_suite = { head_branch: ref.slice("refs/heads/".length) };
    const run = (action: string, app: number) => ({
      ...COMMON,
      action,
      check_run: { name: "lint", head_sha: "abc", app: { id: app }, check_suite },
    });
    expect(checkRun(run("completed", 15368), SELF)).toEqual({ ...asked, finished: "lint" });
    expect(checkRun(run("rerequested", 4242), SELF)).toEqual({ ...asked, rewrite: true });
    const suite = { ...check_suite, head_sha: "abc", app: { id: 4242 } };
    expect(checkSuite({ ...COMMON, action: "rerequested", check_suite: suite }, SELF)).toEqual({
      ...asked,
      rewrite: true,
    });
  });
});

describe("a button of a check run", () => {
  const PERSON = { id: 3, login: "ml-engineer", type: "User" };
  const pressed = (identifier: string, changes: object = {}, sender = PERSON, app = 4242) =>
    checkRun(
      {
        ...COMMON,
        sender,
        action: "requested_action",
        requested_action: { identifier },
        check_run: { name: "mltrl/main", head_sha: "abc", app: { id: app }, ...changes },
      },
      SELF,
    );

  test.each([
    ["check", "/mltrl check"],
    ["explain", "/mltrl explain"],
    ["request-reviews", "/mltrl request-reviews"],
  ])("%s stands for %s", (identifier, body) => {
    const pulls = [
      { number: 7, head: { sha: "abc" } },
      { number: 8, head: { sha: "older" } },
    ];
    expect(pressed(identifier, { pull_requests: pulls })).toEqual({
      type: "press",
      repository: REF,
      sha: "abc",
      pullRequests: [7],
      actor: { id: 3, login: "ml-engineer", bot: false },
      body,
    });
  });

  test("on a pull request from a fork leaves the pull requests to be found", () => {
    expect(pressed("check")).toMatchObject({ pullRequests: [] });
  });

  test.each([
    ["that does not exist", pressed("toString")],
    ["of another App", pressed("check", {}, PERSON, 15368)],
    ["pressed by a bot", pressed("check", {}, { ...PERSON, type: "Bot" })],
  ])("%s asks for nothing", (_, request) => {
    expect(request).toBeUndefined();
  });

  test("has a command for each that is shown, and no more than three are", () => {
    const names = Object.values(BUTTONS).map(({ command }) => command.replace("/mltrl ", ""));
    expect(names.filter((name) => findCommand(name) === undefined)).toEqual([]);
    expect(names.length).toBeLessThanOrEqual(3);
  });
});

describe("check_suite", () => {
  test.each([
    ["rerequested", 4242, true],
    ["rerequested", 15368, false],
    ["rerequested", null, false],
    ["requested", 4242, false],
    ["completed", 4242, false],
  ])("%s by %s: judged %s", (action, app, judged) => {
    const request = checkSuite(
      {
        ...COMMON,
        action,
        check_suite: { head_sha: "abc", app: app === null ? null : { id: app } },
      },
      SELF,
    );
    expect(request).toEqual(
      judged ? { type: "gate-commit", repository: REF, sha: "abc", rewrite: true } : undefined,
    );
  });
});

const pushed = (changes: Partial<PushPayload> = {}) =>
  push({ ...COMMON, ref: "refs/heads/main", commits: [], ...changes });

describe("push", () => {
  test.each<[string, Partial<PushPayload>]>([
    ["adds", { commits: [{ added: [".mltrl/config.yml"] }] }],
    ["modifies", { commits: [{ modified: ["a"] }, { modified: [".mltrl/waivers.yml"] }] }],
    ["removes", { commits: [{ removed: [".mltrl/config.yml"] }] }],
    ["may change, being forced,", { forced: true }],
    ["may change, being too long to list,", { commits: Array.from({ length: 2048 }, () => ({})) }],
  ])(
    "that %s the policy of the default branch has every open pull request judged",
    (_, changes) => {
      expect(pushed(changes)).toEqual({ type: "gate-open", repository: REF });
    },
  );

  test.each<[string, Partial<PushPayload>]>([
    ["of other files", { commits: [{ modified: ["src/a.py", "docs/.mltrl/config.yml"] }] }],
    ["without a list of commits", {}],
    ["that deletes", { deleted: true, forced: true }],
  ])("%s asks for nothing", (_, changes) => {
    expect(pushed(changes)).toBeUndefined();
  });
});

describe("a push to the repository that holds the account's policy", () => {
  const holder = { ...COMMON.repository, name: ".github" };
  const ref = "refs/heads/main";
  const commits = [{ modified: [".mltrl/organization.yml"] }];

  test("has everything judged that is open anywhere", () => {
    expect(push({ ...COMMON, repository: holder, ref, commits })).toEqual({
      type: "organization-changed",
      repository: { ...REF, name: ".github" },
    });
  });

  test.each<[string, Partial<PushPayload>]>([
    ["of other files", { commits: [{ modified: [".mltrl/config.yml"] }] }],
    ["to another repository", { repository: COMMON.repository }],
    ["to another branch", { ref: "refs/heads/topic" }],
  ])("%s does not", (_, changes) => {
    const request = push({ ...COMMON, repository: holder, ref, commits, ...changes });
    expect(request?.type).not.toBe("organization-changed");
  });
});

test("other custom properties may bring another policy", () => {
  expect(customPropertyValues(COMMON)).toEqual({ type: "properties-changed", repository: REF });
});

test("a push to another branch that changes what is declared there may change a base", () => {
  const ref = "refs/heads/release/1.0";
  const request = push({ ...COMMON, ref, commits: [{ modified: [".mltrl/config.yml"] }] });
  expect(request).toEqual({ type: "branch-changed", repository: REF, branch: "release/1.0" });
  expect(push({ ...COMMON, ref, commits: [{ modified: ["src/a.py"] }] })).toBeUndefined();
});

test("a push of a tag changes no base", () => {
  const commits = [{ modified: [".mltrl/config.yml"] }];
  expect(push({ ...COMMON, ref: "refs/tags/main", commits })).toBeUndefined();
});

describe("create", () => {
  test.each([
    ["tag", "v1.0.0", { type: "gate-open", repository: REF }],
    ["branch", "release/1", undefined],
    ["repository", "x", undefined],
  ])("of a %s", (ref_type, ref, request) => {
    expect(create({ ...COMMON, ref, ref_type })).toEqual(request);
  });
});

describe("installation", () => {
  test.each([
    ["unsuspend", { type: "sweep-installation", installation: 77 }],
    ["new_permissions_accepted", { type: "sweep-installation", installation: 77 }],
    ["deleted", { type: "forget", installation: 77 }],
    ["suspend", { type: "forget", installation: 77 }],
  ])("%s", (action, request) => {
    expect(installation({ action, installation: { id: 77 } })).toEqual(request);
  });

  test("repositories that come or go are looked through", () => {
    expect(installationRepositories({ action: "removed", installation: { id: 77 } })).toEqual({
      type: "sweep-installation",
      installation: 77,
    });
  });

  const LISTED = [{ id: 5, full_name: "acme/scanner" }];
  const INSTALLED = { type: "installed", installation: 77, repositories: [REF] };

  test("those that come are named", () => {
    const of = { installation: { id: 77 } };
    expect(installation({ ...of, action: "created", repositories: LISTED })).toEqual(INSTALLED);
    expect(
      installationRepositories({ ...of, action: "added", repositories_added: LISTED }),
    ).toEqual(INSTALLED);
    expect(installation({ ...of, action: "created" })).toEqual({ ...INSTALLED, repositories: [] });
  });
});

function takenIn(changes: object = {}) {
  return landed({ ...COMMON, ref: "refs/heads/main", before: "a", after: "b", ...changes });
}

describe("commits that a branch takes in", () => {
  test("are asked about", () => {
    const request = { type: "pushed", repository: REF, branch: "main", before: "a", after: "b" };
    expect(takenIn()).toEqual(request);
    expect(takenIn({ ref: "refs/heads/r/1" })).toEqual({ ...request, branch: "r/1" });
    expect(takenIn({ ref: "refs/heads/r/1", created: true })).toEqual({
      ...request,
      branch: "r/1",
      created: true,
    });
  });

  test.each([
    ["a tag", { ref: "refs/tags/v1" }],
    ["a default branch that is made", { created: true }],
    ["a branch that goes away", { deleted: true }],
  ])("but not of %s", (_, changes) => {
    expect(takenIn(changes)).toBeUndefined();
  });
});

test("a repository that changes is forgotten", () => {
  expect(repository({ ...COMMON, action: "renamed" })).toEqual({ type: "forget", repository: 5 });
});

test("a payload without an installation is of installation 0", () => {
  const { repository: of } = COMMON;
  expect(create({ repository: of, ref: "v1", ref_type: "tag" })).toMatchObject({
    repository: { installation: 0 },
  });
});

test("the App subscribes to every event it has a handler for", () => {
  expect(manifest().default_events.toSorted()).toEqual(SUBSCRIBED_EVENTS.toSorted());
});

test("the App asks for the permissions that the doctor looks for", () => {
  const wanted = Object.entries(PERMISSIONS).map(([name, { level }]) => [name, level]);
  expect(manifest().default_permissions).toEqual(Object.fromEntries(wanted));
});

interface Manifest {
  readonly default_events: readonly string[];
  readonly default_permissions: Readonly<Record<string, string>>;
}

function manifest(): Manifest {
  return load(readFileSync(new URL("../../app.yml", import.meta.url), "utf8")) as Manifest;
}

describe("people", () => {
  test("that change are looked up again", () => {
    expect(people({ installation: { id: 77 } })).toEqual({
      type: "people-changed",
      installation: 77,
    });
    expect(people({})).toBeUndefined();
  });
});

describe("a push of a tag", () => {
  const BY = { id: 3, login: "researcher", type: "User" };
  const tag = (changes: object = {}) =>
    tagPushed({ ...COMMON, ref: "refs/tags/nn@v1.0.0", before: "a", sender: BY, ...changes });
  const request = { type: "tag-pushed", repository: REF, tag: "nn@v1.0.0", by: "researcher", defaultBranch: "main" }; // prettier-ignore

  test.each([
    ["that is moved or deleted tells where it stood", {}, { ...request, before: "a" }],
    ["that is new stood nowhere", { created: true }, request],
    ["of somebody unknown", { sender: undefined }, { ...request, before: "a", by: "" }],
    ["is none where a branch is pushed", { ref: "refs/heads/nn@v1.0.0" }, undefined],
  ])("%s", (_, changes, expected) => {
    expect(tag(changes)).toEqual(expected);
  });
});
