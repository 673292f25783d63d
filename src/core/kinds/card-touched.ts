import * as z from "zod";
import type { Card } from "../model/card.ts";
import { fail, notApplicable, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** A pull request that changes a declared model, a dataset or the requirements changes the card too. */
export const cardTouched = defineKind({
  kind: "card-touched",
  needs: ["card", "changedPaths", "step"],
  params: z.strictObject({}),
  judge({ card, changedPaths, step }) {
    const subjects = subjectsOf(card, step.component);
    const changed = changedPaths.filter((path) =>
      subjects.some((subject) => path === subject || path.startsWith(`${subject}/`)),
    );
    if (changed.length === 0) {
      return notApplicable("no declared model, dataset or requirement changes here");
    }
    const evidence = changed.slice(0, 10).map((path) => ({ path, seen: "changed" }));
    return changedPaths.includes(card.path)
      ? pass(`the card changes together with ${changed.length} declared paths`, ...evidence)
      : fail(`${changed[0]} changes and ${card.path} does not`, ...evidence);
  },
});

function subjectsOf(card: Card, component: string): string[] {
  const declared = [...card.models, ...card.datasets].flatMap(({ path }) =>
    path === undefined ? [] : [path.replace(/\/+$/, "")],
  );
  return [...declared, `.mltrl/requirements/${component}.yml`];
}
