import type { Account, Organization, Repository, Team, User } from "../state/nouns.ts";
import { findAccount, findRepository, findUser, type World } from "../state/world.ts";

/** A person by login, or an error that names the missing one. */
export function userNamed(world: World, login: string): User {
  const user = findUser(world, login);
  if (user === undefined) throw new Error(`There is no user ${login}`);
  return user;
}

/** An account by login. */
export function accountNamed(world: World, login: string): Account {
  const account = findAccount(world, login);
  if (account === undefined) throw new Error(`There is no account ${login}`);
  return account;
}

/** A team by slug. */
export function teamNamed(organization: Organization, slug: string): Team {
  const team = organization.teams.get(slug);
  if (team === undefined) throw new Error(`There is no team ${organization.login}/${slug}`);
  return team;
}

/** A repository by `owner/name`. */
export function repositoryNamed(world: World, name: string): Repository {
  const [owner = "", short = ""] = name.split("/");
  const repository = findRepository(world, owner, short.replace(`${owner}/`, ""));
  if (repository === undefined) throw new Error(`There is no repository ${name}`);
  return repository;
}
