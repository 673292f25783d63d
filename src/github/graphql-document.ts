import { InternalError } from "../core/errors.ts";
import * as account from "./fragments/account.ts";
import * as change from "./fragments/change.ts";
import * as content from "./fragments/content.ts";
import * as people from "./fragments/people.ts";
import * as refs from "./fragments/refs.ts";
import * as runs from "./fragments/runs.ts";
import * as sweeps from "./fragments/sweeps.ts";

/** Texts that define fragments, by the names of these. */
const TEXTS = new Map(
  [account, change, content, people, refs, runs, sweeps]
    .flatMap((texts): string[] => Object.values(texts))
    .flatMap((text) => fragmentsIn(text).map((name) => [name, text])),
);

/**
 * A query with the shared fragments that it spreads, and those that these spread. GraphQL refuses
 * fragments that are missing, defined twice, or spread by nothing.
 */
export function graphqlDocument(query: string): string {
  const texts = new Set([query]);
  for (const text of texts) {
    for (const name of spreadsIn(text)) {
      if (fragmentsIn(query).includes(name)) continue;
      const found = TEXTS.get(name);
      if (found === undefined) throw new InternalError(`no fragment is called ${name}`);
      texts.add(found);
    }
  }
  return [...texts].join("");
}

function fragmentsIn(text: string): readonly string[] {
  return [...text.matchAll(/fragment (\w+) on /gu)].flatMap(([, name = ""]) => name);
}

function spreadsIn(text: string): readonly string[] {
  return [...text.matchAll(/\.\.\.(\w+)/gu)].flatMap(([, name = ""]) => name);
}
