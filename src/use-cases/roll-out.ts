import type { OrganizationFile } from "../core/model/organization.ts";
import type { RepositoryStanding, RollOut } from "../core/model/portfolio.ts";
import type { Engine } from "./engine.ts";
import { beginningOf } from "./organization-standing.ts";
import { type NamedRepository, repositoryStanding } from "./portfolio.ts";

/** The organisation's policies that are compared; without a current one, with none. */
export interface ComparedFiles {
  readonly proposed: OrganizationFile;
  readonly current?: OrganizationFile;
}

/**
 * What an organisation's policy would turn red and green in a repository if it took the place of the current
 * one. Both are judged as on the day on which it begins to bind: what runs out until then is not its doing.
 */
export async function rollOut(
  repository: NamedRepository,
  { proposed, current }: ComparedFiles,
  engine: Engine,
): Promise<RollOut> {
  const day = beginningOf(proposed, engine.catalogue);
  const before = await repositoryStanding(repository, engine, current, day);
  const after = await repositoryStanding(repository, engine, proposed, day);
  const { unjudged, problems } = after;
  const found = { repository: repository.name, problems };
  if (unjudged !== undefined) {
    return { ...found, unjudged, turnsRed: [], turnsGreen: [], beginsToBlock: [], redAnyway: [] };
  }
  const was = failures(before);
  const is = failures(after);
  const turnsRed = without(is, was);
  return {
    ...found,
    turnsRed,
    turnsGreen: without(was, is),
    beginsToBlock: after.blocking.filter((name) => !before.blocking.includes(name)),
    redAnyway: without(is, turnsRed),
  };
}

type Failure = RollOut["turnsRed"][number];

function failures({ components }: RepositoryStanding): Failure[] {
  return components.flatMap(({ id, failing }) => failing.map((rule) => ({ component: id, rule })));
}

function without(some: readonly Failure[], others: readonly Failure[]): Failure[] {
  const known = new Set(others.map((each) => JSON.stringify(each)));
  return some.filter((each) => !known.has(JSON.stringify(each)));
}
