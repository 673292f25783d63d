import * as z from "zod";
import type { Card, Cell } from "../model/card.ts";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { matchSeats } from "./panel-seats.ts";
import { peopleIn } from "./people-in.ts";

const PEOPLE = ["owners", "product-owner", "reviewers"] as const;
type Part = (typeof PEOPLE)[number];

/** The card names who answers for the component, in each part that is asked for. */
export const cardPeople = defineKind({
  kind: "card-people",
  needs: ["card"],
  params: z.strictObject({
    people: z.array(z.enum(PEOPLE)).min(1).meta({
      description: "Parts that must be named: `owners`, `product-owner`, `reviewers`",
      stricter: "more",
    }),
    distinct: z
      .boolean()
      .default(false)
      .meta({ description: "A different person for each part can be told" }),
  }),
  judge({ card }, params) {
    const parts = params.people.map((part) => {
      const cell = cellOf(card, part);
      return { part, cell, names: peopleIn(cell?.text ?? "") };
    });
    const nobody = parts.filter(({ names }) => names.length === 0);
    if (nobody.length > 0) {
      return fail(
        `the card names no ${nobody.map(({ part }) => part).join(" and no ")}`,
        ...nobody.map(({ part, cell }) => ({
          ...(cell?.place ?? { path: card.path }),
          seen: cell === undefined ? `no ${part}` : `${part}: ${cell.text.trim() || "empty"}`,
        })),
      );
    }
    const seen = parts.map(({ part, cell, names }) => ({
      ...(cell?.place ?? { path: card.path }),
      seen: `${part}: ${names.join(", ")}`,
    }));
    const held = matchSeats(
      parts.map(({ names }) => names.map((name) => name.toLowerCase())),
    ).filter((name) => name !== undefined);
    return params.distinct && held.length < parts.length
      ? fail(
          `${params.people.join(" and ")} are ${held.length} different people; ${parts.length} are asked for`,
          ...seen,
        )
      : pass(seen.map((each) => each.seen).join("; "), ...seen);
  },
});

function cellOf(card: Card, part: Part): Cell | undefined {
  return part === "product-owner" ? card.productOwner : card.rows.get(part);
}
