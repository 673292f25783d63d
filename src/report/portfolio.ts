import { DAY, readMoment } from "../core/model/moment.ts";
import type { ComponentStanding, RepositoryStanding } from "../core/model/portfolio.ts";
import type { Problem } from "../core/model/problem.ts";
import { count } from "./count.ts";
import { markdown, plain } from "./escape.ts";
import type { PortfolioOutput } from "./portfolio-schema.ts";

const HEADINGS = ["Repository", "Component", "Level", "Days", "Failing", "Waived", "Panel"];

/** Several repositories as a table for a terminal, one component a line. */
export function portfolioInTerminal(
  repositories: readonly RepositoryStanding[],
  now: string,
): string {
  const rows = [HEADINGS, ...rowsOf(repositories, now)].map((row) =>
    row.map((text) => plain(text)),
  );
  const widths = HEADINGS.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${[...lines, "", NOT_SEEN].join("\n")}\n`;
}

/** What nobody should take for not being there. */
const NOT_SEEN =
  "Open pull requests are not seen: panels, waivers and hotfixes that wait in one are not listed.";

/** The same as Markdown. */
export function portfolioInMarkdown(
  repositories: readonly RepositoryStanding[],
  now: string,
): string {
  return `${[
    line(HEADINGS),
    line(HEADINGS.map(() => ":--")),
    ...rowsOf(repositories, now).map((row) => line(row.map((text) => markdown(text)))),
    "",
    NOT_SEEN,
  ].join("\n")}\n`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The same as data. */
export function portfolioOutput(
  repositories: readonly RepositoryStanding[],
  ladder: string,
  now: string,
): PortfolioOutput {
  return {
    version: 1,
    ladder,
    sees: "clones",
    repositories: repositories.map(
      ({ repository, ladder: own, unjudged, problems, components }) => ({
        repository,
        ...(own !== undefined && { ladder: own }),
        ...(unjudged !== undefined && { unjudged }),
        problems: problems.map(placedProblem),
        components: components.map((component) => {
          const { id, level, since, failing, waived, asks, hotfixes } = component;
          const days = daysAtLevel(component, now);
          return {
            id,
            level,
            ...(since !== undefined && { since }),
            ...(days !== undefined && { "days-at-level": days }),
            failing: [...failing],
            waived: waived.map(({ endsSoon, ...each }) => ({ ...each, "ends-soon": endsSoon })),
            ...(asks && { asks }),
            hotfixes: [...hotfixes],
          };
        }),
      }),
    ),
  };
}

/** A problem as data. */
export function placedProblem({ place, message }: Problem) {
  const { path, line, column } = place;
  return {
    path,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    message,
  };
}

function rowsOf(repositories: readonly RepositoryStanding[], now: string): string[][] {
  return repositories.flatMap(({ repository, unjudged, components }) =>
    unjudged !== undefined || components.length === 0
      ? [[repository, "", "", "", unjudged ?? "it declares no component", "", ""]]
      : components.map((component) => [
          repository,
          component.id,
          String(component.level),
          String(daysAtLevel(component, now) ?? ""),
          component.failing.length === 0 ? "none" : component.failing.join(", "),
          waivedText(component),
          panelText(component),
        ]),
  );
}

/** How long a component has been at its level; undefined where no record says. */
function daysAtLevel({ since }: ComponentStanding, now: string): number | undefined {
  const [start, end] = [readMoment(since ?? "")?.start, readMoment(now)?.start];
  return start === undefined || end === undefined ? undefined : Math.floor((end - start) / DAY);
}

function waivedText({ waived }: ComponentStanding): string {
  const [first] = waived
    .flatMap(({ until }) => until ?? [])
    .toSorted()
    .map((until) => `, the first ends at ${until}`);
  const soon = waived.some(({ endsSoon }) => endsSoon) ? " (soon)" : "";
  return waived.length === 0 ? "none" : `${count(waived.length, "rule")}${first ?? ""}${soon}`;
}

function panelText({ asks, hotfixes }: ComponentStanding): string {
  const waiting = [
    ...(asks ? [`${asks.from} → ${asks.to}`] : []),
    ...hotfixes.map(({ date, until }) => `hotfix of ${date}, by ${until}`),
  ];
  return waiting.length === 0 ? "none" : waiting.join("; ");
}
