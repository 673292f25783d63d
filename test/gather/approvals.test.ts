import { describe, expect, test } from "@jest/globals";
import type { Approvals } from "../../src/core/model/approval.ts";
import type { Review } from "../../src/core/model/change.ts";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import { bytesDigest } from "../../src/core/source/digest.ts";
import { gatherApprovals } from "../../src/gather/approvals.ts";
import { aReview, HEAD } from "../support/fake-change.ts";
import { fakeContext, type FakeContextDescription } from "../support/fake-context.ts";
import { objectId } from "../support/fake-repository.ts";

const EARLIER = "ea".padEnd(40, "0");
const CARD = ".mltrl/cards/detector.md";
const FILES = {
  "src/a.py": "a",
  "src/notes.md": "notes",
  [CARD]: "---\nname: Detector\nlevel: 3\n---\n",
  ".mltrl/requirements/detector.yml": "x",
  ".mltrl/cards/other.md": "other",
  ".mltrl/reviews/detector/2026-06-01-2-to-3.yml": record("lead"),
};

function record(requestedBy: string, date = "2026-06-01"): string {
  return `version: 1
component: detector
from: 2
to: 3
date: ${date}
decision: graduate
requested-by: ${requestedBy}
reviewers: []
criteria: [the rules of the gate]
open-tasks: []
`;
}

async function gathered(
  description: Partial<FakeContextDescription> = {},
): Promise<Fact<Approvals>> {
  return gatherApprovals(
    await fakeContext({
      base: {},
      head: FILES,
      step: { movement: "raise", from: 2, to: 3 },
      policy: {
        roles: new Map([
          ["researcher", ["Alice", "acme/research"]],
          ["lead", ["bob"]],
        ]),
      },
      people: { teams: { "acme/research": ["carol"] }, permissions: { dave: "admin" } },
      component: { ignore: ["**/*.md"] },
      ...description,
    }),
  );
}

