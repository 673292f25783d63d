import { dump } from "js-yaml";
import type { Waiver } from "../core/model/waiver.ts";
import { parseYaml } from "../core/source/yaml.ts";

/** Where the text stands while it is read back. */
const PATH = "waivers.yml";

/**
 * Adds a waiver to the file of waivers and leaves every other byte as it is, comments included. Undefined
 * where the file cannot be read, or its list is written in a way that nothing can be added to safely.
 */
export function addWaiver(
  text: string | undefined,
  waiver: Omit<Waiver, "place">,
): string | undefined {
  const entry = entryOf(waiver);
  if (text === undefined || text.trim() === "") {
    return `version: 1\nwaivers:\n${indented(entry, "  ")}`;
  }
  const before = entriesOf(text);
  const edited = before && inserted(text, entry, before.length);
  if (before === undefined || edited === undefined) return undefined;
  const after = entriesOf(edited);
  const asMeant =
    JSON.stringify(after) ===
    JSON.stringify([...before, ...(entriesOf(`waivers:\n${entry}`) ?? [])]);
  return asMeant ? edited : undefined;
}

function inserted(text: string, entry: string, entries: number): string | undefined {
  const lines = text.split(/(?<=\n)/);
  if (entries === 0) {
    const empty = lines.findIndex((line) => /^waivers:\s*\[\s*\]\s*(?:#.*)?$/.test(line.trimEnd()));
    if (empty === -1) return undefined;
    const comment = /#.*/.exec(lines[empty] ?? "")?.[0];
    const key = `waivers:${comment === undefined ? "" : ` ${comment}`}\n`;
    return [...lines.slice(0, empty), key, indented(entry, "  "), ...lines.slice(empty + 1)].join(
      "",
    );
  }
  const source = parseYaml(text, PATH);
  const last = source.ok ? source.value.placeOf(["waivers", entries - 1]) : undefined;
  const first = last && /^(\s*)- /.exec(lines[last.line - 1] ?? "");
  if (last === undefined || !first) return undefined;
  const indent = first[1] ?? "";
  // The entry goes on while lines are further in than its dash; comments behind it stay behind the new one.
  const length = lines.slice(last.line).findIndex((line) => !isWithin(line, indent.length));
  const end = length === -1 ? lines.length : last.line + length;
  const head = lines.slice(0, end).join("");
  return [head, head.endsWith("\n") ? "" : "\n", indented(entry, indent), ...lines.slice(end)].join(
    "",
  );
}

function isWithin(line: string, indent: number): boolean {
  return line.trim() !== "" && line.length - line.trimStart().length > indent;
}

function entryOf({
  rule,
  components,
  reason,
  until,
  approver,
  requestedBy,
  granted,
}: Omit<Waiver, "place">): string {
  const [only = ""] = components;
  return dump(
    [
      {
        rule,
        component: components.length === 1 ? only : components,
        reason,
        until,
        approver,
        ...(requestedBy !== undefined && { "requested-by": requestedBy }),
        granted: {
          date: granted.date,
          ...(granted.by !== undefined && { by: granted.by }),
          ...(granted.pullRequest !== undefined && { "pull-request": granted.pullRequest }),
        },
      },
    ],
    { lineWidth: -1, noRefs: true },
  );
}

function indented(entry: string, indent: string): string {
  return entry
    .split(/(?<=\n)/)
    .map((line) => (line.trim() === "" ? line : indent + line))
    .join("");
}

function entriesOf(text: string): readonly unknown[] | undefined {
  const read = parseYaml(text, PATH, { maxBytes: 262_144 });
  const value = read.ok ? read.value.value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  const { waivers } = value as { readonly waivers?: unknown };
  return Array.isArray(waivers) ? waivers : undefined;
}
