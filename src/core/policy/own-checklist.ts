import * as z from "zod";
import type { Parsed, Problem } from "../model/problem.ts";
import type { Catalogue, ReferenceChecklist, ReferenceItem } from "../model/rule.ts";
import type { Policy } from "../model/policy.ts";
import { parseWith } from "../source/schema-problems.ts";
import type { LocatedYaml, Pointer } from "../source/yaml.ts";

const words = z.string().trim().min(1);

const itemList = z
  .strictObject({
    title: words.optional(),
    items: z
      .array(z.strictObject({ id: words, part: words.default("items"), text: words }))
      .min(1)
      .max(5_000),
  })
  .describe("A list of one's own");

const definition = z
  .looseObject({
    title: words,
    sections: z
      .array(
        z.looseObject({
          title: words,
          lines: z
            .array(z.looseObject({ line_id: words, line_summary: words, line: words }))
            .min(1),
        }),
      )
      .min(1)
      .max(500),
  })
  .describe("A definition of deon");

/** A checklist of a repository's own that filled-in ones are measured against. */
export const ownChecklistSchema = z.union([itemList, definition]);

/** An item of either form, and where it stands. */
interface Located {
  readonly item: ReferenceItem;
  readonly at: Pointer;
}

/** Reads the files of `.mltrl/checklists/`; every problem of every file is told at once. */
export function parseOwnChecklists(
  sources: readonly LocatedYaml[],
): Parsed<readonly ReferenceChecklist[]> {
  const lists = sources.map(parseOwnChecklist);
  const problems = lists.flatMap((list) => (list.ok ? [] : list.problems));
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: lists.flatMap((list) => (list.ok ? [list.value] : [])) };
}

/** A list of one's own, or a definition that deon understands. Its name is the file's. */
function parseOwnChecklist(source: LocatedYaml): Parsed<ReferenceChecklist> {
  const { value, path } = source;
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.yml$/, "");
  const isDefinition = typeof value === "object" && value !== null && "sections" in value;
  const items = isDefinition ? definedItems(source) : listedItems(source);
  if (!items.ok) return items;
  const repeated = repeatedIds(items.value, source);
  return repeated.length > 0
    ? { ok: false, problems: repeated }
    : {
        ok: true,
        value: { name, source: path, items: items.value.map(({ item }) => item) },
      };
}

/**
 * The policy with the lists of its repository, or what is wrong with them: a list takes the name of one
 * that there is, or a rule asks for one that there is not.
 */
export function withOwnChecklists(
  policy: Policy,
  lists: readonly ReferenceChecklist[],
  { checklists }: Catalogue,
): Parsed<Policy> {
  const known = new Set(checklists.map(({ name }) => name));
  const taken = lists
    .filter(({ name }) => known.has(name))
    .map(({ name, source }) => ({
      place: { path: source, line: 1 },
      message: `the name "${name}" belongs to a list of the rule set; rename the file`,
    }));
  const names = new Set([...known, ...lists.map(({ name }) => name)]);
  const problems = [...taken, ...strangers(policy, names)];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: lists.length === 0 ? policy : { ...policy, checklists: lists } };
}

function strangers({ rules }: Policy, names: ReadonlySet<string>): Problem[] {
  return [...rules].flatMap(([rule, { params, place }]) =>
    referencesIn(params)
      .filter((name) => !names.has(name))
      .map((name) => ({
        place,
        message: `\`rules.${rule}.references\`: there is no checklist "${name}"; expected one of ${[...names].join(", ")}, or a file .mltrl/checklists/${name}.yml`,
      })),
  );
}

function referencesIn({ references }: Readonly<Record<string, unknown>>): string[] {
  const read = z.array(z.looseObject({ list: z.string() })).safeParse(references);
  return read.success ? read.data.map(({ list }) => list) : [];
}

function listedItems(source: LocatedYaml): Parsed<readonly Located[]> {
  const parsed = parseWith(itemList, source);
  return parsed.ok
    ? {
        ok: true,
        value: parsed.value.items.map((item, i) => ({ item, at: ["items", i, "id"] })),
      }
    : parsed;
}

function definedItems(source: LocatedYaml): Parsed<readonly Located[]> {
  const parsed = parseWith(definition, source);
  if (!parsed.ok) return parsed;
  const value = parsed.value.sections.flatMap(({ title, lines }, i) =>
    lines.map(({ line_id, line_summary, line }, j) => ({
      item: { id: line_id, part: title, text: `${line_summary}: ${line}` },
      at: ["sections", i, "lines", j, "line_id"],
    })),
  );
  return { ok: true, value };
}

function repeatedIds(items: readonly Located[], source: LocatedYaml): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(({ item: { id }, at }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ place: source.placeOf(at), message: `the id "${id}" stands here twice` }];
  });
}