async function approvals(description?: Partial<FakeContextDescription>): Promise<Approvals> {
  const fact = await gathered(description);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

describe("who holds which role", () => {
  test("by login whatever its case, by team, and as an administrator", async () => {
    const reviews = ["alice", "carol", "dave", "eve"].map((login) => aReview(login));
    const { given, members } = await approvals({ reviews });
    expect(given.map(({ login, roles, admin }) => [login, roles, admin])).toEqual([
      ["alice", ["researcher"], false],
      ["carol", ["researcher"], false],
      ["dave", [], true],
      ["eve", [], false],
    ]);
    expect(members).toEqual(
      new Map([
        ["researcher", ["Alice", "carol"]],
        ["lead", ["bob"]],
      ]),
    );
  });

  test("is not known where a team is not visible", async () => {
    expect(await gathered({ people: {} })).toMatchObject({
      state: "unavailable",
      reason: 'who has the role "researcher" is not known: the team acme/research is not visible',
    });
  });
});

const at = (minute: number, state: Review["state"]): Review =>
  aReview("alice", state, HEAD, `2026-06-01T10:0${minute}:00Z`);

describe("a person's opinion", () => {
  test.each<[string, Review[], string[]]>([
    ["is the last one", [at(1, "approved"), at(2, "changes-requested")], ["changes-requested"]],
    [
      "is the last one, in whatever order",
      [at(2, "approved"), at(1, "changes-requested")],
      ["approved"],
    ],
    ["survives a comment", [at(1, "approved"), at(2, "commented")], ["approved"]],
    ["is void once dismissed", [at(1, "approved"), at(2, "dismissed")], []],
    ["counts again when given again", [at(1, "dismissed"), at(2, "approved")], ["approved"]],
    ["is none in a comment", [at(1, "commented")], []],
  ])("%s", async (_, reviews, states) => {
    const { given } = await approvals({ reviews });
    expect(given.map(({ state }) => state)).toEqual(states);
  });
});

const notebook = (source: string, output: string): string =>
  JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code", source, outputs: [output] }] });

describe("what an approval signs", () => {
  async function sawTheSame(earlier: Record<string, string>): Promise<boolean> {
    const { current, given } = await approvals({
      revisions: { [EARLIER]: { ...FILES, ...earlier } },
      reviews: [aReview("alice", "approved", EARLIER)],
    });
    return given[0]?.saw.digest === current.digest;
  }

  test.each<[string, Record<string, string>, boolean]>([
    ["the content", { "src/a.py": "other" }, false],
    ["a file more", { "src/b.py": "b" }, false],
    ["the card", { [CARD]: "---\nname: Detector\nlevel: 2\n---\n" }, false],
    ["the requirements", { ".mltrl/requirements/detector.yml": "y" }, false],
    ["a document", { ".mltrl/documents/detector/plan.md": "plan" }, false],
    ["not what the component ignores", { "src/notes.md": "other" }, true],
    ["not another component", { ".mltrl/cards/other.md": "x", "lib/x.py": "x" }, true],
    ["not the review's record", { ".mltrl/reviews/detector/2026-06-01-2-to-3.yml": "x" }, true],
    ["not the policy", { ".mltrl/config.yml": "x" }, true],
  ])("%s", async (_, earlier, same) => {
    expect(await sawTheSame(earlier)).toBe(same);
  });

  test("notebooks without their outputs", async () => {
    const seen = async (earlier: string): Promise<boolean> => {
      const path = "src/n.ipynb";
      const { current, given } = await approvals({
        head: { ...FILES, [path]: notebook("train()", "0.9") },
        revisions: { [EARLIER]: { ...FILES, [path]: earlier } },
        reviews: [aReview("alice", "approved", EARLIER)],
      });
      return given[0]?.saw.digest === current.digest;
    };
    expect(await seen(notebook("train()", "0.1"))).toBe(true);
    expect(await seen(notebook("cheat()", "0.9"))).toBe(false);
  });

  test("the level that the head claimed when it was given", async () => {
    const { current, given } = await approvals({
      revisions: { [EARLIER]: { ...FILES, [CARD]: "---\nname: Detector\nlevel: 2\n---\n" } },
      reviews: [aReview("alice", "approved", EARLIER)],
    });
    expect(current).toMatchObject({ commit: HEAD, claimedLevel: 3 });
    expect(given[0]?.saw).toMatchObject({ commit: EARLIER, claimedLevel: 2 });
  });

  test.each([
    ["there is no card", { "src/a.py": "a" }],
    ["the card is unreadable", { ...FILES, [CARD]: "no card" }],
  ])("no level where %s", async (_, head) => {
    expect((await approvals({ head })).current.claimedLevel).toBeUndefined();
  });

  test("nothing that can be told where its head is gone", async () => {
    const reviews = [aReview("alice", "approved", "gone")];
    expect(await gathered({ reviews })).toMatchObject({ state: "unavailable", cause: "missing" });
  });
});

describe("who cannot hold a seat", () => {
  test("author, contributors, bots and who asked, each with the reason", async () => {
    const bot: Review = { ...aReview("helper"), author: { login: "helper", bot: true } };
    const { barred, requestedBy, author } = await approvals({
      reviews: [bot],
      change: { contributors: known({ logins: ["ml-engineer", "pair"], unlinked: [] }) },
    });
    expect(Object.fromEntries(barred)).toEqual({
      helper: "is a bot",
      pair: "wrote commits of this pull request",
      lead: "asked for this step",
      "ml-engineer": "opened this pull request",
    });
    expect([requestedBy, author]).toEqual(["lead", "ml-engineer"]);
  });

  test.each<[string, Record<string, string>]>([
    ["there is no record", { "src/a.py": "a" }],
    [
      "the record is of another step",
      { ".mltrl/reviews/detector/2026-06-01-1-to-2.yml": record("lead") },
    ],
    ["the record is unreadable", { ".mltrl/reviews/detector/2026-06-01-2-to-3.yml": "{" }],
    ["the record is not text", { ".mltrl/reviews/detector/2026-06-01-2-to-3.yml/x": "" }],
  ])("nobody asked where %s", async (_, head) => {
    expect((await approvals({ head })).requestedBy).toBeUndefined();
  });

  test("the latest record says who asked", async () => {
    const later = {
      ".mltrl/reviews/detector/2026-06-02-2-to-3.yml": record("later", "2026-06-02"),
    };
    expect((await approvals({ head: { ...FILES, ...later } })).requestedBy).toBe("later");
  });

  test("commits without an account are told", async () => {
    const contributors = known({ logins: [], unlinked: ["x@acme.example"] });
    expect((await approvals({ change: { contributors } })).unlinked).toEqual(["x@acme.example"]);
  });
});

describe("who wrote content since the last graduation", () => {
  const people = { writers: known({ logins: ["dave"], unlinked: ["old@acme.example"] }) };
  const policy = { roles: new Map([["researcher", ["alice"]]]) };

  test("holds no seat from level 6 on", async () => {
    const { barred, unlinked } = await approvals({
      people,
      policy,
      step: { movement: "raise", from: 6, to: 7 },
    });
    expect(barred.get("dave")).toBe("wrote content since the last graduation");
    expect(unlinked).toEqual(["old@acme.example"]);
  });

  test.each([
    ["below", { movement: "raise", from: 5, to: 6 }],
    ["where no level is raised", { movement: "content", from: 6, to: 6 }],
  ] as const)("is not asked %s", async (_, step) => {
    const { barred, unlinked } = await approvals({ people, policy, step });
    expect([barred.has("dave"), unlinked]).toEqual([false, []]);
  });

  test("is told where it cannot be known", async () => {
    const { pastUnknown } = await approvals({
      people: { writers: unavailable("upstream", "too many commits") },
      policy,
      step: { movement: "raise", from: 6, to: 7 },
    });
    expect(pastUnknown).toBe("too many commits");
  });
});

describe("code owners", () => {
  const path = ".github/CODEOWNERS";
  const owning = (text: string, more: Partial<FakeContextDescription> = {}) =>
    approvals({
      policy: { roles: new Map() },
      people: { teams: { "acme/ml": ["erin", "finn"] } },
      revisions: { [EARLIER]: { [path]: text } },
      change: { codeOwners: known({ path, type: "blob", id: objectId(text) }) },
      ...more,
    });

  test.each<[string, string, string[] | undefined]>([
    [
      "of every file of the component have its owner's role",
      "* @alice @acme/ml\n",
      ["alice", "erin", "finn"],
    ],
    ["of only some files do not", "* @alice @bob\n/src/b.py @bob @carl\n", ["bob"]],
    ["of no common file are nobody", "* @alice\n/src/b.py @bob\n", undefined],
    ["of other files do not count", "/lib/ @alice\n", undefined],
  ])("%s", async (_, text, owners) => {
    const { members } = await owning(text, { head: { ...FILES, "src/b.py": "b" } });
    expect(members.get("owner")).toEqual(owners);
  });

  test("do not count where the policy names owners", async () => {
    const { members } = await owning("* @alice\n", {
      policy: { roles: new Map([["owner", ["bob"]]]) },
    });
    expect(members.get("owner")).toEqual(["bob"]);
  });

  test("whose team is not visible are not known", async () => {
    const text = "* @other/team\n";
    expect(
      await gathered({
        policy: { roles: new Map() },
        revisions: { [EARLIER]: { [path]: text } },
        change: { codeOwners: known({ path, type: "blob", id: objectId(text) }) },
      }),
    ).toMatchObject({
      reason: expect.stringContaining('"owner" is not known: the team other/team'),
    });
  });
});

describe("what a review's text signs", () => {
  test("is this component's alone", async () => {
    const body = "/mltrl sign detector as lead\n/mltrl sign other as researcher";
    const reviews = [{ ...aReview("alice"), body, edited: true }];
    const { given } = await approvals({ reviews });
    expect(given).toMatchObject([{ signed: ["lead"], edited: true }]);
  });
});

test("paths that changed since an approval are told", async () => {
  const { given } = await approvals({
    revisions: {
      [EARLIER]: { ...FILES, "src/a.py": "other", "src/gone.py": "x", "src/notes.md": "y" },
    },
    reviews: [aReview("alice", "approved", EARLIER)],
  });
  expect(given[0]?.changedSince).toEqual(["src/a.py", "src/gone.py"]);
});

const PAPER = ".mltrl/reviews/detector/ray.md";
const RECORD = ".mltrl/reviews/detector/2026-06-01-2-to-3.yml";
const LISTED = `${record("lead")}outside:
  - name: Dr. Ray
    role: researcher
    document: ${PAPER}
    digest: "${bytesDigest(new TextEncoder().encode("I agree."))}"
`;
const SIGNED = { ...FILES, [RECORD]: LISTED, [PAPER]: "I agree." };

async function outside(head: Record<string, string>, earlier = head) {
  const { outside: signed } = await approvals({
    head,
    revisions: { [EARLIER]: earlier },
    reviews: [aReview("alice", "approved", EARLIER)],
  });
  return signed;
}

describe("a signature on paper", () => {
  test("is told with who saw it", async () => {
    expect(await outside(SIGNED)).toEqual([
      { name: "Dr. Ray", role: "researcher", document: PAPER, seenAt: [EARLIER] },
    ]);
  });

  test.each<[string, Record<string, string>]>([
    ["the paper was another", { ...SIGNED, [PAPER]: "I do not." }],
    ["the record did not list it", { ...SIGNED, [RECORD]: record("lead") }],
    ["there was no record", FILES],
  ])("was not seen where %s", async (_, earlier) => {
    expect(await outside(SIGNED, earlier)).toMatchObject([{ seenAt: [] }]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["the paper changed", { ...SIGNED, [PAPER]: "I do not." }, "not sha256:"],
    ["there is no paper", { ...FILES, [RECORD]: LISTED }, "does not exist"],
  ])("does not count where %s", async (_, head, fault) => {
    expect(await outside(head)).toMatchObject([{ fault: expect.stringContaining(fault) }]);
  });
});

test("whoever asked in any record that this pull request brings is barred", async () => {
  const later = ".mltrl/reviews/detector/2026-06-02-2-to-3.yml";
  const head = { ...FILES, [later]: record("later", "2026-06-02") };
  const both = await approvals({ head });
  expect([both.barred.get("lead"), both.barred.get("later")]).toEqual([
    "asked for this step",
    "asked for this step",
  ]);
  const merged = await approvals({ base: FILES, head });
  expect([merged.barred.has("lead"), merged.barred.has("later")]).toEqual([false, true]);
});

describe("who asked for the step, where the record does not say so any more", () => {
  const ours = { headline: "Ask for level 3 of detector", logins: ["carol", "eve"] };
  const gone = { change: { replacedHeads: known(["one", "two"]) } };

  test("is told by the App's commits on heads that are gone, and by no others", async () => {
    const { barred, askersUnknown } = await approvals({
      ...gone,
      people: {
        teams: { "acme/research": [] },
        replaced: {
          one: [{ headline: "Fix it", logins: ["mallory"] }, ours],
          two: [{ headline: "Ask for level 2 of detector", logins: ["frank"] }],
        },
      },
    });
    expect(barred.get("eve")).toBe("asked for this step");
    expect(barred.get("carol")).toBe("asked for this step");
    expect(barred.has("mallory")).toBe(false);
    expect(barred.has("frank")).toBe(false);
    expect(askersUnknown).toBeUndefined();
  });

  test("is not known where such a head cannot be read, or is not told", async () => {
    const lost = await approvals({ ...gone, people: { teams: { "acme/research": [] } } });
    expect(lost.askersUnknown).toBe("there is no commit one");
    const untold = unavailable("upstream", "too many");
    expect((await approvals({ change: { replacedHeads: untold } })).askersUnknown).toBe("too many");
  });

  test("is not asked for where no level is raised", async () => {
    const { askersUnknown } = await approvals({
      ...gone,
      step: { movement: "content", from: 2, to: 2 },
    });
    expect(askersUnknown).toBeUndefined();
  });
});

test("who was asked again after their approval is told, in doubt as well", async () => {
  const at = "2026-06-01T10:00:00Z";
  const since = async (login: string, when: string): Promise<boolean | undefined> => {
    const { given } = await approvals({
      reviews: [aReview("carol", "approved", HEAD, at)],
      change: { askedReviewers: known([{ login, at: when }]) },
    });
    return given[0]?.askedSince;
  };
  expect(await since("Carol", "2026-06-01T10:00:01Z")).toBe(true);
  expect(await since("carol", at)).toBe(true);
  expect(await since("carol", "2026-06-01T09:59:59Z")).toBeUndefined();
  expect(await since("bob", "2026-06-01T10:00:01Z")).toBeUndefined();
});

test.each(["reviews", "contributors"] as const)("without %s nothing is known", async (name) => {
  const lost = unavailable("upstream", "too many");
  expect(await gathered({ change: { [name]: lost } })).toBe(lost);
});
