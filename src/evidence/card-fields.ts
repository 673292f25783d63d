import type { Artifact, Card, CardRow, Cell, Entry } from "../core/model/card.ts";
import type { LocatedYaml, Pointer } from "../core/source/yaml.ts";
import type { CardFrontMatter } from "./card-front-matter.ts";

/** What front matter contributes to a card. */
export type CardFields = Pick<
  Card,
  | "name"
  | "level"
  | "levelPlace"
  | "rows"
  | "models"
  | "datasets"
  | "entry"
  | "adopted"
  | "ethics"
  | "coupled"
  | "documents"
  | "notApplicable"
  | "retired"
  | "renamedFrom"
  | "splitFrom"
  | "mergedFrom"
  | "productOwner"
  | "deployed"
>;

/** Turns validated front matter into fields of a card, each with its place. */
export function cardFields(data: CardFrontMatter, source: LocatedYaml): CardFields {
  const cell = (text: string, ...pointer: Pointer): Cell => {
    const target = targetOf(text);
    const place = source.placeOf(pointer);
    return { text, place, ...(target !== undefined && { target }) };
  };
  const entry = arrival(data, source, "entry");
  const adopted = arrival(data, source, "adopted");
  const ethics = ethicsCell(data, cell);
  const productOwner = data["product-owner"];
  return {
    name: data.name,
    level: data.level,
    levelPlace: source.placeOf(["level"]),
    rows: rows(data, cell, ethics),
    models: data.models.map((model, index) => artifact(model, source, ["models", index])),
    datasets: data.datasets.map((dataset, index) => artifact(dataset, source, ["datasets", index])),
    coupled: data.coupled === "none" ? [] : (data.coupled ?? []),
    documents: cells(data.documents, "documents", cell),
    notApplicable: cells(data["not-applicable"], "not-applicable", cell),
    deployed: data.deployed.map((each, index) => ({
      ...each,
      place: source.placeOf(["deployed", index]),
    })),
    retired: data.retired,
    ...(entry && { entry }),
    ...(adopted && { adopted }),
    ...(ethics && { ethics }),
    ...(productOwner !== undefined && {
      productOwner: cell(joined(productOwner), "product-owner"),
    }),
    ...(data["renamed-from"] !== undefined && { renamedFrom: [data["renamed-from"]].flat() }),
    ...(data["split-from"] !== undefined && { splitFrom: data["split-from"] }),
    ...(data["merged-from"] !== undefined && { mergedFrom: data["merged-from"] }),
  };
}

type ToCell = (text: string, ...pointer: Pointer) => Cell;

/** The rows of the official table that the front matter fills, so that one rule holds for both forms. */
function rows(
  data: CardFrontMatter,
  cell: ToCell,
  ethics: Cell | undefined,
): ReadonlyMap<CardRow, Cell> {
  const filled = new Map<CardRow, Cell>([
    ["tech-name", cell(data.name, "name")],
    ["current-level", cell(String(data.level), "level")],
  ]);
  for (const row of ["owners", "reviewers"] as const) {
    const value = data[row];
    if (value !== undefined) filled.set(row, cell(joined(value), row));
  }
  for (const row of ["main-project-page", "requirements", "code-repository"] as const) {
    const value = data[row];
    if (value !== undefined) filled.set(row, cell(value, row));
  }
  if (ethics) filled.set("ethics", ethics);
  if (data.coupled) {
    // An empty list is an answer, an absent one is not.
    filled.set("coupled-components", cell(joined(data.coupled) || "none", "coupled"));
  }
  return filled;
}

function ethicsCell({ ethics }: CardFrontMatter, cell: ToCell): Cell | undefined {
  if (ethics === undefined || typeof ethics === "string") {
    return ethics === undefined ? undefined : cell(ethics, "ethics");
  }
  const written = cell(ethics.text, "ethics", "text");
  return ethics.link === undefined ? written : { ...written, target: ethics.link };
}

function arrival(
  data: CardFrontMatter,
  source: LocatedYaml,
  key: "entry" | "adopted",
): Entry | undefined {
  const value = data[key];
  if (value === undefined) return undefined;
  const { level, reason, "gates-not-walked": gatesNotWalked } = value;
  return { level, reason, gatesNotWalked, place: source.keyPlaceOf([key]) };
}

function artifact(
  data: CardFrontMatter["models"][number],
  source: LocatedYaml,
  pointer: Pointer,
): Artifact {
  const { version, ...rest } = data;
  const written = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined),
  );
  return {
    ...written,
    name: data.name,
    ...(version !== undefined && {
      version: { text: version, place: source.placeOf([...pointer, "version"]) },
    }),
    place: source.placeOf(pointer),
  };
}

function cells(
  record: Readonly<Record<string, string>>,
  key: string,
  cell: ToCell,
): ReadonlyMap<string, Cell> {
  const entries = Object.entries(record);
  return new Map(entries.map(([name, text]) => [name, cell(text, key, name)]));
}

function joined(value: string | readonly string[]): string {
  return typeof value === "string" ? value : value.join(", ");
}

/** A text that is an address or a path is its own link. */
function targetOf(text: string): string | undefined {
  const link = /^\[[^\]]{0,500}\]\(([^\s()]{1,1000})\)$/.exec(text)?.[1];
  if (link !== undefined) return link;
  return /^(?:https?:\/\/\S+|(?:\.{0,2}\/)?[\w.-]+(?:\/[\w.-]+)+|[\w-]+\.(?:md|ya?ml))$/.test(text)
    ? text
    : undefined;
}
