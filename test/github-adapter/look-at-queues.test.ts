import { describe, expect, test } from "@jest/globals";
import {
  queuesDocument,
  type QueuesAnswer,
  queuesIn,
  queuesVariables,
} from "../../src/github/look-at-queues.ts";

const NOW = "2026-06-01T12:00:00Z";
const AT = "2026-06-01T11:00:00Z";
const MAIN = {
  repository: { id: 5, owner: "acme", name: "scanner", installation: 77 },
  branch: "main",
};

type Answer = NonNullable<QueuesAnswer[string]>;

const build = (name: string, oid: string) => ({ name, target: { oid, committedDate: AT } });
const entries = (...heads: (string | null)[]): Answer["mergeQueue"] => ({
  entries: { nodes: heads.map((oid) => ({ headCommit: oid === null ? null : { oid } })) },
});

const found = (
  answer: Partial<Answer> | null,
  errors: readonly { type?: string; path?: string[]; message: string }[] = [],
) => {
  const data = {
    q0: answer && { builds: { nodes: [] }, mergeQueue: entries(), ...answer },
  };
  return queuesIn({ data, errors, now: NOW }, [MAIN]);
};

describe("a look at merge queues", () => {
  test("finds branches of the queue whose commit stands in it", () => {
    const nodes = [
      build("gh-readonly-queue/main/pr-1-abc", "first"),
      build("gh-readonly-queue/main/pr-2-abc", "merged"),
    ];
    const [queue] = found({
      builds: { nodes },
      mergeQueue: entries(null, "first", "in-the-middle"),
    });
    expect(queue).toEqual({
      queue: MAIN,
      groups: [
        {
          headSha: "first",
          headRef: "refs/heads/gh-readonly-queue/main/pr-1-abc",
          madeAt: AT,
        },
      ],
      now: NOW,
    });
  });

  test("knows a branch that is named without the prefix that was asked for", () => {
    const builds = { nodes: [build("pr-1-abc", "first")] };
    const [queue] = found({ builds, mergeQueue: entries("first") });
    expect(queue?.groups).toMatchObject([{ headRef: "refs/heads/gh-readonly-queue/main/pr-1-abc" }]); // prettier-ignore
  });

  test.each([
    ["of a branch without one", { mergeQueue: null }, []],
    [
      "of a repository that is gone",
      null,
      [{ type: "NOT_FOUND", path: ["q0"], message: "Could not resolve to a Repository" }],
    ],
  ])("tells that there is none %s", (_, answer, errors) => {
    expect(found(answer, errors)).toEqual([{ queue: MAIN, groups: undefined, now: NOW }]);
  });

  test("tells nothing of what it may not see, or did not get to see", () => {
    const refused = { type: "FORBIDDEN", path: ["q0", "mergeQueue"], message: "not accessible" };
    expect(found({ mergeQueue: null }, [refused])).toEqual([]);
    expect(found(null, [{ message: "Something went wrong", path: ["q0"] }])).toEqual([]);
    expect(found(null, [{ message: "Something went wrong" }])).toEqual([]);
  });

  test("asks for each under an alias, whatever its names are", () => {
    const other = { ...MAIN, branch: 'release/"1"' };
    expect(queuesVariables([MAIN, other])).toMatchObject({
      o0: "acme",
      b1: 'release/"1"',
      p1: 'refs/heads/gh-readonly-queue/release/"1"/',
    });
    expect(queuesDocument([MAIN, other])).toContain("q1: repository(owner: $o1, name: $n1)");
    expect(queuesDocument([MAIN, other])).not.toContain("release");
  });
});
