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
    const levels: { id: string; level: number }[] = [];
    for (const { id, level } of parts) {
      if (level.state === "unavailable") {
        return { ...level, reason: `the level of ${id} is not known: ${level.reason}` };
      }
      levels.push({ id, level: level.value });
    }
    const below = levels.filter(({ level }) => level < claimed);
    return below.length === 0
      ? pass(`level ${claimed} is no higher than any of the ${levels.length} parts`)
      : fail(
          `the system claims level ${claimed}; its level is the minimum of its parts: ${below.map(({ id, level }) => `${id} is at ${level}`).join(", ")}`,
          ...below.map(({ id, level }) => ({
            path: `.mltrl/cards/${id}.md`,
            seen: `level: ${level}`,
          })),
        );
  },
});
