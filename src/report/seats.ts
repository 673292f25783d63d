import type { Seat } from "../core/model/finding.ts";

/** Seats that nobody holds yet. */
export function openSeats(seats: readonly Seat[]): readonly Seat[] {
  return seats.filter(({ holder }) => holder === undefined);
}

/** What can be done about a seat that nobody could take. */
export function nobodyCan(role: string): string {
  return `nobody can: name people for the role “${role}” in .mltrl/config.yml`;
}
