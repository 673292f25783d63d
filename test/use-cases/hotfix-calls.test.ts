import { describe, expect, test } from "@jest/globals";
import type { Comment } from "../../src/core/model/change.ts";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { HotfixRecord } from "../../src/core/model/records.ts";
import { hotfixCall } from "../../src/use-cases/hotfix-calls.ts";
import { fakeChange } from "../support/fake-change.ts";
import { aPolicy } from "../support/fake-engine.ts";

const RECORD: HotfixRecord = {
  component: "detector",
  incident: "It burns.",
  date: "2026-06-01",
  by: "carol",
  until: "2026-06-05",
  place: { path: ".mltrl/hotfixes/detector/2026-06-01.yml" },
};

function comment(login: string, body: string, edited = false): Comment {
  return { id: 1, author: { login, bot: false }, body, edited, own: false };
}

const CALL = '/mltrl hotfix detector --incident "It burns."';

function called(
  author: string,
  comments: Fact<readonly Comment[]>,
  roles: readonly string[] | undefined = ["carol", "dave", "acme/on-call"],
) {
  const { change, people } = fakeChange({
    base: {},
    head: {},
    people: { teams: { "acme/on-call": ["erin"] }, permissions: { adam: "admin" } },
    change: { author: { login: author, bot: author.endsWith("[bot]") }, comments },
  });
  const policy = aPolicy({ roles: new Map(roles.length === 0 ? [] : [["on-call", roles]]) });
  return hotfixCall(RECORD, { change, policy, people });
}

describe("a hotfix is called", () => {
  test.each<[string, string, readonly Comment[], readonly string[]]>([
    ["by the author of the pull request", "Carol", [], ["carol"]],
    ["in a comment", "ann", [comment("carol", CALL)], ["carol", "carol"]],
    ["in a comment of somebody else on call", "ann", [comment("dave", CALL)], ["carol", "dave"]],
    ["in a comment of a team's member", "ann", [comment("erin", CALL)], ["carol", "erin"]],
  ])("%s", async (_, author, comments, callers) => {
    expect(await called(author, known(comments))).toEqual(known({ callers }));
  });

  test.each<[string, string, readonly Comment[], string]>([
    ["by a name in a record alone", "ann", [], "nothing shows that carol calls it"],
    ["by the author's own comment", "ann", [comment("ann", CALL)], "nothing shows"],
    ["by a comment that was edited", "ann", [comment("carol", CALL, true)], "nothing shows"],
    [
      "by a comment on another component",
      "ann",
      [comment("carol", "/mltrl hotfix reader")],
      "nothing shows",
    ],
    [
      "by a comment that was refused for its words",
      "ann",
      [comment("carol", "/mltrl hotfix detector --incident It burns.")],
      "nothing shows",
    ],
    ["by a comment in a quote", "ann", [comment("carol", `> ${CALL}`)], "nothing shows"],
  ])("not %s", async (_, author, comments, fault) => {
    expect(await called(author, known(comments))).toMatchObject({
      value: { fault: expect.stringContaining(fault) },
    });
  });

  test("not by somebody who is not on call, wherever they say so", async () => {
    const call = await called("carol", known([comment("carol", CALL)]), ["dave"]);
    expect(call).toMatchObject({
      value: { fault: "carol, who calls it, does not hold the role on-call" },
    });
  });

  test("by an admin where nobody is said to be on call", async () => {
    const { change, people } = fakeChange({
      base: {},
      head: {},
      people: { permissions: { carol: "admin" } },
      change: { author: { login: "carol", bot: false } },
    });
    expect(await hotfixCall(RECORD, { change, policy: aPolicy(), people })).toEqual(
      known({ callers: ["carol"] }),
    );
  });

  test.each([
    ["comments", unavailable("not-visible", "hidden"), ["carol"], "not-visible"],
    ["teams", known([]), ["acme/hidden"], "upstream"],
    ["who commented", known([comment("dave", CALL)]), ["carol", "acme/hidden"], "upstream"],
  ] as const)("or it is not known: %s", async (_, comments, roles, cause) => {
    expect(await called("ann", comments, roles)).toMatchObject({ state: "unavailable", cause });
  });
});
