import * as z from "zod";
import type { Declaration } from "../model/declaration.ts";
import { fail, pass } from "../model/finding.ts";
import type { DecisionRecord } from "../model/records.ts";
import { defineKind } from "./define-kind.ts";
import { readable } from "./record-history.ts";

/** What was declared does not disappear in silence: a decision record of the pull request names it. */
export const declaredThingsKept = defineKind({
  kind: "declared-things-kept",
  subjects: ["component", "system", "retired", "removal"],
  needs: ["declarations", "records", "changedPaths", "step", "cardLeft", "lineage"],
  params: z.strictObject({}),
  judge({ declarations, records, changedPaths, step, cardLeft, lineage: { heirs } }) {
    if (step.movement === "remove" && cardLeft?.retired) {
      return pass(`${step.component} is retired`, {
        ...cardLeft.levelPlace,
        seen: "retired",
      });
    }
    if (step.movement === "remove" && heirs.length > 0) {
      return pass(
        `${step.component} goes on as ${heirs.map(({ id }) => id).join(", ")}`,
        ...heirs.map(({ id, how }) => ({ path: `.mltrl/cards/${id}.md`, seen: how })),
      );
    }
    const { base, head } = declarations;
    const kept = new Set(head.map(keyOf));
    const removed =
      step.movement === "remove"
        ? [removedComponent(step.component)]
        : base.filter((declaration) => !kept.has(keyOf(declaration)));
    if (removed.length === 0) return pass(`all ${base.length} declared things are still there`);
    const { values, unreadable } = readable(records.decisions);
    const decisions = values.filter(({ place }) => changedPaths.includes(place.path));
    const unnamed = removed.filter(({ id }) => !decisions.some((decision) => names(decision, id)));
    if (unnamed.length === 0) {
      return pass(
        `decision records name all that is removed: ${removed.map(textOf).join(", ")}`,
        ...decisions.map(({ place, decision }) => ({ ...place, seen: decision })),
      );
    }
    if (unreadable?.places?.some(({ path }) => changedPaths.includes(path))) return unreadable;
    return fail(
      `removed without a decision record that names it: ${unnamed.map(textOf).join(", ")}`,
      ...unnamed.map((declaration) => ({
        ...declaration.place,
        seen: `${textOf(declaration)} (on the base branch)`,
      })),
    );
  },
});

/** What a component declared goes with it; the component itself is what a record has to name. */
function removedComponent(id: string): Declaration {
  return { sort: "component", id, place: { path: ".mltrl/config.yml" } };
}

function keyOf({ sort, id }: Declaration): string {
  return `${sort} ${id}`;
}

function textOf({ sort, id }: Declaration): string {
  return `${sort.replace("-", " ")} ${id}`;
}

/** Whether a record mentions an id as a word of its own: `4.2` is not named by `4.2.1`. */
function names({ decision, reason }: DecisionRecord, id: string): boolean {
  const words = `${decision} ${reason}`
    .toLowerCase()
    .split(/[\s,;:()"'`]+/)
    .map((word) => word.replace(/\.+$/, ""));
  const wanted = id.toLowerCase().split(/\s+/);
  return words.some((_, start) => wanted.every((word, i) => words[start + i] === word));
}
