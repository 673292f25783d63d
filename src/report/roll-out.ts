import type { RollOut } from "../core/model/portfolio.ts";
import { count } from "./count.ts";
import { code, markdown, plain, prose } from "./escape.ts";
import { placedProblem } from "./portfolio.ts";
import type { RollOutOutput } from "./portfolio-schema.ts";

/** What a policy would turn red in several repositories, for a terminal. */
export function rollOutInTerminal(organization: string, repositories: readonly RollOut[]): string {
  return `${[
    plain(headline(organization, repositories)),
    ...repositories.map(({ repository, ...each }) =>
      [
        `${plain(repository)}: ${plain(summaryOf(each))}`,
        ...each.turnsRed.map(({ component, rule }) => `  ${plain(component)}  ${plain(rule)}`),
      ].join("\n"),
    ),
    ...countsByRule(repositories).map(({ rule, ...each }) => `${plain(rule)}: ${countText(each)}`),
  ].join("\n")}\n`;
}

/** The same as Markdown. */
export function rollOutInMarkdown(organization: string, repositories: readonly RollOut[]): string {
  const rules = countsByRule(repositories).map(
    ({ rule, ...each }) => `| ${code(rule)} | ${each.components} | ${each.repositories} |`,
  );
  return `${[
    `**${prose(headline(organization, repositories))}**`,
    [
      "| Repository | |",
      "| :-- | :-- |",
      ...repositories.map(
        ({ repository, ...each }) => `| ${markdown(repository)} | ${markdown(summaryOf(each))} |`,
      ),
    ].join("\n"),
    ...(rules.length === 0
      ? []
      : [["| Rule | Components | Repositories |", "| :-- | :-- | :-- |", ...rules].join("\n")]),
  ].join("\n\n")}\n`;
}

/** The same as data. */
export function rollOutOutput(
  organization: string,
  repositories: readonly RollOut[],
): RollOutOutput {
  return {
    version: 1,
    organization,
    repositories: repositories.map(({ repository, unjudged, problems, turnsRed, turnsGreen }) => ({
      repository,
      ...(unjudged !== undefined && { unjudged }),
      problems: problems.map(placedProblem),
      "turns-red": [...turnsRed],
      "turns-green": [...turnsGreen],
    })),
    rules: countsByRule(repositories),
  };
}

function headline(organization: string, repositories: readonly RollOut[]): string {
  const red = repositories.filter(({ turnsRed }) => turnsRed.length > 0).length;
  return `If ${organization} applied, ${red} of ${count(repositories.length, "repository", "repositories")} would turn red:`;
}

function summaryOf({ unjudged, problems, turnsRed, turnsGreen }: Omit<RollOut, "repository">) {
  if (unjudged !== undefined) {
    return `cannot be judged: ${unjudged}${problems.length > 0 ? ` (${problems.length})` : ""}`;
  }
  const green = turnsGreen.length === 0 ? "" : `, ${turnsGreen.length} turn green`;
  return turnsRed.length === 0
    ? `nothing turns red${green}`
    : `${count(turnsRed.length, "rule turns", "rules turn")} red${green}`;
}

function countText({ components, repositories }: { components: number; repositories: number }) {
  return `${count(components, "component")} in ${count(repositories, "repository", "repositories")}`;
}

/** How many components turn red by a rule, the most first. */
function countsByRule(repositories: readonly RollOut[]): RollOutOutput["rules"] {
  const turned = repositories.flatMap(({ repository, turnsRed }) =>
    turnsRed.map(({ rule }) => ({ rule, repository })),
  );
  return [...Map.groupBy(turned, ({ rule }) => rule)]
    .map(([rule, each]) => ({
      rule,
      components: each.length,
      repositories: new Set(each.map(({ repository }) => repository)).size,
    }))
    .toSorted((a, b) => b.components - a.components || (a.rule < b.rule ? -1 : 1));
}
