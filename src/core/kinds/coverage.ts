import * as z from "zod";
import type { Coverage, Fraction } from "../model/coverage.ts";
import { type Fact, type Unavailable, unavailable } from "../model/fact.ts";
import { type Evidence, fail, notApplicable, pass } from "../model/finding.ts";
import type { Place } from "../model/place.ts";
import { defineKind } from "./define-kind.ts";

const percent = z.number().min(0).max(100);

/** One thing that is asked of coverage: whether it holds, and what is said of it. */
interface Answer {
  readonly holds: boolean;
  readonly says: string;
}

/**
 * Tests run enough of the component's lines, of those that the pull request changes, of its branches and
 * functions, and not less of its lines than on the base branch.
 */
export const coverage = defineKind({
  kind: "coverage",
  needs: ["coverage", "baseCoverage", "changedPaths"],
  params: z.strictObject({
    lines: percent.meta({
      description: "Percent of the component's lines; 0: not asked",
      stricter: "higher",
    }),
    "changed-lines": percent.default(0).meta({
      description: "Percent of the measured lines that the pull request adds or changes",
      stricter: "higher",
    }),
    branches: percent.default(0).meta({
      description: "Percent of the branches of the component's lines; 0: not asked",
      stricter: "higher",
    }),
    functions: percent.default(0).meta({
      description: "Percent of the component's functions; 0: not asked",
      stricter: "higher",
    }),
    "minimum-lines": z.int().min(1).default(1).meta({
      description: "Measured lines below which a report says nothing",
      stricter: "higher",
    }),
    "maximum-drop": percent.optional().meta({
      description:
        "Percent points that the component's lines may lose against base; not asked if not given",
      stricter: "lower",
    }),
  }),
  reports: ({ coverage }) => coverage.reports,
  judge({ coverage, baseCoverage, changedPaths }, params) {
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
    const blind = asksChanged ? unseenChange(coverage, changedPaths) : undefined;
    if (blind !== undefined) return blind;

    const changed = changedLines ?? { covered: 0, total: 0 };
    const drop = dropAgainst(baseCoverage, project, params["maximum-drop"]);
    if (drop !== undefined && "state" in drop) return drop;
    const branches = detailed("branches", coverage.branches, params.branches, places);
    if (branches !== undefined && "state" in branches) return branches;
    const functions = detailed("functions", coverage.functions, params.functions, places);
    if (functions !== undefined && "state" in functions) return functions;

    const asked = [
      ...(params.lines > 0 ? [answer(project, "the component's lines", params.lines)] : []),
      ...(asksChanged && changed.total > 0
        ? [answer(changed, "changed lines", params["changed-lines"])]
        : []),
      ...[branches, functions, drop].filter((each) => each !== undefined),
    ];
    const judged = asked.filter((each) => "holds" in each);
    const says = [
      ...(params.lines > 0 ? [] : [`${text(project)} of the component's lines`]),
      ...asked.map((each) => each.says),
      ...outside(coverage),
    ].join(", ");
    if (!judged.every(({ holds }) => holds)) return fail(says, ...leastCovered(coverage));
    const onlyDrop = params.lines === 0 && judged.length === 0 && drop !== undefined;
    return onlyDrop ? notApplicable(says) : pass(says);
  },
});

function answer(fraction: Fraction, what: string, percent: number): Answer {
  return {
    holds: reaches(fraction, percent),
    says: `${text(fraction)} of ${what}; ${percent} % asked for`,
  };
}

/** Whether what a pull request changes shows in a report at all, line by line. */
function unseenChange(
  { changedLines, unmeasured, totalsOnly }: Coverage,
  changedPaths: readonly string[],
): Unavailable | undefined {
  const summed = totalsOnly.filter((path) => changedPaths.includes(path));
  if (summed.length > 0) {
    return unavailable(
      "invalid",
      `the report has only totals of ${summed.join(", ")}, so that nothing is known of changed lines: let CI write one with lines, such as lcov or Cobertura`,
      ...summed.map((path) => ({ path })),
    );
  }
  const unseen = unmeasured.filter((path) => changedPaths.includes(path));
  if (changedLines?.total !== 0 || unseen.length === 0) return undefined;
  return unavailable(
    "invalid",
    `no report mentions ${unseen.join(", ")}, which this pull request changes`,
    ...unseen.map((path) => ({ path })),
  );
}

/** Branches or functions: not asked, not measured and none there are three things. */
function detailed(
  what: "branches" | "functions",
  fraction: Fraction | undefined,
  percent: number,
  places: readonly Place[],
): Answer | Unavailable | undefined {
  if (percent === 0) return undefined;
  if (fraction !== undefined && fraction.total > 0) {
    return answer(fraction, `the component's ${what}`, percent);
  }
  const seen = fraction === undefined ? "no report measures" : "the report lists no";
  return unavailable(
    "invalid",
    `${seen} ${what} of the component: let CI measure them, in a format that has them`,
    ...places,
  );
}

/**
 * How the lines compare with base. Coverage that falls because covered code went is no drop: as long as no
 * more lines are left out than on base, nothing was lost.
 */
function dropAgainst(
  base: Fact<Coverage>,
  now: Fraction,
  most: number | undefined,
): Answer | { readonly says: string } | Unavailable | undefined {
  if (most === undefined) return undefined;
  if (base.state === "unavailable") {
    const passing = ["upstream", "not-visible", "awaited"].includes(base.cause);
    return passing ? base : { says: `no drop is judged, since on base ${base.reason}` };
  }
  const before = base.value.project;
  if (before.total === 0) return { says: "no drop is judged, since base measures no line" };
  const lost = 100 * (before.covered * now.total - now.covered * before.total);
  const missed = now.total - now.covered;
  return {
    holds: lost <= most * before.total * now.total || missed <= before.total - before.covered,
    says: `${text(before)} on base; a drop of at most ${most} points is allowed`,
  };
}

/** Whole numbers are compared, so that 79.96 % is never 80 %. */
function reaches({ covered, total }: Fraction, percent: number): boolean {
  return covered * 100 >= percent * total;
}

/** Cut off, not rounded: what is shown never reaches what the lines do not. */
function text({ covered, total }: Fraction): string {
  const tenths = Math.floor((covered * 1000) / total);
  return `${Math.floor(tenths / 10)}.${tenths % 10} % (${covered} of ${total})`;
}

function outside({ outside }: Coverage): string[] {
  return outside === 0 ? [] : [`${outside} files of the reports are not in this repository`];
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
