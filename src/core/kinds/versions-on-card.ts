import * as z from "zod";
import type { Artifact, Card } from "../model/card.ts";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

const SEMANTIC_VERSION = /(?<![\d.])\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?/g;

/** The card gives the version of every model and dataset, and its prose names no other one. */
export const versionsOnCard = defineKind({
  kind: "versions-on-card",
  needs: ["card"],
  params: z.strictObject({}),
  judge({ card }) {
    const artifacts = [...card.models, ...card.datasets];
    if (artifacts.length === 0) {
      return unavailable("missing", "the card declares neither a model nor a dataset", {
        path: card.path,
      });
    }
    const silent = artifacts.filter(({ version }) => (version?.text.trim() ?? "") === "");
    const contradictions = artifacts.flatMap((artifact) => contradictionsOf(artifact, card));
    if (silent.length + contradictions.length === 0) {
      return pass(`the card gives the versions of all ${artifacts.length} models and datasets`);
    }
    return fail(
      [
        ...silent.map(({ name }) => `${name} has no version on the card`),
        ...contradictions.map(({ seen }) => seen),
      ].join("; "),
      ...silent.map(({ name, place }) => ({ ...place, seen: `${name}: no version` })),
      ...contradictions,
    );
  },
});

/** Lines of the card's prose that name the artifact with another version than its own. */
function contradictionsOf({ name, version }: Artifact, card: Card) {
  const declared = version?.text.trim() ?? "";
  if (declared === "") return [];
  return [card.sections.get("model-info"), card.sections.get("data-considerations")].flatMap(
    (section) => {
      if (section === undefined) return [];
      return section.text
        .split("\n")
        .filter((line) => line.toLowerCase().includes(name.toLowerCase()))
        .flatMap((line) => {
          const found: readonly string[] = line.match(SEMANTIC_VERSION) ?? [];
          return found.length === 0 || found.includes(declared)
            ? []
            : [{ ...section.place, seen: `${name} is ${declared} and the text says ${found[0]}` }];
        });
    },
  );
}
