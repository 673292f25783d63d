import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { mltrl, type Outcome } from "../cli/command-line.ts";
import { generateAppKey } from "../github/start-github.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import type { Person } from "../support/people.ts";
import { CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

function call(by: Person, words: readonly string[]): Promise<Outcome> {
  return mltrl(tmpdir(), [...words, "--app", String(APP_ID)], {
    environment: { GITHUB_TOKEN: by, GITHUB_API_URL: world.github.url },
  });
}

interface Found {
  readonly point: string;
  readonly outcome: string;
  readonly says: string;
  readonly mend?: string;
}

/** What the doctor does not find good. */
async function complaints(repository: string, by: Person = "platform-admin"): Promise<Found[]> {
  const { out } = await call(by, ["doctor", `acme/${repository}`, "--json"]);
  const { diagnoses } = JSON.parse(out) as { diagnoses: Found[] };
  return diagnoses.filter(({ outcome }) => outcome !== "good");
}

const OWNED = {
  [CONFIG]: configText().replace("roles:\n", "roles:\n  policy-owners: [platform-admin]\n"),
};

test("nothing holds at first, and everything once it is set up", async () => {
  await scannerIn(world, "before", { requires: {} });
  const before = await call("platform-admin", ["doctor", "acme/before"]);
  expect(before.out).toContain("✓ With contents: write the App commits what commands ask for");
  // What it could do beyond that grows with the commands.
  const out = before.out.replaceAll(/^✓ With .*\n(?: {2}[^→].*\n)*/gm, "");
  expect({ ...before, out }).toEqual({
    code: 1,
    err: "",
    out: `✓ The policy of main can be read.
✗ Nothing requires mltrl/main on main: whoever may merge can merge past it.
  → mltrl setup acme/before --app 4242 --apply
✗ Nothing requires mltrl/release on release/**: whoever may merge can merge past it.
  → mltrl setup acme/before --app 4242 --apply
✓ The App has every permission it needs.
✓ The App hears of everything it listens to.
✓ The team acme/product, which the role product-manager names, is seen.
✗ Nobody owns .mltrl/config.yml: whoever may write can change what is asked of them.
  → name policy-owners under "roles" in .mltrl/config.yml, or owners of /.mltrl/ in CODEOWNERS
✓ No rule waits for a check of ours.

The gate may be got around: 3 problems.
`,
  });

  await scannerIn(world, "after", { requires: {}, files: OWNED });
  await call("platform-admin", ["setup", "acme/after", "--apply"]);
  const after = await call("platform-admin", ["doctor", "acme/after"]);
  expect(after.code).toBe(0);
  expect(after.out).toContain("✓ mltrl/main is required on main, of App 4242.");
  expect(after.out).toContain("✓ Nobody may pass by the ruleset mltrl/main.");
  expect(await complaints("after")).toEqual([
    {
      point: "rulesets",
      outcome: "advice",
      says: "Branches of the ruleset mltrl/release can be deleted and made again with anything in them.",
      mend: `add "Restrict deletions" to it, or to a ruleset of those branches`,
    },
  ]);
});

test("owners by CODEOWNERS are owners", async () => {
  await scannerIn(world, "code-owned", {
    files: { ".github/CODEOWNERS": "* @acme/everybody\n/.mltrl/ @platform-admin\n" },
  });
  const points = (await complaints("code-owned")).map(({ point }) => point);
  expect(points).not.toContain("policy-owners");
});

function requiring(check: object) {
  return {
    type: "required_status_checks",
    parameters: { strict_required_status_checks_policy: false, required_status_checks: [check] },
  };
}

test("a check that the Action makes is told apart from one that holds", async () => {
  const { repository } = await scannerIn(world, "by-action", { requires: {}, files: OWNED });
  await repository.rule(
    "main",
    requiring({ context: "mltrl-action/main", integration_id: 15_368 }),
  );
  expect(await complaints("by-action")).toContainEqual({
    point: "required",
    outcome: "advice",
    says: "main requires mltrl-action/main, which a workflow makes: a pull request that edits the workflow makes it as it likes.",
    mend: expect.stringContaining("Require workflows to pass before merging"),
  });
});

test.each(["doctor", "setup"])("%s refuses GitHub Actions as the App", async (command) => {
  const { code, err } = await mltrl(tmpdir(), [command, "acme/after", "--app", "15368"], {
    environment: { GITHUB_TOKEN: "platform-admin", GITHUB_API_URL: world.github.url },
  });
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringContaining("App 15368 is GitHub Actions itself"),
  });
});

