import { matchSeats } from "./kinds/panel-seats.ts";
import { ANY_ADMIN, type Seat } from "./model/finding.ts";
import { digestOf } from "./source/digest.ts";

/**
 * Whom to ask for a review: whoever lost an open seat to a push, and one person for each other open seat
 * that nobody was asked for yet. Whoever was asked least recently comes first; among equals the pull request decides, the same each time, so that
 * not everybody asks the first in the alphabet.
 *
 * @param lastAsked when people were last asked, ISO 8601
 * @param salt what is the pull request's own
 */
export function reviewersToAsk(
  seats: readonly Seat[],
  lastAsked: ReadonlyMap<string, string>,
  salt: string,
): string[] {
  const open = seats.filter(({ holder }) => holder === undefined);
  const again = new Set(open.flatMap(lostToPush));
  const answering = matchSeats(open.map((seat) => [...(seat.asked ?? []), ...lostToPush(seat)]));
  const waiting = open.filter((_, seat) => answering[seat] === undefined);
  const asked = new Set([...again, ...open.flatMap((seat) => seat.asked ?? [])]);
  const rank = (login: string): string =>
    `${lastAsked.get(login) ?? ""} ${digestOf([[salt, login]])}`;
  const free = waiting.map(({ candidates }) =>
    candidates
      .filter((login) => login !== ANY_ADMIN && !asked.has(login))
      .map((login) => ({ login, rank: rank(login) }))
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ login }) => login),
  );
  return [...again, ...matchSeats(free).filter((login) => login !== undefined)];
}

/** Who held the seat until a push, can take it again, and was not asked since. */
function lostToPush({ lapsed, candidates, asked = [] }: Seat): string[] {
  return lapsed
    .filter(({ login, askAgain }) => askAgain === true && !asked.includes(login))
    .map(({ login }) => login)
    .filter((login) => candidates.includes(login));
}
