import * as z from "zod";
import type { Card } from "../model/card.ts";
import type { Document } from "../model/document.ts";
import type { Fact } from "../model/fact.ts";
import { unavailable } from "../model/fact.ts";
import { type Evidence, fail, pass } from "../model/finding.ts";
import type { TreeEntry } from "../model/tree.ts";
import { defineKind } from "./define-kind.ts";
import { peopleIn } from "./people-in.ts";

/** What was learned can be seen by others, and is known by more people than those who found it. */
export const knowledgeShared = defineKind({
  kind: "knowledge-shared",
  needs: ["card", "documents", "files", "roles"],
  params: z.strictObject({
    artefacts: z.array(z.string()).min(1).meta({
      description: "Kinds of document of which one must exist; scripts and folders count as well",
      stricter: "fewer",
    }),
    "minimum-people": z.int().min(1).default(1).meta({
      description: "Owners that the card names, the product owner included",
      stricter: "higher",
    }),
    research: z.array(z.string()).default([]).meta({
      description: "Roles of research; one owner must be the product owner or hold another role",
    }),
  }),
  judge({ card, documents, files, roles }, params) {
    const shown = params.artefacts.filter((kind) => exists(kind, card, documents, files));
    if (shown.length === 0) {
      const lost = params.artefacts.map((kind) => documents.get(kind)).find(isUpstream);
      return lost?.state === "unavailable"
        ? lost
        : unavailable(
            "missing",
            `there is no ${params.artefacts.join(", ")} that others could try; name one under \`documents\` on the card`,
            { path: card.path },
          );
    }
    const owners = peopleIn(card.rows.get("owners")?.text ?? "");
    const productOwners = peopleIn(card.productOwner?.text ?? "");
    const people = new Map([...owners, ...productOwners].map((name) => [name.toLowerCase(), name]));
    const outside = [
      ...productOwners,
      ...owners.filter((name) =>
        rolesOf(name, roles).some((role) => !params.research.includes(role)),
      ),
    ];
    const seen: Evidence[] = [
      ...shown.map((kind) => ({ path: pathOf(kind, card, documents), seen: kind })),
      { path: card.path, seen: `owners: ${[...people.values()].join(", ") || "nobody"}` },
    ];
    if (people.size < params["minimum-people"]) {
      return fail(
        `the card names ${people.size} owners; at least ${params["minimum-people"]} are asked for, so that knowledge does not leave with one`,
        ...seen,
      );
    }
    return outside.length === 0
      ? fail(
          `all owners are of ${params.research.join(" or ") || "no role"}; a product owner or somebody of another role is asked for`,
          ...seen,
        )
      : pass(
          `${shown.join(", ")} can be tried; ${[...people.values()].join(", ")} know it`,
          ...seen,
        );
  },
});

/** A document that cannot be read as one is there all the same: a script, a notebook, a folder of them. */
function exists(
  kind: string,
  card: Card,
  documents: ReadonlyMap<string, Fact<Document>>,
  files: readonly TreeEntry[],
): boolean {
  const fact = documents.get(kind);
  if (fact !== undefined && (fact.state === "known" || fact.cause === "invalid")) return true;
  const path = card.documents.get(kind)?.text.replace(/\/+$/, "");
  return path !== undefined && files.some((file) => file.path.startsWith(`${path}/`));
}

function isUpstream(fact: Fact<Document> | undefined): boolean {
  return fact?.state === "unavailable" && fact.cause !== "missing";
}

function pathOf(kind: string, card: Card, documents: ReadonlyMap<string, Fact<Document>>): string {
  const fact = documents.get(kind);
  if (fact?.state === "known") return fact.value.path;
  return card.documents.get(kind)?.text ?? card.path;
}

function rolesOf(name: string, roles: ReadonlyMap<string, readonly string[]>): string[] {
  return [...roles].flatMap(([role, members]) =>
    members.some((member) => member.toLowerCase() === name.toLowerCase()) ? [role] : [],
  );
}
