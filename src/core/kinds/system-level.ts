import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, notApplicable, pass } from "../model/finding.ts";
import { levelOf } from "../model/step.ts";
import { defineKind } from "./define-kind.ts";

/** A system claims no higher level than the lowest of its parts. */
export const systemLevel = defineKind({
  kind: "system-level",
  subjects: ["component", "system"],
  needs: ["step", "parts"],
  params: z.strictObject({}),
  judge({ step, parts }) {
    if (!step.system) return notApplicable("the component has no parts");
    if (parts.length === 0) return unavailable("invalid", "the system names no parts");
    const claimed = levelOf(step);
    const levels: { id: string; level: number; fell: boolean }[] = [];
    const gone = parts.filter(({ retired }) => retired);
    if (gone.length > 0) {
      return fail(
        `the system has parts that are retired: ${gone.map(({ id }) => id).join(", ")}`,
        ...gone.map(({ id }) => ({ path: `.mltrl/cards/${id}.md`, seen: "retired" })),
      );
    }
    for (const { id, level, was } of parts) {
      if (level.state === "unavailable") {
        return { ...level, reason: `the level of ${id} is not known: ${level.reason}` };
      }
      const fell = was.state === "known" && was.value >= claimed && level.value < claimed;
      levels.push({ id, level: level.value, fell });
    }
    const below = levels.filter(({ level }) => level < claimed);
    if (below.length === 0) {
      return pass(`level ${claimed} is no higher than any of the ${levels.length} parts`);
    }
    const failed = fail(
      `the system claims level ${claimed}; its level is the minimum of its parts: ${below.map(({ id, level }) => `${id} is at ${level}`).join(", ")}`,
      ...below.map(({ id, level }) => ({
        path: `.mltrl/cards/${id}.md`,
        seen: `level: ${level}`,
      })),
    );
    // Whoever takes a part back is not held up by the card of a system that may be another team's.
    const byPart = step.movement !== "raise" && step.movement !== "add";
    return byPart && below.every(({ fell }) => fell)
      ? { ...failed, grace: "A part goes back here: blocks on release branches." }
      : failed;
  },
});
