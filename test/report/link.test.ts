import { describe, expect, test } from "@jest/globals";
import type { Place } from "../../src/core/model/place.ts";
import { annotationsOf } from "../../src/report/annotations.ts";
import { checkOutput } from "../../src/report/json.ts";
import { placeLink } from "../../src/report/link.ts";
import { standingOf } from "../../src/report/standing.ts";
import { PLAIN } from "../../src/report/style.ts";
import { terminal } from "../../src/report/terminal.ts";
import { check, component, decision, finding, HEAD } from "./build.ts";
import { RULES } from "./rules.ts";

const ELSEWHERE = "9f8e7d6c5b4a39281706f5e4d3c2b1a098765432";
const TARGET = { commit: HEAD, repositoryUrl: "https://github.com/acme/scanner" };

describe("a link to a place", () => {
  test.each<[Place, string]>([
    [
      { path: "a.md", line: 3 },
      `[\`a.md:3\`](https://github.com/acme/scanner/blob/${HEAD}/a.md#L3)`,
    ],
    [
      { path: "a.md", line: 3, commit: ELSEWHERE },
      `[\`a.md:3\`](https://github.com/acme/scanner/blob/${ELSEWHERE}/a.md#L3)`,
    ],
    [{ path: ELSEWHERE }, `[\`9f8e7d6\`](https://github.com/acme/scanner/commit/${ELSEWHERE})`],
    [{ path: "../a.md" }, "`../a.md`"],
  ])("%j", (place, link) => {
    expect(placeLink(place, TARGET)).toBe(link);
  });
});

describe("what was read at another commit", () => {
  const evidence = [{ path: "a.md", line: 3, commit: ELSEWHERE, seen: "old" }];
  const stale = finding("card-sections", { outcome: "fail", reason: "too old", evidence });
  const blocked = decision({
    checks: [check("failure", { components: ["dicom-io"] })],
    components: [component("dicom-io", { conclusion: "failure", findings: [stale] })],
  });

  test("annotates no line of the head", () => {
    const [first = check("failure")] = blocked.checks;
    const { annotations } = annotationsOf(blocked, first, standingOf(blocked, first, RULES), RULES);
    expect(annotations).toEqual([]);
  });

  test("says so in a terminal and as data", () => {
    expect(terminal(blocked, { rules: RULES, style: PLAIN })).toContain("a.md:3 at 9f8e7d6  old");
    expect(checkOutput(blocked, RULES, "app").components[0]?.findings[0]?.evidence).toEqual(
      evidence,
    );
  });
});
