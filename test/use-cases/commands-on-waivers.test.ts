import { describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../src/core/model/fact.ts";
import type { CommandRequest } from "../../src/core/model/request.ts";
import { runCommands } from "../../src/use-cases/run-command.ts";
import { readScenario } from "../gate/scenario.ts";
import type { FakeChange } from "../support/fake-change.ts";
import { type FakeCommandPorts, fakeCommandPorts } from "../support/fake-command-ports.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakePeople } from "../support/fake-people.ts";

const WAIVE = '/mltrl waive card-sections-present --until 2026-06-30 --reason "Later."';
const HOTFIX = '/mltrl hotfix nodule-detector --incident "It burns."';

async function told(
  body: string,
  world: FakeChange = readScenario("blocked"),
  changes: Partial<CommandRequest> = {},
  ports: FakeCommandPorts = fakeCommandPorts(world),
): Promise<{ readonly said: string; readonly ports: FakeCommandPorts }> {
  const request: CommandRequest = {
    repository: { id: 1, owner: "acme", name: "scanner", installation: 2 },
    number: 7,
    onPullRequest: true,
    comment: { id: 99, node: "IC_99" },
    actor: { id: 5, login: "platform-admin", bot: false },
    body,
    ...changes,
  };
  await runCommands(request, ports, ENGINE);
  return { said: [...ports.said.values()].join(), ports };
}

const hiccup = Promise.resolve(unavailable("upstream", "GitHub hiccups"));

/** A pull request that cannot be read. */
function unread(): FakeChange {
  const world = readScenario("blocked");
  return { ...world, source: { read: () => Promise.resolve(unavailable("upstream", "cut off")) } };
}

describe("/mltrl waive", () => {
  test("on an issue proposes the waiver, without a pull request to name", async () => {
    const { said, ports } = await told(WAIVE, undefined, { onPullRequest: false });
    expect(said).toContain("Asked for: #12 waives card-sections-present for nodule-detector");
    expect(ports.proposals[0]?.files[0]?.text).not.toContain("pull-request:");
  });

  test.each<[string, string]>([
    ["/mltrl waive", "name a rule"],
    ["/mltrl waive card-sections-present", "say why, with --reason"],
    ['/mltrl waive card-sections-present --reason "x"', "say for how long, with --until"],
  ])("asks for what is missing: %s", async (body, said) => {
    expect((await told(body)).said).toContain(said);
  });

  test("says that there is nothing to waive without a policy", async () => {
    expect((await told(WAIVE, readScenario("introduces-policy"))).said).toContain(
      "has no policy that asks for anything",
    );
  });

  test("says that the policy cannot be read", async () => {
    expect((await told(WAIVE, readScenario("broken-policy"))).said).toContain("Not waived.");
  });

  test("says that it is waived already", async () => {
    expect((await told(WAIVE, readScenario("waived"))).said).toContain(
      "The policy waives card-sections-present for nodule-detector until 2026-06-30 already.",
    );
  });

  test("of several components takes the one whose rule is open, or asks for a name", async () => {
    const world = readScenario("many-components");
    const { said } = await told(WAIVE, world);
    expect(said).toContain("card-sections-present");
    expect((await told(WAIVE, world, { onPullRequest: false })).said).toContain(
      "name a component behind the rule",
    );
  });

  test("is not done where the branch cannot be written", async () => {
    const failed = unavailable("upstream", "GitHub hiccups");
    const ports = fakeCommandPorts(readScenario("blocked"), failed);
    expect((await told(WAIVE, undefined, {}, ports)).said).toContain("GitHub hiccups");
  });
});

/** A pull request that an admin can call a hotfix on: nobody is said to be on call. */
function onCall(): FakeChange {
  const world = readScenario("blocked");
  return { ...world, people: fakePeople({ teams: { "acme/product": [] }, permissions: { "platform-admin": "admin" } }) }; // prettier-ignore
}

describe("/mltrl hotfix", () => {
  test("commits the record of a week, or until the day that is asked for", async () => {
    const { said, ports } = await told(HOTFIX, onCall());
    expect(said).toContain("A hotfix of `nodule-detector` is called until 2026-06-08.");
    expect(ports.commits[0]?.files).toEqual([
      expect.objectContaining({
        path: ".mltrl/hotfixes/nodule-detector/2026-06-01.yml",
        text: "version: 1\ncomponent: nodule-detector\nincident: It burns.\ndate: '2026-06-01'\nby: platform-admin\nuntil: '2026-06-08'\n",
      }),
    ]);
    expect((await told(`${HOTFIX} --until 2026-06-03`, onCall())).said).toContain("2026-06-03");
  });

  test.each<[string, string]>([
    ["/mltrl hotfix", "name a component"],
    ["/mltrl hotfix nodule-detector", "say what happened, or where it is told, with --incident"],
    [`${HOTFIX} --until 2026-06-30`, "expected a day at most 7 days after"],
    [HOTFIX.replace("nodule-detector", "reader"), "this pull request does not touch reader"],
  ])("refuses %s", async (body, why) => {
    const { said, ports } = await told(body, onCall());
    expect(said).toContain(why);
    expect(ports.commits).toEqual([]);
  });

  test("is not called where rights cannot be looked up", async () => {
    const world = onCall();
    const people = { ...world.people, permission: () => hiccup };
    const { said } = await told(HOTFIX, { ...world, people });
    expect(said).toContain("GitHub hiccups");
  });

  test("is not called over a record of the day that covers something else", async () => {
    const world = readScenario("hotfix-not-on-call");
    const { said } = await told(HOTFIX, world, { actor: { id: 6, login: "second-engineer", bot: false } }); // prettier-ignore
    expect(said).toContain(".mltrl/hotfixes/nodule-detector/2026-06-01.yml is there already");
  });

  test("is not called where the pull request cannot be read", async () => {
    expect((await told(HOTFIX, unread())).said).toContain("cut off");
  });
});

describe("/mltrl accept", () => {
  const accept = '/mltrl accept card-sections-present --reason "Later."';

  test("is not done where the pull request cannot be read", async () => {
    expect((await told(accept, unread())).said).toContain("cut off");
  });

  test("needs a comment to stand for it", async () => {
    const ports = fakeCommandPorts(readScenario("blocked"));
    await runCommands(
      {
        repository: { id: 1, owner: "acme", name: "scanner", installation: 2 },
        number: 7,
        onPullRequest: true,
        actor: { id: 5, login: "platform-admin", bot: false },
        body: accept,
      },
      ports,
      ENGINE,
    );
    expect([...ports.said.values()].join()).toContain("The record is a comment: write one.");
  });

  test("does not cover what could not be judged through a fault of GitHub's", async () => {
    const world = readScenario("blocked");
    const change = { ...world.change, reviews: unavailable("upstream", "too many") };
    const lost = { ...world, source: { read: () => Promise.resolve(known(change)) } };
    expect((await told(accept, lost)).said).toContain("too many");
  });
});