describe("a rule that stops nothing is found", () => {
  test.each([
    ["anybody", {}, "of nobody in particular: whoever may write can make one"],
    [
      "a workflow",
      { integration_id: 15_368 },
      "of GitHub Actions: every workflow can make one, also one that a pull request brings",
    ],
    ["another App", { integration_id: 99 }, "of App 99, which is not this one"],
  ])("that %s can satisfy", async (who, source, says) => {
    const name = `pinned-${who.replaceAll(" ", "-")}`;
    const { repository } = await scannerIn(world, name, { requires: {}, files: OWNED });
    await repository.rule("main", requiring({ context: "mltrl/main", ...source }));
    expect(await complaints(name)).toContainEqual({
      point: "required",
      outcome: "problem",
      says: `mltrl/main is required on main, but ${says}.`,
      mend: `mltrl setup acme/${name} --app 4242 --apply`,
    });
  });

  test("that is only evaluated, that some may pass by, and that asks for a check of no policy", async () => {
    const { repository } = await scannerIn(world, "evaluated", { requires: {}, files: OWNED });
    const admin = repository.as("platform-admin");
    const post = (name: string, context: string, more: object) =>
      admin.wanted("POST", "/rulesets", {
        name,
        target: "branch",
        enforcement: "active",
        conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
        rules: [requiring({ context, integration_id: APP_ID })],
        ...more,
      });
    await post("asleep", "mltrl/main", { enforcement: "evaluate" });
    await post("awake", "mltrl/gone", {
      bypass_actors: [
        { actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" },
        { actor_id: null, actor_type: "OrganizationAdmin", bypass_mode: "exempt" },
        { actor_id: 31, actor_type: "Team", bypass_mode: "pull_request" },
      ],
    });
    const found = await complaints("evaluated");
    expect(found.map(({ outcome, says }) => `${outcome}: ${says}`)).toEqual([
      "problem: Nothing requires mltrl/main on main: whoever may merge can merge past it.",
      "problem: Nothing requires mltrl/release on release/**: whoever may merge can merge past it.",
      "problem: main requires mltrl/gone, which the policy does not define: it never passes.",
      "problem: The ruleset asleep requires mltrl/main and is only evaluated: it stops nothing.",
      "advice: Everybody with the role admin may pass by the ruleset awake.",
      "problem: Every owner of the organisation is exempt from the ruleset awake: that leaves no trace anywhere.",
      "advice: Team 31 may pass by the ruleset awake, by pull request alone.",
    ]);
  });
});

/** What is not good of the branch protection of main. */
async function ofProtection(repository: string, by?: Person): Promise<string[]> {
  const found = await complaints(repository, by);
  return found
    .filter(({ says }) => says.includes("branch protection of main"))
    .map(({ outcome, says }) => `${outcome}: ${says}`);
}

test("classic branch protection counts beside rulesets, and admins whom it does not hold up are told", async () => {
  const { repository, propose } = await scannerIn(world, "classic", { requires: {}, files: OWNED });
  const admin = repository.as("platform-admin");
  const protect = (enforce: boolean, app: number) =>
    admin.wanted("PUT", "/branches/main/protection", {
      required_status_checks: { strict: false, checks: [{ context: "mltrl/main", app_id: app }] },
      enforce_admins: enforce,
      required_pull_request_reviews: null,
      restrictions: null,
    });
  await protect(false, -1);
  expect(await ofProtection("classic")).toEqual([
    "problem: mltrl/main is required by the branch protection of main, but of nobody in particular: whoever may write can make one.",
    "advice: Administrators may pass by the branch protection of main.",
  ]);
  await protect(true, APP_ID);
  expect(await ofProtection("classic")).toEqual([]);
  // Whoever can read the repository is told as much.
  expect(await ofProtection("classic", "ml-engineer")).toEqual([]);
  const pull = await propose("topic", { [CONFIG]: "version: 2\n" });
  expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
});

test("a team that is not there, a rule that waits for its own check, and a broken policy are found", async () => {
  const waiting = configText("rules:\n  style-check: { check: mltrl/main }\n").replace(
    "acme/product",
    "acme/ghosts",
  );
  await scannerIn(world, "odd-policy", { files: { [CONFIG]: waiting } });
  const found = await complaints("odd-policy");
  expect(found.map(({ point, says }) => `${point}: ${says}`)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^teams: The team acme\/ghosts, which .* does not exist/),
      "own-checks: The rule style-check waits for mltrl/main, which is a check of ours: it never ends.",
    ]),
  );
  await scannerIn(world, "broken-policy", { files: { [CONFIG]: "version: 2\n" } });
  expect(await complaints("broken-policy")).toContainEqual(
    expect.objectContaining({ point: "policy", outcome: "problem" }),
  );
});

