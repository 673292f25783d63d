import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { writeReviewRecord } from "../../src/evidence/write-review-record.ts";
import { generateAppKey } from "../github/start-github.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import type { GatedRepository } from "../support/gated-repository.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { MERGED, type PullRequest } from "../support/pull-request.ts";
import { CARD, cardText, CHECKS, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

jest.setTimeout(60_000);

const ROBOT = 990;

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
  await world.github.seed({
    apps: [
      {
        id: 9_998,
        slug: "reviewer-robot",
        owner: "acme",
        privateKey: generateAppKey(),
        permissions: { pull_requests: "write" },
        installations: [{ id: ROBOT, account: "acme" }],
      },
    ],
  });
});
afterAll(() => world.close());

const WAITING = { conclusion: "action_required", blockedBy: [], merge: 405 };
const SOURCE = "src/reader.js";
const GATES = [0, 1, 2, 3, 4, 5, 6].join(", ");
const EXTRA = `adopted:\n  level: 6\n  reason: Bought from a partner.\n  gates-not-walked: [${GATES}]\n`;

/** Three seats late on the ladder, and of all rules those about people. */
const LATE = configText(
  `profile: people
rules:
  review-panel-satisfied:
    panels: [{ from-level: 6, roles: [researcher, engineering, product-manager] }]
`,
  "",
  CHECKS,
).replace("roles:\n", "roles:\n  policy-owners: [platform-admin]\n");
const PEOPLE = `rules: [no-level-skip, review-panel-satisfied, no-self-approval, gate-review-recorded]\n`;

/** A scanner that has graduated to level 6. */
function late(name: string, config = LATE): Promise<Workplace> {
  const record = writeReviewRecord({
    component: "nodule-detector",
    from: 5,
    to: 6,
    date: "2026-01-02",
    decision: "graduate",
    reviewers: ["researcher"],
    criteria: ["The claims hold."],
    openTasks: [],
  });
  return scannerIn(world, name, {
    files: {
      [CONFIG]: config,
      [CARD]: cardText({ level: 6, extra: EXTRA }),
      ".mltrl/profiles/people.yml": PEOPLE,
      ".mltrl/reviews/nodule-detector/2026-01-02-5-to-6.yml": record,
    },
  });
}

const raised = raiseFiles(6, 7, { extra: EXTRA });
const sign = (role: string): string => `I have read it.\n\n/mltrl sign nodule-detector as ${role}`;

/** Takes the product manager into the product team, or out of it. */
async function membership(method: "PUT" | "DELETE"): Promise<void> {
  const path = "/orgs/acme/teams/product/memberships/product-manager";
  const answer = await fetch(world.github.url + path, {
    method,
    headers: { authorization: "token platform-admin", "content-type": "application/json" },
    ...(method === "PUT" && { body: "{}" }),
  });
  expect(answer.status).toBe(method === "PUT" ? 200 : 204);
}

async function title(pull: PullRequest): Promise<string> {
  return (await pull.verdict()).title;
}

async function summary(pull: PullRequest): Promise<string> {
  return (await pull.verdict()).output.summary;
}

/** Something else comes to the base branch. */
async function meanwhile(repository: GatedRepository): Promise<void> {
  const theirs = await repository.clone("second-engineer");
  await theirs.push("notes", "Add notes", { "NOTES.md": "Something else.\n" });
  const notes = await repository.propose({ by: "second-engineer", from: "notes" });
  await notes.tryMerge();
}

