import { describe, expect, test } from "@jest/globals";
import type { Change, Comment } from "../../src/core/model/change.ts";
import { known, unavailable } from "../../src/core/model/fact.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import { acceptanceLine } from "../../src/evidence/acceptance-mark.ts";
import { judge } from "../../src/use-cases/judge.ts";
import { runCommands } from "../../src/use-cases/run-command.ts";
import { readScenario } from "../gate/scenario.ts";
import type { FakeChange } from "../support/fake-change.ts";
import { type FakeCommandPorts, fakeCommandPorts } from "../support/fake-command-ports.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakePeople } from "../support/fake-people.ts";

const RULE = "card-sections-present";
const BODY = `/mltrl accept ${RULE} --reason "The clinic writes it next week."`;
const ADMIN = { login: "platform-admin", bot: false };

function withChange(world: FakeChange, changes: Partial<Change>): FakeChange {
  const change = { ...world.change, ...changes };
  return { ...world, change, source: { read: () => Promise.resolve(known(change)) } };
}

async function accepting(
  body: string,
  world: FakeChange = readScenario("blocked"),
  login = ADMIN.login,
): Promise<FakeCommandPorts> {
  const ports = fakeCommandPorts(world);
  const request = {
    repository: { id: 1, owner: "acme", name: "scanner", installation: 2 },
    number: 7,
    onPullRequest: true,
    comment: { id: 99, node: "IC_99" },
    actor: { id: 3, login, bot: false },
    body,
  };
  await runCommands(request, ports, ENGINE);
  return ports;
}

/** What stands under the pull request once the admin has accepted the missing section. */
async function recorded(): Promise<{ order: Comment; record: Comment }> {
  const { recorded: said } = await accepting(BODY);
  return {
    order: { id: 99, author: ADMIN, body: BODY, edited: false, own: false },
    record: {
      id: 100,
      author: { login: "mltrl-gate", bot: true },
      body: said[0] ?? "",
      edited: false,
      own: true,
    },
  };
}

async function found(world: FakeChange): Promise<Finding | undefined> {
  const verdict = await judge(world, ENGINE);
  const decision = verdict.state === "known" ? verdict.value.decision : undefined;
  return decision?.components[0]?.findings.find(({ rule }) => rule === RULE);
}

