import { expect, test } from "@jest/globals";
import { createSeenCounts } from "../../src/github/seen-counts.ts";

/** By the formula of GitHub's page: parents and authors hang on each commit, runs on each suite. */
function points(
  pulls: number,
  { commits, suites }: { commits: readonly number[]; suites: number },
) {
  const all = commits.reduce((sum, each) => sum + each, 0);
  return Math.max(1, Math.round((1 + pulls * (12 + suites) + 2 * all) / 100));
}

const keys = (count: number): string[] => Array.from({ length: count }, (_, i) => `5#${i}`);

test("of a pull request by itself as much is asked for as one point pays for", () => {
  const pages = createSeenCounts().pages(5, ["5#1"]);
  expect(pages).toEqual({ commits: [45], suites: 45 });
  expect(points(1, pages)).toBe(1);
});

test("of twenty with one commit each no more than three points pay for, and no less than was seen", () => {
  const seen = createSeenCounts();
  for (const key of keys(20)) seen.sawCommits(key, 1);
  seen.sawSuites(5, 2);
  const pages = seen.pages(5, keys(20));
  expect(pages).toEqual({ commits: Array.from({ length: 20 }, () => 1), suites: 2 });
  expect(points(20, pages)).toBe(3);
});

test("a longer page costs no further point", () => {
  for (const [count, commits, suites] of [
    [3, 7, 2],
    [11, 2, 9],
    [20, 12, 4],
    [1, 90, 60],
  ] as const) {
    // prettier-ignore
    const seen = createSeenCounts();
    for (const key of keys(count)) seen.sawCommits(key, commits);
    seen.sawSuites(5, suites);
    const pages = seen.pages(5, keys(count));
    const exact = { commits: keys(count).map(() => commits), suites };
    expect(Math.min(...pages.commits)).toBeGreaterThanOrEqual(commits);
    expect(pages.suites).toBeGreaterThanOrEqual(suites);
    expect(points(count, pages)).toBe(points(count, exact));
  }
});

test("a page is never longer than GitHub allows, and never empty", () => {
  const seen = createSeenCounts();
  seen.sawCommits("5#1", 250);
  seen.sawSuites(5, 0);
  expect(seen.pages(5, ["5#1"]).commits).toEqual([100]);
  expect(seen.pages(5, keys(20)).suites).toBeGreaterThanOrEqual(1);
});

test("a head with very many suites is forgotten after a while", () => {
  const seen = createSeenCounts();
  seen.sawSuites(5, 90);
  for (let i = 0; i < 150; i += 1) seen.sawSuites(5, 2);
  expect(seen.pages(5, keys(1)).suites).toBeGreaterThanOrEqual(90);
  for (let i = 0; i < 100; i += 1) seen.sawSuites(5, 2);
  expect(seen.pages(5, keys(1)).suites).toBeLessThan(60);
});

test("pull requests beyond ten thousand are forgotten, the oldest first", () => {
  const seen = createSeenCounts();
  for (let i = 0; i <= 10_000; i += 1) seen.sawCommits(`5#${i}`, 80);
  const [forgotten, kept] = seen.pages(5, ["5#0", "5#1"]).commits;
  expect(forgotten).toBeLessThan(20);
  expect(kept).toBeGreaterThanOrEqual(80);
});
