import type { Inspection } from "../core/model/inspection.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** Items shown of one file; all of them stand in the JSON. */
const MOST_ITEMS = 50;

/** What is understood of a file, for a terminal. */
export function inspectionInTerminal(
  { file, kind, format, summary, items, problems }: Inspection,
  style: Style,
): string {
  const what = [kind ?? "nothing known", format].filter((each) => each !== null).join(", ");
  const left = items.length - MOST_ITEMS;
  const lines = [
    `${style.bold(plain(file))}  ${style.dim(plain(what))}`,
    ...Object.entries(summary).map(([name, value]) => `  ${plain(name)}: ${shown(value)}`),
    ...items.slice(0, MOST_ITEMS).flatMap((item) => wrap(itemText(item), "  - ")),
    ...(left > 0 ? [style.dim(`  and ${count(left, "more item")}`)] : []),
    ...problems.flatMap(({ line, column, message }) => {
      const at = [line, column].filter((each) => each !== undefined).join(":");
      return wrap(`${at === "" ? "" : `line ${at}: `}${plain(message)}`, `  ${style.bad("✗")} `);
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function itemText(item: Readonly<Record<string, unknown>>): string {
  return Object.entries(item)
    .filter(([, value]) => value !== null && value !== undefined && !isEmptyList(value))
    .map(([name, value]) => `${plain(name)} ${shown(value)}`)
    .join(", ");
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** A value in one line: counts as people write them. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return "not measured";
  if (typeof value === "string") return plain(value, 200);
  if (typeof value !== "object") return JSON.stringify(value) ?? "";
  if (Array.isArray(value)) return value.map(shown).join(" ") || "none";
  const { covered, total } = value as { covered?: unknown; total?: unknown };
  if (typeof covered === "number" && typeof total === "number") return `${covered} of ${total}`;
  return Object.entries(value)
    .map(([name, each]) => `${plain(name)} ${shown(each)}`)
    .join(", ");
}