describe("/mltrl accept", () => {
  test("is noted for the content, and the check is written with it", async () => {
    const { recorded: said, publisher, said: replies } = await accepting(BODY);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^<!-- mltrl-gate accepted \{"comment":99,"by":"platform-admin",/);
    expect(said[0]).toContain("Accepted by `platform-admin` for `nodule-detector`");
    expect(replies.size).toBe(0);
    const [shown] = publisher.shown;
    expect(shown?.report.title).toBe("Blocked: 1 fix for the author (nodule-detector)");
    expect(shown?.report.summary).toContain(
      "accepted for this content by platform-admin (policy-owners): The clinic writes it next week; without it: the card lacks intended-use",
    );
  });

  test("counts whenever the pull request is judged again", async () => {
    const { order, record } = await recorded();
    const world = withChange(readScenario("blocked"), { comments: known([order, record]) });
    expect(await found(world)).toMatchObject({
      outcome: "waived",
      standIn: { type: "accepted", approver: "policy-owners" },
    });
  });

  test("changes nothing when it is repeated", async () => {
    const { order, record } = await recorded();
    const world = withChange(readScenario("blocked"), { comments: known([order, record]) });
    const { recorded: said, said: replies } = await accepting(BODY, world);
    expect(said).toEqual([]);
    expect([...replies.values()].join()).toContain(
      "needs no exception here: it holds, or is waived",
    );
  });

  test.each<[string, (each: { order: Comment; record: Comment }) => readonly Comment[]]>([
    ["without the App's note", ({ order }) => [order]],
    ["without the person's own words", ({ record }) => [record]],
    ["once those were edited", ({ order, record }) => [{ ...order, edited: true }, record]],
    ["once the note was edited", ({ order, record }) => [order, { ...record, edited: true }]],
    ["with a note of somebody else's", ({ order, record }) => [order, { ...record, own: false }]],
    [
      "with words of somebody else's",
      ({ order, record }) => [
        { ...order, author: { login: "second-engineer", bot: false } },
        record,
      ],
    ],
    [
      "with words of a bot",
      ({ order, record }) => [{ ...order, author: { ...ADMIN, bot: true } }, record],
    ],
    [
      "with words on another rule",
      ({ order, record }) => [
        { ...order, body: '/mltrl accept semver-model --reason "x"' },
        record,
      ],
    ],
    [
      "with words on another component",
      ({ order, record }) => [
        { ...order, body: `/mltrl accept ${RULE} reader --reason "x"` },
        record,
      ],
    ],
    ["with words in a quote", ({ order, record }) => [{ ...order, body: `> ${BODY}` }, record]],
    [
      "with a note that cannot be read",
      ({ order, record }) => [order, { ...record, body: record.body.replace("sha256", "") }],
    ],
    [
      "with a note that is not on the first line",
      ({ order, record }) => [order, { ...record, body: `\n${record.body}` }],
    ],
  ])("does not count %s", async (_, comments) => {
    const world = withChange(readScenario("blocked"), {
      comments: known(comments(await recorded())),
    });
    expect(await found(world)).toMatchObject({ outcome: "fail" });
  });

  test.each<[string, (world: FakeChange) => FakeChange, string]>([
    [
      "when the person wrote a commit since",
      (world) =>
        withChange(world, { contributors: known({ logins: ["Platform-Admin"], unlinked: [] }) }),
      "platform-admin accepted it, but platform-admin wrote commits of this pull request",
    ],
    [
      "while commits belong to nobody",
      (world) =>
        withChange(world, { contributors: known({ logins: [], unlinked: ["a@acme.example"] }) }),
      "nobody's independence can be shown, since who wrote the commits of a@acme.example",
    ],
    [
      "when the person lost the role",
      (world) => ({ ...world, people: fakePeople({ teams: { "acme/product": [] } }) }),
      "platform-admin accepted it, but platform-admin does not hold the role policy-owners",
    ],
    [
      "when rights cannot be looked up",
      (world) => ({
        ...world,
        people: {
          ...world.people,
          permission: () => Promise.resolve(unavailable("upstream", "GitHub hiccups")),
        },
      }),
      "whether platform-admin accepted it cannot be told: GitHub hiccups",
    ],
    [
      "when reviews cannot be read",
      (world) => withChange(world, { reviews: unavailable("upstream", "too many") }),
      "whether platform-admin accepted it cannot be told: too many",
    ],
  ])("lapses %s", async (_, changed, why) => {
    const { order, record } = await recorded();
    const world = withChange(readScenario("blocked"), { comments: known([order, record]) });
    const finding = await found(changed(world));
    expect(finding).toMatchObject({ outcome: "fail", ended: true });
    expect(finding?.reason).toContain(why);
  });

  test.each<[string, object, string]>([
    ["content", { content: "sha256:00" }, "platform-admin accepted it; the content changed since"],
    ["step", { to: 3 }, "platform-admin accepted it for another step"],
  ])("lapses with another %s", async (_, change, why) => {
    const { order, record } = await recorded();
    const [line = ""] = record.body.split("\n");
    const noted = JSON.parse(
      line.slice("<!-- mltrl-gate accepted ".length, -" -->".length),
    ) as object;
    const other = acceptanceLine({ ...noted, ...change } as Parameters<typeof acceptanceLine>[0]);
    const world = withChange(readScenario("blocked"), {
      comments: known([order, { ...record, body: other }]),
    });
    expect((await found(world))?.reason).toContain(why);
  });

  test.each<[string, string, string, string]>([
    ["no rule", "/mltrl accept", ADMIN.login, "name a rule"],
    ["no reason", `/mltrl accept ${RULE}`, ADMIN.login, "say why, with --reason"],
    [
      "a rule that nobody asks for",
      '/mltrl accept nonsense --reason "x"',
      ADMIN.login,
      "nonsense is not asked here",
    ],
    [
      "a rule that holds",
      '/mltrl accept card-ethics-stated --reason "x"',
      ADMIN.login,
      "needs no exception here",
    ],
    [
      "a component that is not there",
      `/mltrl accept ${RULE} reader --reason "x"`,
      ADMIN.login,
      "is not asked of reader here",
    ],
    [
      "somebody without the role",
      BODY,
      "second-engineer",
      "second-engineer does not hold the role policy-owners",
    ],
    ["the author", BODY, "ml-engineer", "ml-engineer opened this pull request"],
  ])("is refused with %s", async (_, body, login, why) => {
    const { recorded: said, said: replies, publisher } = await accepting(body, undefined, login);
    expect(said).toEqual([]);
    expect(publisher.shown).toEqual([]);
    expect([...replies.values()].join()).toContain(why);
  });

  test("is refused where the rule can never be waived", async () => {
    const world = readScenario("level-jump");
    const { said } = await accepting('/mltrl accept no-level-skip --reason "x"', world);
    expect([...said.values()].join()).toContain("no-level-skip is not to be waived by anybody");
  });

  test("is refused in a comment that was edited meanwhile", async () => {
    const order = { id: 99, author: ADMIN, body: "x /mltrl", edited: true, own: false };
    const world = withChange(readScenario("blocked"), { comments: known([order]) });
    const { said } = await accepting(BODY, world);
    expect([...said.values()].join()).toContain("your comment has been edited since");
  });
});