describe("a whole gate review", () => {
  test("asks three people, loses a seat to a push, keeps the others through a rebase, and merges", async () => {
    const { clone, propose, repository } = await late("review");
    const pull = await propose("raise", raised);
    expect(await title(pull)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
    const asked = (await repository
      .as("ml-engineer")
      .wanted("GET", `/pulls/${pull.number}/requested_reviewers`)) as {
      users: { login: string }[];
    };
    expect(asked.users.map(({ login }) => login)).toEqual(
      expect.arrayContaining(["second-engineer", "product-manager"]),
    );
    expect(asked.users).toHaveLength(3);
    expect(await summary(pull)).toContain("`second-engineer` (asked)");

    await pull.approve("researcher", sign("researcher"));
    await pull.approve("second-engineer", sign("engineering"));
    expect(await title(pull)).toBe("Waiting for 1 of 3: nodule-detector 6 → 7");
    await clone.push("raise", "One more thing", { [SOURCE]: "export const read = () => [];\n" });
    expect(await title(pull)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
    expect(await summary(pull)).toMatch(
      /lapsed: `researcher` approved \w{7}; the content changed since: src\/reader\.js/,
    );

    await pull.approve("researcher", sign("researcher"));
    await pull.approve("second-engineer", sign("engineering"));
    await meanwhile(repository);
    await clone.git("fetch", "--quiet", "origin");
    await clone.git("rebase", "--quiet", "origin/main");
    await clone.git("push", "--quiet", "--force", "origin", "raise");
    expect(await title(pull)).toBe("Waiting for 1 of 3: nodule-detector 6 → 7");
    await pull.approve("product-manager", sign("product-manager"));
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("asks once, however often it is judged", async () => {
    const { propose } = await late("asked-once");
    const pull = await propose("raise", raised);
    await pull.verdict();
    await pull.say("ml-engineer", "/mltrl check");
    const ledger = await world.github.ledger({});
    const requests = ledger.filter(({ path }) =>
      path.endsWith(`asked-once/pulls/${pull.number}/requested_reviewers`),
    );
    expect(requests).toHaveLength(1);
  });
});

describe("a team", () => {
  test("whose member leaves takes the seat along, and gives it back", async () => {
    const { propose } = await late("membership");
    const pull = await propose("raise", raised);
    await pull.approve("product-manager", sign("product-manager"));
    expect(await title(pull)).toBe("Waiting for 2 of 3: nodule-detector 6 → 7");
    await membership("DELETE");
    expect(await title(pull)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
    await membership("PUT");
    expect(await title(pull)).toBe("Waiting for 2 of 3: nodule-detector 6 → 7");
  });

  test("of more people than GitHub tells at once is read to its end", async () => {
    const { propose } = await late("crowd", LATE.replace("acme/product", "acme/everybody"));
    const pull = await propose("raise", raised);
    expect(await title(pull)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
    await pull.approve("product-manager", sign("product-manager"));
    expect(await title(pull)).toBe("Waiting for 2 of 3: nodule-detector 6 → 7");
  });

  test("of another organisation is a clear error", async () => {
    const config = LATE.replace("acme/product", "elsewhere/product");
    const { propose } = await late("elsewhere", config);
    const pull = await propose("raise", raised);
    expect((await pull.verdict()).conclusion).toBe("failure");
    expect(await summary(pull)).toMatch(
      /who has the role "product-manager" is not known: the team elsewhere\/product/,
    );
  });
});

describe("a forged approval", () => {
  test("F8: a text that was edited into a signature signs nothing", async () => {
    const { propose, repository } = await late("edited");
    const pull = await propose("raise", raised);
    const review = await pull.approve("researcher", "Looks fine.");
    expect(await title(pull)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
    await repository
      .as("platform-admin")
      .wanted("PUT", `/pulls/${pull.number}/reviews/${review}`, { body: sign("researcher") });
    expect(await title(pull)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
    expect(await summary(pull)).toContain("an edited text signs nothing");
    await pull.approve("researcher", sign("researcher"));
    expect(await title(pull)).toBe("Waiting for 2 of 3: nodule-detector 6 → 7");
  });

  test("F8, F10: a comment, a quote and code sign nothing, nor does a stranger", async () => {
    const { propose } = await late("quoted");
    const pull = await propose("raise", raised);
    await pull.say("researcher", "/mltrl sign nodule-detector as researcher");
    await pull.approve("researcher", "> /mltrl sign nodule-detector as researcher");
    await pull.approve(
      "second-engineer",
      `\`\`\`\n/mltrl sign nodule-detector as engineering\n\`\`\``,
    );
    await pull.approve("outsider", sign("product-manager"));
    expect(await title(pull)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
  });

  test("F14: one person fills one seat, whatever they sign", async () => {
    const { propose } = await late("two-hats");
    const pull = await propose("raise", raised);
    await pull.approve(
      "researcher",
      `${sign("researcher")}\n/mltrl sign nodule-detector as engineering`,
    );
    expect(await title(pull)).toBe("Waiting for 2 of 3: nodule-detector 6 → 7");
  });

  test("F14: whoever wrote content since the last graduation holds no seat", async () => {
    const { propose, repository } = await late("writer");
    const theirs = await repository.clone("second-engineer");
    await theirs.push("fix", "Read better", {
      [SOURCE]: "export const read = (scan) => [scan];\n",
    });
    const fix = await repository.propose({ by: "second-engineer", from: "fix" });
    expect(await fix.tryMerge()).toEqual(MERGED);
    const pull = await propose("raise", raised);
    await pull.approve("second-engineer", sign("engineering"));
    expect(await title(pull)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
    expect(await summary(pull)).toContain("wrote content since the last graduation");
  });

  test("F15: an e-mail address of nobody opens the panel only where policy owners saw that head", async () => {
    const { clone, propose } = await late("nobody");
    const pull = await propose("raise", raised);
    const author = "Somebody <somebody@elsewhere.example>";
    await clone.git("commit", "--quiet", "--amend", "--no-edit", "--author", author);
    await clone.git("push", "--quiet", "--force", "origin", "raise");
    await pull.approve("researcher", sign("researcher"));
    await pull.approve("second-engineer", sign("engineering"));
    await pull.approve("product-manager", sign("product-manager"));
    expect(await pull.tryMerge()).toEqual(WAITING);
    expect(await summary(pull)).toContain("policy-owners");
    await pull.approve("platform-admin");
    expect((await pull.verdict()).conclusion).toBe("success");
    await clone.git("commit", "--quiet", "--amend", "--no-edit", "--date", "2026-01-01T00:00:00Z");
    await clone.git("push", "--quiet", "--force", "origin", "raise");
    expect(await pull.tryMerge()).toEqual(WAITING);
  });

  test("F16: an App's approval fills no seat", async () => {
    const { propose, repository } = await late("robot");
    const pull = await propose("raise", raised);
    const token = await world.github.installationToken({ installation: ROBOT });
    const answer = await fetch(
      `${world.github.url}/repos/acme/${repository.name}/pulls/${pull.number}/reviews`,
      {
        method: "POST",
        headers: { authorization: `token ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ event: "APPROVE", body: sign("researcher") }),
      },
    );
    expect(answer.status).toBe(200);
    expect(await title(pull)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
  });

  test("F17: a merge of base that hides an edit drops the seats that did not see it", async () => {
    const { clone, propose, repository } = await late("evil-merge");
    const pull = await propose("raise", raised);
    await pull.approve("researcher", sign("researcher"));
    expect(await title(pull)).toBe("Waiting for 2 of 3: nodule-detector 6 → 7");
    await meanwhile(repository);
    await clone.git("fetch", "--quiet", "origin");
    await clone.git("merge", "--quiet", "--no-commit", "--no-ff", "origin/main");
    await clone.push("raise", "Merge branch 'main'", {
      [SOURCE]: "export const read = () => 0;\n",
    });
    expect(await title(pull)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
  });

  test("by who asked for the step does not count, in whose name a second pull request may come", async () => {
    const { propose, repository } = await late("second-request");
    const asking = raiseFiles(6, 7, { extra: EXTRA, requestedBy: "researcher" });
    const first = await propose("raise", asking);
    await repository
      .as("ml-engineer")
      .wanted("PATCH", `/pulls/${first.number}`, { state: "closed" });
    const second = await repository.propose({ by: "second-engineer", from: "raise" });
    await second.approve("researcher", sign("researcher"));
    expect(await title(second)).toBe("Waiting for 3 of 3: nodule-detector 6 → 7");
    expect(await summary(second)).toContain("asked for this step");
  });
});
