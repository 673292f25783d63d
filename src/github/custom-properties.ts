import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { NoteStore } from "../ports/note-store.ts";
import type { AnswerCache } from "./caches/answer-cache.ts";
import type { InstallationClient } from "./installation-client.ts";

type Properties = ReadonlyMap<string, readonly string[]>;

/** Custom properties of repositories, kept until something tells that they changed. */
export interface PropertyCache {
  get(repository: number): Promise<KeptProperties>;
  /** @param turn as it was before they were asked for */
  keep(repository: number, properties: Properties, turn: number): void;
  /** They have changed, which every replica has to know. */
  forget(repository: number): Promise<void>;
}

interface KeptProperties {
  readonly properties?: Properties;
  readonly turn: number;
}

/** An event may get lost: so long is the longest that nobody looks again. */
const KEPT_FOR = 3_600_000;

const ANSWER = "properties";

/** @param lookedUp told whether something was known that was looked for */
export function createPropertyCache(
  notes: Pick<NoteStore, "read" | "turn">,
  answers: AnswerCache,
  lookedUp: (found: boolean) => void = () => undefined,
): PropertyCache {
  return {
    async get(repository) {
      const [subject] = await notes.read([subjectOf(repository)]);
      const turn = subject?.turn ?? 0;
      await answers.load(inTurn(repository, turn));
      const properties = answers.get(inTurn(repository, turn), ANSWER) as Properties | undefined;
      lookedUp(properties !== undefined);
      return { turn, ...(properties && { properties }) };
    },
    keep: (repository, properties, turn) =>
      answers.keep(inTurn(repository, turn), ANSWER, properties, KEPT_FOR),
    forget: (repository) => notes.turn(subjectOf(repository)),
  };
}

function subjectOf(repository: number): string {
  return `properties of ${repository}`;
}

function inTurn(repository: number, turn: number): string {
  return `${subjectOf(repository)}, turn ${turn}`;
}

interface PropertyAnswer {
  readonly property_name: string;
  readonly value: string | readonly string[] | null;
}

/** The custom properties of a repository; GraphQL does not have them. */
export async function customProperties(
  client: InstallationClient,
  { id, owner, name }: { readonly id: number; readonly owner: string; readonly name: string },
  cache: PropertyCache,
): Promise<Fact<Properties>> {
  const { properties: cached, turn } = await cache.get(id);
  if (cached) return known(cached);
  try {
    const answer = await client.rest<readonly PropertyAnswer[]>(
      "GET /repos/{owner}/{repo}/properties/values",
      { owner, repo: name },
    );
    const properties = new Map(
      answer.flatMap(({ property_name: property, value }): [string, readonly string[]][] =>
        value === null ? [] : [[property, typeof value === "string" ? [value] : value]],
      ),
    );
    cache.keep(id, properties, turn);
    return known(properties);
  } catch (error) {
    if (!Error.isError(error) || !("status" in error)) throw error;
    return unavailable(
      "upstream",
      `the custom properties of ${owner}/${name}, by which the organisation's policy applies, cannot be read: ${error.message}`,
    );
  }
}
