import * as z from "zod";
import { fail, notApplicable, pass } from "../model/finding.ts";
import type { Claim } from "../model/lineage.ts";
import { defineKind } from "./define-kind.ts";

/**
 * A component that is renamed, split off or merged says where it comes from, and both ends agree. One
 * that is retired is left alone.
 */
export const lineage = defineKind({
  kind: "lineage",
  subjects: ["component", "system", "retired"],
  needs: ["step", "cardLeft", "lineage", "changedPaths", "files"],
  params: z.strictObject({}),
  judge({ step, cardLeft, lineage: { claims }, changedPaths, files }) {
    if (cardLeft?.retired) {
      const left = new Set(files.map(({ path }) => path));
      if (step.from !== step.to) {
        return fail(
          `${step.component} is retired: its level stays what it was on the base branch`,
          {
            ...cardLeft.levelPlace,
            seen: `level: ${cardLeft.level}`,
          },
        );
      }
      const changed = changedPaths.filter((path) => left.has(path) && !path.endsWith(".md"));
      const seen = { ...cardLeft.levelPlace, seen: "retired" };
      return changed.length === 0
        ? pass(`${step.component} is retired; its records are kept`, seen)
        : fail(
            `${step.component} is retired and ${changed[0]} changes: take "retired" off its card, or leave its content alone`,
            ...changed.slice(0, 10).map((path) => ({ path, seen: "changed" })),
          );
    }
    if (claims.length === 0) return notApplicable("the component comes out of no other one here");
    const faults = claims.flatMap((claim) => faultsOf(claim, step.component));
    return faults.length === 0
      ? pass(
          `${step.component} goes on where ${claims.map(({ from }) => from).join(", ")} was`,
          ...claims.map(({ how, from, place }) => ({ ...place, seen: `${how}-from: ${from}` })),
        )
      : fail(
          faults.join("; "),
          ...claims.map(({ how, from, place }) => ({ ...place, seen: `${how}-from: ${from}` })),
        );
  },
});

function faultsOf({ how, from, onBase, heirOnBase, leaves, rivals }: Claim, id: string): string[] {
  if (from === id) return [`${id} says that it comes from itself`];
  if (!onBase) return [`the base branch has no component ${from} with a card that can be read`];
  return [
    ...(how !== "merged" && heirOnBase
      ? [`${id} is on the base branch already, so that it is not ${how} from ${from}`]
      : []),
    ...(how !== "split" && !leaves
      ? [`${from} stays: take it out of .mltrl/config.yml, or retire its card`]
      : []),
    ...(how !== "split" && rivals.length > 0
      ? [`${[id, ...rivals].join(" and ")} both say that they are ${from}`]
      : []),
  ];
}
