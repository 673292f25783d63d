import type { Card, Cell } from "../../core/model/card.ts";
import type { Checklist } from "../../core/model/checklist.ts";
import type { Document } from "../../core/model/document.ts";
import { parseCard } from "../../evidence/card.ts";
import { parseChecklist } from "../../evidence/checklist/checklist.ts";
import { parseDocument } from "../../evidence/document.ts";
import { isLinkToCome, isPlaceholder } from "../../evidence/placeholder.ts";
import { type InspectedFile, type Understood, understood } from "./understood.ts";

/** A Markdown file: a card if it states a level, else a checklist if it has items, else a document. */
export function inspectMarkdown(file: InspectedFile): Understood {
  const card = parseCard(file.text, file.path);
  if (card.state === "known" || claimsLevel(file)) return understood("card", null, card, cardShown);
  const checklist = parseChecklist(file.text, file.path);
  if (checklist.state === "known" || file.path.includes(".mltrl/ethics/")) {
    return inspectChecklist(file);
  }
  return inspectDocument(file);
}

/** A file that is meant as a card and is none; why not is what its reader wants to know. */
function claimsLevel({ text, path }: InspectedFile): boolean {
  return (
    path.includes(".mltrl/cards/") ||
    /^---\r?\n(?:[^\n]*\n){0,40}?level[ \t]*:/.test(text) ||
    /^[ \t]*\|?[ \t*_]*current level\b[^|\n]*\|/im.test(text)
  );
}

/** A checklist in any of its forms, item by item. */
export function inspectChecklist({ text, path }: InspectedFile): Understood {
  return understood("checklist", null, parseChecklist(text, path), checklistShown);
}

/** A document, section by section. */
export function inspectDocument({ text, path }: InspectedFile): Understood {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const format = { yml: "yaml", json: "json" }[ending] ?? "markdown";
  return understood("document", format, parseDocument(text, path), documentShown);
}

function checklistShown({ form, items }: Checklist) {
  const count = (state: string): number => items.filter((each) => each.state === state).length;
  return {
    format: form,
    summary: {
      items: items.length,
      done: count("done"),
      open: count("open"),
      notApplicable: count("not-applicable"),
    },
    items: items.map(({ id, text, state, answer, place, within }) => ({
      id,
      text,
      state,
      ...(answer !== "" && { answer }),
      line: place.line ?? null,
      ...(within !== undefined && { within }),
    })),
  };
}

function cardShown(card: Card) {
  const { form, name, level, models, datasets, coupled, placeholders } = card;
  return {
    format: form,
    summary: { name, level, models: models.length, datasets: datasets.length, coupled },
    items: [
      ...entries("row", card.rows),
      ...entries("section", card.sections),
      ...entries("debrief", card.debrief),
      ...artifacts("model", models),
      ...artifacts("dataset", datasets),
      ...placeholders.map(({ text, place }) => ({
        part: "placeholder",
        id: text.slice(0, 60),
        state: "left over",
        line: place.line ?? null,
      })),
    ],
  };
}

function documentShown({ sections, references }: Document) {
  return {
    summary: { sections: sections.length, references: references.length },
    items: sections.map(({ heading, text, place }) => ({
      heading,
      state: text.trim() === "" ? "empty" : "filled",
      characters: text.trim().length,
      line: place.line ?? null,
    })),
  };
}

function entries(part: string, cells: ReadonlyMap<string, Cell>) {
  return [...cells].map(([id, { text, place }]) => ({
    part,
    id,
    state: stateOf(text),
    text,
    line: place.line ?? null,
  }));
}

/** What is nothing but a template's leftover is shown as that; others stand among the placeholders. */
function stateOf(text: string): "empty" | "placeholder" | "filled" {
  if (text.trim() === "") return "empty";
  return isPlaceholder(text) || isLinkToCome(text) ? "placeholder" : "filled";
}

function artifacts(part: string, list: Card["models"]) {
  return list.map(({ name, version, place }) => ({
    part,
    id: name,
    state: version === undefined ? "without a version" : "filled",
    ...(version && { version: version.text }),
    line: place.line ?? null,
  }));
}
