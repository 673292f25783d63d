import type { Seat } from "../core/model/finding.ts";
import type { ComponentFinding } from "./standing.ts";

/** Seats that nobody holds yet. */
export function openSeats(seats: readonly Seat[]): readonly Seat[] {
  return seats.filter(({ holder }) => holder === undefined);
}

/** What can be done about a seat that nobody could take. */
export function nobodyCan(role: string): string {
  return `nobody can: name people for the role “${role}” in .mltrl/config.yml`;
}

/**
 * The seats that the findings ask for, once for each component: who takes a seat takes it for every rule
 * that asks for its role. A role that one rule asks for twice needs two people.
 */
export function seatsAsked(findings: readonly ComponentFinding[]): readonly Seat[] {
  const panels = findings.flatMap(({ component, seats = [] }) =>
    [...Map.groupBy(seats, ({ role }) => role)].map(([role, group]) => ({
      key: `${component}\0${role}`,
      group,
    })),
  );
  return [...Map.groupBy(panels, ({ key }) => key).values()].flatMap((same) => {
    const [most] = same
      .map(({ group }) => group)
      .toSorted((a, b) => b.length - a.length || openSeats(b).length - openSeats(a).length);
    return most ?? [];
  });
}
