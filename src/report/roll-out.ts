import type { RollOut } from "../core/model/portfolio.ts";
import { count } from "./count.ts";
import { code, markdown, plain, prose } from "./escape.ts";
import { placedProblem } from "./portfolio.ts";
import type { RollOutOutput } from "./portfolio-schema.ts";

/** The organisation's policies that are compared, by the names of their files; without a current one, with none. */
interface ComparedPolicies {
  readonly proposed: string;
  readonly current?: string;
  /** The day on which the proposed one begins to bind, where that is not at once. */
  readonly from?: string;
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
        ...closing(each).map(({ component, rule }) => `  ${plain(component)}  ${plain(rule)}`),
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
    ...(policies.from !== undefined && { from: policies.from }),
    repositories: repositories.map(
      ({ repository, unjudged, problems, turnsRed, turnsGreen, ...each }) => ({
        repository,
        ...(unjudged !== undefined && { unjudged }),
        problems: problems.map(placedProblem),
        "turns-red": [...turnsRed],
        "turns-green": [...turnsGreen],
        "begins-to-block": [...each.beginsToBlock],
        "red-anyway": [...each.redAnyway],
      }),
    ),
    rules: countsByRule(repositories),
  };
}

/** Whether somebody could not merge any more what they can merge otherwise. */
export function closesSomething(repository: RollOut): boolean {
  return closing(repository).length > 0;
}

/** What keeps people from merging: rules that turn red, and those that were and begin to block. */
function closing({ turnsRed, beginsToBlock, redAnyway }: Omit<RollOut, "repository">) {
  return beginsToBlock.length > 0 ? [...turnsRed, ...redAnyway] : turnsRed;
}

function headline(
  { proposed, current, from }: ComparedPolicies,
  repositories: readonly RollOut[],
): string {
  const red = repositories.filter(closesSomething).length;
  const instead = current === undefined ? "" : ` instead of ${current}`;
  const day = from === undefined ? "" : ` from ${from} on`;
  return `If ${proposed} applied${instead}${day}, ${red} of ${count(repositories.length, "repository", "repositories")} would turn red:`;
}

function summaryOf({ unjudged, problems, ...each }: Omit<RollOut, "repository">): string {
  if (unjudged !== undefined) {
    return `cannot be judged: ${unjudged}${problems.length > 0 ? ` (${problems.length})` : ""}`;
  }
  const { turnsRed, turnsGreen, beginsToBlock, redAnyway } = each;
  const names = beginsToBlock.join(" and ");
  const begins = beginsToBlock.length === 1 ? "begins" : "begin";
  return [
    turnsRed.length === 0
      ? "nothing turns red"
      : `${count(turnsRed.length, "rule turns", "rules turn")} red`,
    ...(turnsGreen.length === 0 ? [] : [`${turnsGreen.length} turn green`]),
    ...(beginsToBlock.length === 0
      ? []
      : [
          `${names} ${begins} to block, and ${count(redAnyway.length, "rule fails", "rules fail")} already`,
        ]),
  ].join(", ");
}

function countText({ components, repositories }: { components: number; repositories: number }) {
  return `${count(components, "component")} in ${count(repositories, "repository", "repositories")}`;
}

/** How many components turn red by a rule, the most first. */
function countsByRule(repositories: readonly RollOut[]): RollOutOutput["rules"] {
  const turned = repositories.flatMap((each) =>
    closing(each).map(({ rule }) => ({ rule, repository: each.repository })),
  );
  return [...Map.groupBy(turned, ({ rule }) => rule)]
    .map(([rule, each]) => ({
      rule,
      components: each.length,
      repositories: new Set(each.map(({ repository }) => repository)).size,
    }))
    .toSorted((a, b) => b.components - a.components || (a.rule < b.rule ? -1 : 1));
}
