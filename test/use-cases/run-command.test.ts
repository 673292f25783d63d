import { describe, expect, test } from "@jest/globals";
import { known, mapFact, unavailable } from "../../src/core/model/fact.ts";
import type { CommandRequest } from "../../src/core/model/request.ts";
import { runCommands } from "../../src/use-cases/run-command.ts";
import { readScenario } from "../gate/scenario.ts";
import { fakeChange, type FakeChange, HEAD } from "../support/fake-change.ts";
import { type FakeCommandPorts, fakeCommandPorts } from "../support/fake-command-ports.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakePeople } from "../support/fake-people.ts";

const CARD = ".mltrl/cards/nodule-detector.md";

function request(body: string, changes: Partial<CommandRequest> = {}): CommandRequest {
  return {
    repository: { id: 1, owner: "acme", name: "scanner", installation: 2 },
    number: 7,
    onPullRequest: true,
    comment: { id: 99, node: "IC_99" },
    actor: { id: 3, login: "ml-engineer", bot: false },
    body,
    ...changes,
  };
}

interface Told {
  readonly body: string;
  readonly ports: FakeCommandPorts;
}

async function told(
  body: string,
  changes: Partial<CommandRequest> = {},
  ports = fakeCommandPorts(readScenario("records-only")),
): Promise<Told> {
  await runCommands(request(body, changes), ports, ENGINE);
  return { body: [...ports.said.values()].join(), ports };
}

describe("a comment", () => {
  test("without a command is left alone", async () => {
    const { ports } = await told("talk about /mltrl check");
    expect(ports.acknowledged).toEqual([]);
    expect(ports.said.size).toBe(0);
  });

  test("with commands is shown to be read and gets one reply", async () => {
    const { body, ports } = await told("/mltrl help\n/mltrl explain semver-code\n/mltrl help");
    expect(ports.acknowledged).toEqual([99]);
    expect(ports.said.size).toBe(1);
    const [marker = ""] = ports.said.keys();
    expect(body.startsWith(marker)).toBe(true);
    expect(body.split(marker)).toHaveLength(2);
    expect(body).toContain("semver-code");
  });
});

const acknowledge = () => Promise.resolve(false);

test("a comment that was taken away is no order any more", async () => {
  const ports = fakeCommandPorts(readScenario("records-only"));
  await told(
    "/mltrl promote",
    {},
    { ...ports, conversation: { ...ports.conversation, acknowledge } },
  );
  expect(ports.commits).toEqual([]);
  expect(ports.said.size).toBe(0);
});

describe("what everybody may ask", () => {
  test.each([
    ["/mltrl help", "/mltrl promote"],
    ["/mltrl explain semver-code", "semver-code"],
    ["/mltrl explain", "name a rule"],
    ["/mltrl explain semver-cod", "did you mean semver-code?"],
    ["/mltrl explain xyzzyxyzzyxyzzy", "there is no rule xyzzyxyzzyxyzzy"],
    ["/mltrl promot", "promote"],
    ["/mltrl frobnicate-all-the-things", "frobnicate"],
  ])("%s is answered with %s", async (line, words) => {
    const { body } = await told(line, { onPullRequest: false, refused: "closed" });
    expect(body).toContain(words);
  });
});

const permission = () => Promise.resolve(unavailable("upstream", "no answer"));

describe("what is not done", () => {
  test.each(["closed", "locked", "archived"] as const)("on what is %s", async (refused) => {
    const { body, ports } = await told("/mltrl check", { refused });
    expect(body).toContain(`this is ${refused}`);
    expect(ports.publisher.shown).toEqual([]);
  });

  test("on an issue", async () => {
    const { body } = await told("/mltrl status", { onPullRequest: false });
    expect(body).toContain("works on pull requests");
  });

  test.each([
    ["/mltrl promote nodule-detector dicom-io", "dicom-io"],
    ["/mltrl accept semver-code nodule-detector --reason The clinic writes it", "clinic writes it"],
    ["/mltrl status of it", "of it"],
  ])("with words left over, such as %s", async (line, beyond) => {
    const { body, ports } = await told(line);
    expect(body).toContain(`${beyond} is left over`);
    expect(body).toContain("It is given like this:");
    expect(ports.commits).toEqual([]);
  });

  test("by a comment that signs: that takes a review", async () => {
    const { body } = await told("/mltrl sign nodule-detector as quality");
    expect(body).toContain("Nothing signed: a comment takes no seat.");
    expect(body).toContain("a line of its own: /mltrl sign nodule-detector as quality");
    expect((await told("/mltrl sign")).body).toContain("/mltrl sign &lt;component&gt; as");
  });

  test("by somebody without the right", async () => {
    const { body, ports } = await told("/mltrl promote", {
      actor: { id: 4, login: "stranger", bot: false },
    });
    expect(body).toContain("write access");
    expect(ports.commits).toEqual([]);
  });

  test("by somebody whose rights are not known", async () => {
    const change = readScenario("records-only");
    const people = { ...change.people, permission };
    const { body } = await told("/mltrl promote", {}, fakeCommandPorts({ ...change, people }));
    expect(body).toContain("rights could not be looked up");
  });
});

