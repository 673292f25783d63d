import { type Fact, known } from "../../core/model/fact.ts";
import type { NoteStore } from "../../ports/note-store.ts";
import type { People } from "../../ports/people.ts";
import type { AnswerCache } from "./answer-cache.ts";

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

/** @param lookedUp told whether something was known that was looked for */
export function createPeopleCache(
  notes: Pick<NoteStore, "read" | "turn">,
  answers: AnswerCache,
  lookedUp: (found: boolean) => void = () => undefined,
): PeopleCache {
  return {
    async of(people, { id, installation }) {
      // Before the first of them is asked for: they are asked for together with other things.
      const [noted] = await notes.read([subjectOf(installation)]);
      // What is answered from now on belongs to this turn, even if an event comes before the answer.
      const subject = `${subjectOf(installation)}, turn ${noted?.turn ?? 0}`;
      await answers.load(subject);
      const once = async <T>(key: string, ask: () => Promise<Fact<T>>): Promise<Fact<T>> => {
        const found = answers.get(subject, key);
        lookedUp(found !== undefined);
        if (found !== undefined) return known(found as T);
        const answer = await ask();
        if (answer.state === "known") answers.keep(subject, key, answer.value, KEPT_FOR);
        return answer;
      };
      return {
        members: (team) => once(`members of ${team}`, () => people.members(team)),
        permission: (login) => once(`right of ${login} in ${id}`, () => people.permission(login)),
        commitsBetween: (without, tip, path) =>
          once(`commits of ${id} in ${without}..${tip} ${path}`, () =>
            people.commitsBetween(without, tip, path),
          ),
        writersSince: (tip, file, folders) => people.writersSince(tip, file, folders),
      };
    },
    forget: (installation) => notes.turn(subjectOf(installation)),
  };
}

function subjectOf(installation: number): string {
  return `people of ${installation}`;
}
