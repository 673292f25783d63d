import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { matchSeats } from "./panel-seats.ts";

const PATH = ".mltrl/config.yml";

/** The working group has people of different functions: each counted by somebody of its own. */
export const workingGroup = defineKind({
  kind: "working-group",
  needs: ["roles"],
  params: z.strictObject({
    functions: z.array(z.string()).default([]).meta({
      description:
        "Roles that are a function each, with alternatives separated by a bar; every role if empty",
    }),
    "minimum-functions": z.int().min(1).default(1).meta({
      description: "Functions that different people fill",
      stricter: "higher",
    }),
    required: z.array(z.string()).default([]).meta({
      description: "Functions that must be filled, with alternatives separated by a bar",
      stricter: "more",
    }),
  }),
  judge({ roles }, params) {
    if (roles.size === 0) {
      return unavailable("missing", "the policy names no people in roles", { path: PATH });
    }
    const membersOf = (names: string): string[] => [
      ...new Set(names.split("|").flatMap((role) => roles.get(role.trim()) ?? [])),
    ];
    const required = filled(params.required, membersOf);
    const open = params.required.filter((name) => !required.has(name));
    if (open.length > 0) {
      return fail(
        `nobody of their own fills ${open.map(readable).join(" and ")}`,
        ...open.map((name) => ({ path: PATH, seen: roleText(name, membersOf(name)) })),
      );
    }
    const asked = params.functions.length > 0 ? params.functions : [...roles.keys()];
    const functions = filled(asked, membersOf);
    const seen = [...new Map([...functions, ...required])].map(([name, person]) => ({
      path: PATH,
      seen: `${readable(name)}: ${person}`,
    }));
    return functions.size < params["minimum-functions"]
      ? fail(
          `${functions.size} functions are filled by different people; at least ${params["minimum-functions"]} are asked for, of ${asked.map(readable).join(", ")}`,
          ...seen,
        )
      : pass(
          `${functions.size} functions are filled: ${seen.map(({ seen }) => seen).join(", ")}`,
          ...seen,
        );
  },
});

/** As many functions as can be, each with a person of its own. */
function filled(
  functions: readonly string[],
  membersOf: (names: string) => readonly string[],
): Map<string, string> {
  const people = matchSeats(functions.map(membersOf));
  return new Map(
    functions.flatMap((name, index): [string, string][] => {
      const person = people[index];
      return person === undefined ? [] : [[name, person]];
    }),
  );
}

function roleText(name: string, members: readonly string[]): string {
  return members.length === 0
    ? `roles: no ${readable(name)}`
    : `${readable(name)}: only ${members.join(", ")}, who fills another function`;
}

function readable(names: string): string {
  return names.split("|").join(" or ");
}