function policy(rest: string): Record<string, string> {
  return {
    ".mltrl/config.yml": `version: 1\nchecks: { main: { branches: [main] } }\ncomponents: { a: { paths: [a/**] } }\n${rest}`,
    ".mltrl/cards/a.md": "---\nname: A\nlevel: 2\n---\n",
  };
}

function promotedByPeer(base: Record<string, string>, head = base): Promise<Told> {
  return told(
    "/mltrl promote",
    { actor: { id: 5, login: "Peer", bot: false } },
    fakeCommandPorts({
      ...fakeChange({ base, head: { ...head, "a/x": "1" } }),
      people: fakePeople({ teams: { "acme/leads": ["peer"] } }),
    }),
  );
}

describe("a role named for a command", () => {
  test.each(["[peer]", "[acme/leads]"])("lets %s give it without write access", async (who) => {
    const { body } = await promotedByPeer(policy(`roles: { requester: ${who} }\n`));
    expect(body).not.toContain("needs");
    expect(body).toContain("Not promoted");
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ["the pull request itself gives", policy(""), policy("roles: { requester: [peer] }\n")],
    ["is another", policy("roles: { product-manager: [peer] }\n"), policy("")],
    ["nobody holds, for want of a policy", {}, {}],
  ])("that %s lets nobody in", async (_, base, head) => {
    const { body } = await promotedByPeer(base, head);
    expect(body).toContain(
      "`/mltrl promote` is for people with write access, or holders of the role `requester`",
    );
  });

  test.each([
    ["a team that is not visible", "roles: { requester: [acme/secret] }\n", "acme/secret"],
    ["a broken policy", "rols: {}\n", "the policy of main cannot be read"],
  ])("in %s is not known", async (_, rest, words) => {
    const { body } = await promotedByPeer(policy(rest));
    expect(body).toContain("rights could not be looked up");
    expect(body).toContain(words);
  });
});

test("an option that a command does not take is told, and nothing is done", async () => {
  const { body, ports } = await told("/mltrl promote --force");
  expect(body).toContain("there is no option `--force`");
  expect(ports.commits).toEqual([]);
});

describe("status and check", () => {
  test("status says how it stands and writes no check", async () => {
    const { body, ports } = await told("/mltrl status");
    expect(body).toContain("nodule-detector");
    expect(ports.publisher.shown).toEqual([]);
  });

  test("check writes the check again", async () => {
    const { body, ports } = await told("/mltrl check");
    expect(body).toContain("nodule-detector");
    expect(ports.publisher.shown.map(({ report }) => report.name)).toEqual(["mltrl/main"]);
  });

  test.each(["status", "check"])("%s of a branch that no check guards says so", async (name) => {
    const { body } = await told(`/mltrl ${name}`, {}, fakeCommandPorts(ungated()));
    expect(body).toContain("No check of mltrl-gate guards");
  });

  test("status of what cannot be read says why", async () => {
    const { body } = await told("/mltrl status", {}, fakeCommandPorts(unreadable()));
    expect(body).toContain("GitHub did not answer");
  });
});

