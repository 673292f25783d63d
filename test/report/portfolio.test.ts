import { expect, test } from "@jest/globals";
import type { RepositoryStanding } from "../../src/core/model/portfolio.ts";
import { portfolioInMarkdown, portfolioOutput } from "../../src/report/portfolio.ts";

const NOW = "2026-06-01T12:00:00.000Z";
const WAIVED = [
  { rule: "semver-model", until: "2026-07-01T00:00:00.000Z", endsSoon: false },
  { rule: "card-started", until: "2026-06-11T00:00:00.000Z", endsSoon: true },
  { rule: "style-check", endsSoon: false },
];
const DETECTOR = {
  id: "detector",
  level: 7,
  since: "2026-05-02",
  failing: ["unit-tests-pass", "slo-defined"],
  waived: WAIVED,
  asks: { from: 6, to: 7 },
  hotfixes: [{ date: "2026-05-29", until: "2026-06-05" }],
} as const;
const SCANNER: RepositoryStanding = {
  repository: "scanner",
  problems: [],
  components: [DETECTOR],
  blocking: [],
};

test("a row tells age, what fails, the first waiver to end, and every panel that is waited for", () => {
  const [, , row] = portfolioInMarkdown([SCANNER], NOW).split("\n");
  expect(row).toBe(
    "| scanner | detector | 7 | 30 | unit-tests-pass, slo-defined | 3 rules, the first ends at 2026-06-11T00:00:00.000Z (soon) | 6 → 7; hotfix of 2026-05-29, by 2026-06-05 |",
  );
});

test("a repository without components has a line all the same", () => {
  const bare = { repository: "bare", problems: [], components: [], blocking: [] };
  expect(portfolioInMarkdown([bare], NOW)).toContain("it declares no component");
});

test("as data a problem keeps what is known of its place", () => {
  const problems = [
    { place: { path: "a.yml", line: 2, column: 3 }, message: "wrong" },
    { place: { path: "b.yml" }, message: "missing" },
  ];
  const broken = {
    repository: "broken",
    unjudged: "it has problems",
    problems,
    components: [],
    blocking: [],
  };
  const { repositories } = portfolioOutput([broken], "1.0", NOW);
  expect(repositories).toEqual([
    {
      repository: "broken",
      unjudged: "it has problems",
      problems: [
        { path: "a.yml", line: 2, column: 3, message: "wrong" },
        { path: "b.yml", message: "missing" },
      ],
      components: [],
    },
  ]);
});
