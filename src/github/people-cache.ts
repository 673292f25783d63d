import type { Fact } from "../core/model/fact.ts";
import type { Clock } from "../ports/clock.ts";
import type { NoteStore } from "../ports/note-store.ts";
import type { People } from "../ports/people.ts";

/** Who is in which team and what people may do, kept between verdicts. */
export interface PeopleCache {
  /** The same people, asked again only once an event or some minutes have passed. */
  of(
    people: People,
    repository: { readonly id: number; readonly installation: number },
  ): Promise<People>;
  /** Something about the people of an installation has changed, which every replica has to know. */
  forget(installation: number): Promise<void>;
}

/** Events may get lost: after this everything is asked again. */
const KEPT_FOR = 10 * 60_000;

interface Kept {
  readonly answer: Fact<unknown>;
  readonly until: number;
}

/** What was asked in a turn of the installation's people; of an earlier one nothing is believed. */
interface KeptInTurn {
  readonly turn: number;
  readonly answers: Map<string, Kept>;
}

/** @param lookedUp told whether something was known that was looked for */
export function createPeopleCache(
  notes: Pick<NoteStore, "read" | "turn">,
  clock: Clock,
  lookedUp: (found: boolean) => void = () => undefined,
): PeopleCache {
  const installations = new Map<number, KeptInTurn>();
  const keptIn = (installation: number, turn: number): KeptInTurn => {
    const last = installations.get(installation);
    if (last && last.turn >= turn) return last;
    const fresh = { turn, answers: new Map<string, Kept>() };
    installations.set(installation, fresh);
    return fresh;
  };
  return {
    async of(people, { id, installation }) {
      // Before the first of them is asked for: they are asked for together with other things.
      const [subject] = await notes.read([subjectOf(installation)]);
      const { answers } = keptIn(installation, subject?.turn ?? 0);
      const once = async <T>(key: string, ask: () => Promise<Fact<T>>): Promise<Fact<T>> => {
        const found = answers.get(key);
        const isKept = found !== undefined && found.until > clock.now();
        lookedUp(isKept);
        if (isKept) return found.answer as Fact<T>;
        const answer = await ask();
        if (answer.state === "known") answers.set(key, { answer, until: clock.now() + KEPT_FOR });
        return answer;
      };
      return {
        members: (team) => once(team, () => people.members(team)),
        permission: (login) => once(`${id} ${login}`, () => people.permission(login)),
        commitsBetween: (without, tip, path) =>
          once(`${id} ${without}..${tip} ${path}`, () => people.commitsBetween(without, tip, path)),
        writersSince: (tip, file, folders) => people.writersSince(tip, file, folders),
      };
    },
    forget: (installation) => notes.turn(subjectOf(installation)),
  };
}

function subjectOf(installation: number): string {
  return `people of ${installation}`;
}