describe("promote", () => {
  test("commits level and record right after the head that was judged", async () => {
    const { body, ports } = await told("/mltrl promote");
    expect(ports.commits).toHaveLength(1);
    const [commit] = ports.commits;
    expect(commit).toMatchObject({ branch: "topic", expectedHead: HEAD });
    expect(commit?.message).toBe(
      "Ask for level 3 of nodule-detector\n\nCo-authored-by: ml-engineer <3+ml-engineer@users.noreply.github.example>",
    );
    expect(commit?.files.map(({ path }) => path)).toEqual([
      CARD,
      ".mltrl/reviews/nodule-detector/2026-06-01-2-to-3.yml",
    ]);
    expect(commit?.files[0]?.text).toContain("\nlevel: 3\n");
    expect(commit?.files[1]?.text).toContain("requested-by: ml-engineer");
    expect(commit?.files[1]?.text).toMatch(/^content: sha256:[0-9a-f]{64}$/m);
    expect(body).toContain("ccccccc");
  });

  test("of changed content at 9 asks to graduate again in place", async () => {
    const record = ".mltrl/reviews/nodule-detector/2026-06-01-9-to-9.yml";
    const change = without(readScenario("deployed-renewed"), record);
    const { ports } = await told("/mltrl promote", {}, fakeCommandPorts(change));
    expect(ports.commits[0]?.files.map(({ path }) => path)).toEqual([record]);
    expect(ports.commits[0]?.files[0]?.text).toContain("\nfrom: 9\nto: 9\n");
  });

  test("of a fork answers with a patch", async () => {
    const change = readScenario("records-only");
    const fork = withChange(change, { fromFork: true });
    const { body, ports } = await told("/mltrl promote", {}, fakeCommandPorts(fork));
    expect(ports.commits).toEqual([]);
    expect(body).toContain("+level: 3");
    expect(body).toContain("fork");
  });

  test("where we may not write answers with a patch", async () => {
    const forbidden = unavailable("not-visible", "this App may not write to the repository");
    const ports = fakeCommandPorts(readScenario("records-only"), forbidden);
    expect((await told("/mltrl promote", {}, ports)).body).toContain("+level: 3");
  });

  test("on a branch that moved asks to try again", async () => {
    const ports = fakeCommandPorts(
      readScenario("records-only"),
      unavailable("upstream", "GitHub did not take the commit: the branch moved"),
    );
    const { body } = await told("/mltrl promote", {}, ports);
    expect(body).toContain("the branch moved");
    expect(body).not.toContain("+level: 3");
  });

  test("is refused while a rule of the gate fails", async () => {
    const change = readScenario("blocked");
    const { body, ports } = await told("/mltrl promote", {}, fakeCommandPorts(change));
    expect(ports.commits).toEqual([]);
    expect(body).toContain("card-sections-present");
  });

  test.each<[string, string, FakeChange, string]>([
    ["is asked already", "/mltrl promote", readScenario("waiting-for-panel"), "asks for level 3 of nodule-detector already"], // prettier-ignore
    ["names no component", "/mltrl promote nodul", readScenario("records-only"), "expected one of nodule-detector"], // prettier-ignore
    [
      "touches none",
      "/mltrl promote",
      readScenario("not-affected"),
      "no component is changed here: name one of nodule-detector",
    ],
    [
      "touches several",
      "/mltrl promote",
      readScenario("system-below"),
      "several components are changed here: name one of triage, nodule-detector",
    ],
    ["goes to a branch without a check", "/mltrl promote", ungated(), "no check covers the branch"],
    ["cannot be read", "/mltrl promote", unreadable(), "GitHub did not answer"],
    ["has no card", "/mltrl promote", bare({}), "does not exist"],
    ["is at the highest level", "/mltrl promote", bare({ "a/x": "1", ".mltrl/cards/a.md": "---\nname: X\nlevel: 9\n---\n" }, { ".mltrl/cards/a.md": "---\nname: Y\nlevel: 9\n---\n" }), "is at the highest level"], // prettier-ignore
    ["renews already", "/mltrl promote", readScenario("deployed-renewed"), "asks for level 9 of nodule-detector already"], // prettier-ignore
    ["says its level in words only a person can change", "/mltrl promote", bare({ ".mltrl/cards/a.md": "---\nname: X\nlevel: +2\n---\n" }), "level"], // prettier-ignore
  ])("of a change that %s is not done", async (_, line, change, words) => {
    const ports = fakeCommandPorts({
      ...change,
      people: fakePeople({ permissions: { "ml-engineer": "write" } }),
    });
    const { body } = await told(line, {}, ports);
    expect(ports.commits).toEqual([]);
    expect(body).toContain(words);
  });
});

function withChange(change: FakeChange, changes: Partial<FakeChange["change"]>): FakeChange {
  const changed = { ...change.change, ...changes };
  const source = { read: () => Promise.resolve({ state: "known" as const, value: changed }) };
  return { ...change, change: changed, source };
}

function ungated(): FakeChange {
  return withChange(readScenario("records-only"), { baseRef: "topic" });
}

function unreadable(): FakeChange {
  const lost = unavailable("upstream", "GitHub did not answer");
  return { ...readScenario("records-only"), source: { read: () => Promise.resolve(lost) } };
}

/** A component at the files it is given, with a change of its content. */
/** The same change before one of its files was written. */
function without(world: FakeChange, path: string): FakeChange {
  const { changedFiles } = world.change;
  const files = changedFiles.state === "known" ? changedFiles.value : [];
  return {
    ...withChange(world, { changedFiles: known(files.filter((file) => file.path !== path)) }),
    repository: {
      ...world.repository,
      async records(revision) {
        const listing = await world.repository.records(revision);
        return mapFact(listing, (all) => new Map([...all].filter(([each]) => each !== path)));
      },
    },
  };
}

function bare(files: Record<string, string>, changed: Record<string, string> = {}): FakeChange {
  const base = {
    ".mltrl/config.yml":
      "version: 1\nchecks: { main: { branches: [main] } }\ncomponents: { a: { paths: [a/**] } }\n",
    ...files,
  };
  return fakeChange({ base, head: { ...base, "a/x": "1", ...changed } });
}
