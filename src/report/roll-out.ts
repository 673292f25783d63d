import type { RollOut } from "../core/model/portfolio.ts";
import { count } from "./count.ts";
import { code, markdown, plain, prose } from "./escape.ts";
import { placedProblem } from "./portfolio.ts";
import type { RollOutOutput } from "./portfolio-schema.ts";

/** The organisation's policies that are compared, by the names of their files; without a current one, with none. */
interface ComparedPolicies {
  readonly proposed: string;
  readonly current?: string;
}

/** What a policy would turn red in several repositories, for a terminal. */
export function rollOutInTerminal(
  policies: ComparedPolicies,
  repositories: readonly RollOut[],
): string {
  return `${[
    plain(headline(policies, repositories)),
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
export function rollOutInMarkdown(
  policies: ComparedPolicies,
  repositories: readonly RollOut[],
): string {
  const rules = countsByRule(repositories).map(
    ({ rule, ...each }) => `| ${code(rule)} | ${each.components} | ${each.repositories} |`,
  );
  return `${[
    `**${prose(headline(policies, repositories))}**`,
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
  policies: ComparedPolicies,
  repositories: readonly RollOut[],
): RollOutOutput {
  return {
    version: 1,
    organization: policies.proposed,
    ...(policies.current !== undefined && { current: policies.current }),
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

function headline(
  { proposed, current }: ComparedPolicies,
  repositories: readonly RollOut[],
): string {
  const red = repositories.filter(({ turnsRed }) => turnsRed.length > 0).length;
  const instead = current === undefined ? "" : ` instead of ${current}`;
  return `If ${proposed} applied${instead}, ${red} of ${count(repositories.length, "repository", "repositories")} would turn red:`;
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