test("what somebody may not see is told as not seen, and is no good news", async () => {
  await scannerIn(world, "half-seen", { files: OWNED });
  const { code } = await call("ml-engineer", ["doctor", "acme/half-seen"]);
  expect(code).toBe(1);
  const unseen = (await complaints("half-seen", "ml-engineer")).filter(
    ({ outcome }) => outcome === "unknown",
  );
  expect(unseen.map(({ point }) => point)).toEqual(["bypass", "permissions"]);
});

test("an App that lacks permissions and events is told so by itself", async () => {
  const PRIVATE_KEY = generateAppKey();
  await world.github.seed({
    apps: [
      {
        id: 6161,
        slug: "mltrl-lame",
        owner: "acme",
        privateKey: PRIVATE_KEY,
        permissions: { contents: "read", pull_requests: "read", checks: "read" },
        events: ["push", "pull_request"],
        installations: [{ id: 998, account: "acme" }],
      },
    ],
  });
  const { repository } = await scannerIn(world, "lame", { files: OWNED });
  await repository.rule("main", { type: "merge_queue" });
  const { out } = await mltrl(tmpdir(), ["doctor", "acme/lame", "--json"], {
    environment: { APP_ID: "6161", PRIVATE_KEY, GITHUB_API_URL: world.github.url },
  });
  const { diagnoses } = JSON.parse(out) as { diagnoses: Found[] };
  const says = diagnoses
    .filter(
      ({ point, outcome }) => outcome === "problem" && ["permissions", "events"].includes(point),
    ) // prettier-ignore
    .map((each) => each.says);
  // Other parts of the App ask for more as they come.
  expect(says).toEqual(
    expect.arrayContaining([
      "The App lacks checks: write, by which it shows the verdict.",
      "The App lacks members: read, by which it sees who is in a team that a role names.",
      "The App lacks merge_queues: read, by which it sees what a merge queue is made of.",
      expect.stringMatching(/^The App does not hear of check_run, check_suite, .*repository/),
    ]),
  );
  // It has a merge queue, and names no environments.
  expect(says.join(" ")).not.toMatch(/contents|metadata|deployment|hear of.*push/);
});

test("an installation that is suspended, or none at all, is found", async () => {
  await scannerIn(world, "suspended", { files: OWNED });
  await world.github.suspend({ installation: 777, sender: "platform-admin" });
  expect(await complaints("suspended")).toContainEqual(
    expect.objectContaining({ point: "permissions", outcome: "problem" }),
  );
  await world.github.unsuspend({ installation: 777, sender: "platform-admin" });
  const { out } = await mltrl(tmpdir(), ["doctor", "acme/suspended", "--app", "1"], {
    environment: { GITHUB_TOKEN: "platform-admin", GITHUB_API_URL: world.github.url },
  });
  expect(out).toContain("? What the App may do cannot be seen: App 1 is not installed on acme.");
});
