import * as z from "zod";
import type { Card } from "../model/card.ts";
import type { Declaration, Declarations } from "../model/declaration.ts";
import { type Evidence, fail, notApplicable, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/**
 * A pull request that changes a declared model, a dataset, what a requirement demands or a document of the
 * intended use changes the card too. The intended use on the card itself is the card.
 */
export const cardTouched = defineKind({
  kind: "card-touched",
  needs: ["card", "changedPaths", "step", "declarations"],
  params: z.strictObject({}),
  judge({ card, changedPaths, step, declarations }) {
    const isSubject = subjectsOf(card, step.component);
    const changed = [
      ...changedPaths.filter(isSubject).map((path): Evidence => ({ path, seen: "changed" })),
      ...changedRequirements(declarations).map(({ id, place }): Evidence => ({
        ...place,
        seen: `requirement ${id}`,
      })),
    ];
    const [first] = changed;
    if (first === undefined) {
      return notApplicable("no declared model, dataset, intended use or requirement changes here");
    }
    return changedPaths.includes(card.path)
      ? pass(
          `the card changes together with ${changed.length} declared things`,
          ...changed.slice(0, 10),
        )
      : fail(
          `${first.seen === "changed" ? first.path : first.seen} changes and ${card.path} does not`,
          ...changed.slice(0, 10),
        );
  },
});

function subjectsOf(card: Card, component: string): (path: string) => boolean {
  const declared = [...card.models, ...card.datasets].flatMap(({ path }) => path ?? []);
  const elsewhere = card.documents.get("intended-use")?.text;
  const paths = [...declared, ...(elsewhere === undefined ? [] : [elsewhere])].map((path) =>
    path.replace(/\/+$/, ""),
  );
  const intendedUse = `.mltrl/documents/${component}/intended-use.`;
  return (path) =>
    path.startsWith(intendedUse) ||
    paths.some((subject) => path === subject || path.startsWith(`${subject}/`));
}

/** Requirements that come, go or demand something else; how far their verification is does not count. */
function changedRequirements({ base, head }: Declarations): Declaration[] {
  return [...gone(base, head), ...gone(head, base)].filter(
    ({ id }, index, all) => all.findIndex((each) => each.id === id) === index,
  );
}

function gone(before: readonly Declaration[], after: readonly Declaration[]): Declaration[] {
  const kept = new Map(
    after.filter(({ sort }) => sort === "requirement").map(({ id, says }) => [id, says]),
  );
  return before.filter(
    ({ sort, id, says }) => sort === "requirement" && (!kept.has(id) || kept.get(id) !== says),
  );
}
