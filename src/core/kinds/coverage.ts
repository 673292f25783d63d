import * as z from "zod";
import type { Coverage, Fraction } from "../model/coverage.ts";
import { unavailable } from "../model/fact.ts";
import { type Evidence, fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

const percent = z.number().min(0).max(100);

/** Tests run enough of the component's lines, and enough of those that the pull request changes. */
export const coverage = defineKind({
  kind: "coverage",
  needs: ["coverage", "changedPaths"],
  params: z.strictObject({
    lines: percent.meta({ description: "Percent of the component's lines", stricter: "higher" }),
    "changed-lines": percent.default(0).meta({
      description: "Percent of the measured lines that the pull request adds or changes",
      stricter: "higher",
    }),
    "minimum-lines": z.int().min(1).default(1).meta({
      description: "Measured lines below which a report says nothing",
      stricter: "higher",
    }),
  }),
  judge({ coverage, changedPaths }, params) {
    const { project, changedLines, reports, unmeasured } = coverage;
    const places = reports.map((path) => ({ path }));
    if (project.total < params["minimum-lines"]) {
      return unavailable(
        "invalid",
        `the report measures ${project.total} lines of the component; at least ${params["minimum-lines"]} are asked for${hint(unmeasured)}`,
        ...places,
      );
    }
    const asksChanged = params["changed-lines"] > 0;
    if (asksChanged && changedLines === undefined) {
      return unavailable("not-visible", "which lines change cannot be seen here", ...places);
    }
    const unseen = unmeasured.filter((path) => changedPaths.includes(path));
    if (asksChanged && changedLines?.total === 0 && unseen.length > 0) {
      return unavailable(
        "invalid",
        `no report mentions ${unseen.join(", ")}, which this pull request changes`,
        ...unseen.map((path) => ({ path })),
      );
    }
    const changed = changedLines ?? { covered: 0, total: 0 };
    const says = [
      `${text(project)} of the component's lines; ${params.lines} % asked for`,
      ...(asksChanged && changed.total > 0
        ? [`${text(changed)} of changed lines; ${params["changed-lines"]} % asked for`]
        : []),
    ].join(", ");
    const enough =
      reaches(project, params.lines) && (!asksChanged || reaches(changed, params["changed-lines"]));
    return enough ? pass(says) : fail(says, ...leastCovered(coverage));
  },
});

/** Whole numbers are compared, so that 79.96 % is never 80 %. */
function reaches({ covered, total }: Fraction, percent: number): boolean {
  return covered * 100 >= percent * total;
}

/** Cut off, not rounded: what is shown never reaches what the lines do not. */
function text({ covered, total }: Fraction): string {
  const tenths = Math.floor((covered * 1000) / total);
  return `${Math.floor(tenths / 10)}.${tenths % 10} % (${covered} of ${total})`;
}

function leastCovered({ files, unmeasured }: Coverage): Evidence[] {
  const open = files
    .filter(({ covered, total }) => covered < total)
    .toSorted(
      (a, b) => b.total - b.covered - (a.total - a.covered) || a.path.localeCompare(b.path),
    );
  return [
    ...open.slice(0, 5).map((file) => ({
      path: file.path,
      seen: `${file.total - file.covered} of ${file.total} lines are not run`,
    })),
    ...unmeasured.slice(0, 5).map((path) => ({ path, seen: "in no report" })),
  ];
}

function hint(unmeasured: readonly string[]): string {
  return unmeasured.length > 0
    ? `; ${unmeasured.length} source files are in no report, such as ${unmeasured[0]}`
    : "";
}
