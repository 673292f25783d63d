import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { digestOf } from "../core/source/digest.ts";
import { fieldOf } from "./content/field-of.ts";

/** Larger notebooks count by their bytes: no person wrote so much, it is output. */
export const MAX_NOTEBOOK_BYTES = 10_485_760;

const MAX_CELLS = 20_000;

/**
 * A digest of what people write in a Jupyter notebook (nbformat 4): kind, source, attachments and tags
 * of each cell, in order. Outputs, execution counts, ids of cells and whatever else editors leave in the
 * metadata change by running a notebook, and do not count. Invalid for anything else.
 */
export function notebookDigest(text: string, path: string): Fact<string> {
  const cells = cellsOf(text);
  if (cells === undefined || cells.length > MAX_CELLS) {
    return unavailable("invalid", `${path} is not a notebook of nbformat 4`, { path });
  }
  const parts: [string, string][] = [];
  for (const [i, cell] of cells.entries()) {
    const source = textOf(fieldOf(cell, "source"));
    const kind = fieldOf(cell, "cell_type");
    if (source === undefined || typeof kind !== "string") {
      return unavailable("invalid", `cell ${i + 1} of ${path} has no kind or no source`, { path });
    }
    const tags = fieldOf(fieldOf(cell, "metadata"), "tags") ?? [];
    const attachments = fieldOf(cell, "attachments") ?? {};
    parts.push([String(i).padStart(6, "0"), JSON.stringify([kind, source, tags, attachments])]);
  }
  return known(digestOf(parts));
}

function cellsOf(text: string): readonly unknown[] | undefined {
  try {
    const notebook: unknown = JSON.parse(text);
    const cells = fieldOf(notebook, "cells");
    return fieldOf(notebook, "nbformat") === 4 && Array.isArray(cells) ? cells : undefined;
  } catch {
    return undefined;
  }
}

/** A source is a text, or a list of its lines with their ends. */
function textOf(source: unknown): string | undefined {
  if (typeof source === "string") return source;
  const lines = Array.isArray(source) ? source : undefined;
  return lines?.every((line) => typeof line === "string") === true ? lines.join("") : undefined;
}
