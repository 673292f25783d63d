import type { Fact } from "../core/model/fact.ts";
import type { People } from "../ports/people.ts";

/** Who is in which team and what people may do, kept between verdicts. */
export interface PeopleCache {
  /** The same people, asked again only once an event or some minutes have passed. */
  of(people: People, repository: { readonly id: number; readonly installation: number }): People;
  /** Something about the people of an installation has changed. */
  forget(installation: number): void;
}

/** Events may get lost: after this everything is asked again. */
const KEPT_FOR = 10 * 60_000;

interface Kept {
  readonly answer: Fact<unknown>;
  readonly until: number;
}

/** @param lookedUp told whether something was known that was looked for */
export function createPeopleCache(
  clock: { now(): number },
  lookedUp: (found: boolean) => void = () => undefined,
): PeopleCache {
  const installations = new Map<number, Map<string, Kept>>();
  const remembered = async <T>(
    installation: number,
    key: string,
    ask: () => Promise<Fact<T>>,
  ): Promise<Fact<T>> => {
    const kept = installations.get(installation) ?? new Map<string, Kept>();
    installations.set(installation, kept);
    const found = kept.get(key);
    const isKept = found !== undefined && found.until > clock.now();
    lookedUp(isKept);
    if (isKept) return found.answer as Fact<T>;
    const answer = await ask();
    // What was asked before an event is not kept after it.
    const current = installations.get(installation) === kept;
    if (current && answer.state === "known") {
      kept.set(key, { answer, until: clock.now() + KEPT_FOR });
    }
    return answer;
  };
  return {
    of: (people, { id, installation }) => ({
      members: (team) => remembered(installation, team, () => people.members(team)),
      permission: (login) =>
        remembered(installation, `${id} ${login}`, () => people.permission(login)),
      commitsBetween: (without, tip, path) =>
        remembered(installation, `${id} ${without}..${tip} ${path}`, () =>
          people.commitsBetween(without, tip, path),
        ),
      writersSince: (tip, file, folders) => people.writersSince(tip, file, folders),
    }),
    forget: (installation) => void installations.delete(installation),
  };
}
