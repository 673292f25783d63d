import { describe, expect, test } from "@jest/globals";
import { NOTHING_EXPECTED } from "../../src/github/expected-reads.ts";
import {
  createPullRequestReader,
  type PullRequestReader,
  type ReadPullRequest,
} from "../../src/github/pull-request-reader.ts";
import { recordedClient, recordGraphql, REPOSITORY } from "../support/fake-github-api.ts";
import { anEvaluation, aSide, aSuite, page } from "../support/fake-evaluation.ts";

/** The answer about pull requests of these titles, in the order in which they were asked for. */
function answerOf(...titles: readonly (string | null)[]): { data: { repository: object } } {
  const pulls = titles.map((title, i) => {
    const { p0 } = anEvaluation({ title }) as { p0: object };
    return [`p${i}`, title === null ? null : p0];
  });
  return { data: { repository: { ...anEvaluation(), ...Object.fromEntries(pulls) } } };
}

function reading(sizes = new Map<number, number>()) {
  const client = recordedClient();
  const reader = createPullRequestReader(sizes, NOTHING_EXPECTED);
  return (...numbers: number[]): ReturnType<PullRequestReader>[] =>
    numbers.map((number) => reader({ client, repository: REPOSITORY, number }));
}

function titleOf({ data }: ReadPullRequest): string | undefined {
  return data.repository?.pullRequest?.title;
}

describe("pull requests that are read at about the same time", () => {
  test("share a request, and each gets its own", async () => {
    const asked = recordGraphql(answerOf("seven", "eight", "nine"));
    const read = await Promise.all(reading()(7, 8, 9));
    expect(read.map(titleOf)).toEqual(["seven", "eight", "nine"]);
    expect(asked.map(({ variables }) => variables)).toMatchObject([{ n0: 7, n1: 8, n2: 9 }]);
  });

  test("are hurt by what is wrong with themselves alone", async () => {
    const wrong = {
      type: "NOT_FOUND",
      message: "Could not resolve to a PullRequest with the number of 8.",
      path: ["repository", "p1"],
    };
    recordGraphql({ ...answerOf("seven", null, "nine"), errors: [wrong] });
    const read = await Promise.all(reading()(7, 8, 9));
    expect(read.map(({ errors }) => errors)).toEqual([[], [wrong], []]);
    expect(read.map(titleOf)).toEqual(["seven", undefined, "nine"]);
  });

  test("are all told what is wrong with the repository or the account's policy", async () => {
    const errors = [
      { message: "not today" },
      { message: "no policy", path: ["privatePolicy"] },
      { message: "no tags", path: ["repository", "refs"] },
    ];
    recordGraphql({ ...answerOf("seven", "eight"), errors });
    const read = await Promise.all(reading()(7, 8));
    expect(read.map((each) => each.errors)).toEqual([errors, errors]);
  });

  test("bring texts along only while those of all heads together are few", async () => {
    const asked = recordGraphql(answerOf("seven"), answerOf("seven", "eight"));
    const size = new Map([[REPOSITORY.id, 300 * 1024]]);
    await Promise.all(reading(new Map(size))(7));
    await Promise.all(reading(new Map(size))(7, 8));
    expect(asked.map(({ variables }) => variables["inline"])).toEqual([true, false]);
  });

  test("are read apart once what they asked for together was too much", async () => {
    const tooMuch = { message: "Resource limits for this query exceeded." };
    recordGraphql({ ...answerOf("seven", "eight"), errors: [tooMuch] });
    const read = reading();
    const first = await Promise.allSettled(read(7, 8));
    expect(first.map((each) => String(each.status === "rejected" && each.reason))).toEqual(
      Array.from({ length: 2 }, () => `UpstreamError: GitHub did not answer in full: ${tooMuch.message}`), // prettier-ignore
    );
    const asked = recordGraphql(answerOf("one of them"), answerOf("the other"));
    await Promise.all(read(7, 8));
    expect(asked.map(({ variables }) => variables["n1"])).toEqual([undefined, undefined]);
  });
});

const some = (count: number, of: number, node: object): object => ({
  totalCount: of,
  nodes: Array.from({ length: count }, () => node),
});
const head = (checkSuites: object): object => ({
  nodes: [{ commit: { ...aSide("head-tip"), checkSuites, associatedPullRequests: page() } }],
});

describe("what a page does not hold is asked for with a longer one", () => {
  const commit = { commit: { parents: page(), authors: page(), committer: null, signature: null } };
  test.each<[string, object, object, string]>([
    ["commits", { commits: some(45, 60, commit) }, { commits: some(60, 60, commit) }, "c0"],
    ["suites", { head: head(some(45, 70, aSuite({}))) }, { head: head(some(70, 70, aSuite({}))) }, "suites"], // prettier-ignore
  ])("%s", async (_, short, whole, variable) => {
    const asked = recordGraphql(
      { data: { repository: anEvaluation(short as Record<string, unknown>) } },
      { data: { repository: anEvaluation({ title: "whole", ...whole }) } },
    );
    const [read] = await Promise.all(reading()(7));
    expect(read && titleOf(read)).toBe("whole");
    expect(asked[1]?.variables[variable]).toBeGreaterThanOrEqual(variable === "c0" ? 60 : 70);
  });
});
