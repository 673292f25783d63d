import { canSee } from "../auth/access.ts";
import type { PullRequest } from "../state/nouns.ts";
import { pullRequestsOf } from "../state/repository.ts";
import { connectionOf } from "./connection.ts";
import { type Arguments, type Context, typedError } from "./context.ts";
import { stateOf } from "./select-pulls.ts";

/** "A maximum of 1,000 results will be available", however many match. */
const MOST = 1000;

type Test = (pull: PullRequest) => boolean;

/** The qualifiers that are known here, each with its values. */
const qualifiers: Readonly<Record<string, (value: string) => Test>> = {
  is: (value) => {
    if (value === "pr") return () => true;
    if (value === "open") return (pull) => stateOf(pull) === "OPEN";
    if (value === "merged") return (pull) => stateOf(pull) === "MERGED";
    throw unsupported(`is:${value}`);
  },
  user: ownedBy,
  org: ownedBy,
  archived: (value) => (pull) => String(pull.repository.archived) === value,
  updated: (value) => {
    const [, since = ""] = /^>=(.+)$/.exec(value) ?? [];
    if (Number.isNaN(Date.parse(since))) throw unsupported(`updated:${value}`);
    return (pull) => Date.parse(pull.updatedAt) >= Date.parse(since);
  },
};

/**
 * Searching issues and pull requests: page "Searching issues and pull requests". Only pull requests, and
 * only by the qualifiers above; GitHub's index is some moments behind, this one is not.
 */
export function searchIssues({ world, actor }: Context, input: Arguments) {
  if (input["type"] !== "ISSUE") throw unsupported(`the type ${String(input["type"])}`);
  const terms = String(input["query"]).split(/\s+/u).filter(Boolean);
  const sort = terms.find((term) => term.startsWith("sort:")) ?? "sort:updated-desc";
  if (!terms.includes("is:pr")) throw unsupported("a search for other things than pull requests");
  const tests = terms.filter((term) => !term.startsWith("sort:")).map(testOf);
  const found = [...world.repositories.values()]
    .filter((repository) => canSee(actor, repository))
    .flatMap((repository) => pullRequestsOf(repository))
    .filter((pull) => tests.every((test) => test(pull)))
    .toSorted((a, b) => a.updatedAt.localeCompare(b.updatedAt));
  if (sort !== "sort:updated-asc" && sort !== "sort:updated-desc") throw unsupported(sort);
  const ordered = sort === "sort:updated-asc" ? found : found.toReversed();
  return { ...connectionOf(ordered.slice(0, MOST), input), issueCount: found.length };
}

function testOf(term: string): Test {
  const [, name = "", value = ""] = /^(\w+):(.+)$/.exec(term) ?? [];
  const qualifier = qualifiers[name];
  if (qualifier === undefined) throw unsupported(term);
  return qualifier(value);
}

function ownedBy(login: string): Test {
  return ({ repository }) => repository.owner.login.toLowerCase() === login.toLowerCase();
}

function unsupported(what: string) {
  return typedError("UNSUPPORTED", `The stand-in for GitHub cannot search by ${what}`);
}
