import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type * as z from "zod";
import type { Kind } from "../../src/core/kinds/define-kind.ts";
import { KINDS } from "../../src/core/kinds/index.ts";
import type { Parsed, Problem } from "../../src/core/model/problem.ts";
import type { Catalogue, OlderLadder, Profile, Rule } from "../../src/core/model/rule.ts";
import { catalogueAt } from "../../src/core/policy/catalogue-at.ts";
import { parseWith } from "../../src/core/source/schema-problems.ts";
import { valueAt } from "../../src/core/source/value-at.ts";
import { type LocatedYaml, parseYaml, type Pointer } from "../../src/core/source/yaml.ts";
import { checklistFile, olderFile, profileFile, rulesFile } from "./rule-files.ts";

/** The version of the rule set, which a policy pins as `ladder`. */
const LADDER = "1.0";

type RulesFile = z.output<typeof rulesFile>;

interface Read<T> {
  readonly source: LocatedYaml;
  readonly value: T;
}

/** Reads and checks everything under `rules/`; every problem of every file is told at once. */
export function readCatalogue(root: string): Parsed<Catalogue> {
  const problems: Problem[] = [];
  const readAll = <T>(folder: string, schema: z.ZodType<T>): Read<T>[] =>
    yamlFiles(root, folder).flatMap((path) => {
      const source = parseYaml(readFileSync(join(root, path), "utf8"), path, { maxBytes: 1e6 });
      const value = source.ok ? parseWith(schema, source.value) : source;
      if (source.ok && value.ok) return [{ source: source.value, value: value.value }];
      problems.push(...(value.ok ? [] : value.problems));
      return [];
    });
  const files = readAll("rules", rulesFile);
  const profiles = readAll("rules/profiles", profileFile);
  const checklists = readAll("rules/checklists", checklistFile);
  const rules = files
    .toSorted((a, b) => gateOrder(a.value.gate) - gateOrder(b.value.gate))
    .flatMap((file) => rulesOf(file, problems));
  const ids = rules.map(({ id }) => id);
  problems.push(...files.flatMap((file) => repeatedIds(file, ids)));
  problems.push(
    ...profiles.flatMap(({ source, value }) =>
      value.rules === "all" ? [] : strangers(value.rules, ids, ["rules"], source),
    ),
  );
  const older = olderLadders(readAll("rules/older", olderFile), rules, problems);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      ladder: LADDER,
      rules,
      profiles: profiles.map(({ source, value }) =>
        profileOf(basename(source.path, ".yml"), value, ids),
      ),
      checklists: checklists.map(({ value }) => value),
      older,
    },
  };
}

function profileOf(
  name: string,
  { description, rules }: z.output<typeof profileFile>,
  ids: readonly string[],
): Profile {
  return {
    name,
    description,
    rules: rules === "all" ? ids : ids.filter((id) => rules.includes(id)),
  };
}

/** Each older version by what the one after it changed, the oldest first. */
function olderLadders(
  files: readonly Read<z.output<typeof olderFile>>[],
  newest: readonly Rule[],
  problems: Problem[],
): OlderLadder[] {
  const older: OlderLadder[] = [];
  let later: Catalogue = { ladder: LADDER, rules: newest, profiles: [], checklists: [], older: [] };
  for (const { source, value } of files.toSorted(byVersion).toReversed()) {
    const ladder = basename(source.path, ".yml");
    const known = later.rules.map(({ id }) => id);
    problems.push(...strangers(value.absent, known, ["absent"], source));
    const was = value.was.flatMap((file, i) =>
      rulesOf({ source, value: file }, problems, ["was", i]),
    );
    const step = { ladder, absent: value.absent, was, profiles: [] };
    later = catalogueAt({ ...later, older: [step] }, ladder);
    const ids = later.rules.map(({ id }) => id);
    const profiles = Object.entries(value.profiles).map(([name, profile]) => {
      const at = ["profiles", name, "rules"];
      problems.push(...(profile.rules === "all" ? [] : strangers(profile.rules, ids, at, source)));
      return profileOf(name, profile, ids);
    });
    older.unshift({ ...step, profiles });
  }
  return older;
}

function byVersion({ source: one }: Read<unknown>, { source: other }: Read<unknown>): number {
  return one.path.localeCompare(other.path, "en", { numeric: true });
}

function yamlFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yml"))
    .toSorted()
    .map((name) => `${folder}/${name}`);
}

function gateOrder(gate: RulesFile["gate"]): number {
  return gate === "every" ? -1 : gate;
}

/** The rules of a file, each with the defaults of its kind filled in, so that a reader sees them all. */
function rulesOf(
  { source, value }: Read<RulesFile>,
  problems: Problem[],
  at: Pointer = [],
): Rule[] {
  return value.rules.flatMap((rule, index): Rule[] => {
    const kind = KINDS.get(rule.kind);
    if (kind === undefined) {
      problems.push({
        place: source.placeOf([...at, "rules", index, "kind"]),
        message: `no kind "${rule.kind}"; expected one of ${[...KINDS.keys()].join(", ")}`,
      });
      return [];
    }
    const given = valueAt(source.value, [...at, "rules", index, "params"]) !== undefined;
    const params: Parsed<Record<string, unknown>> = given
      ? parseWith(kind.params, source, [...at, "rules", index, "params"])
      : defaultsOf(kind.params, source, [...at, "rules", index]);
    if (!params.ok) {
      problems.push(...params.problems);
      return [];
    }
    const { conditional, waivable, mend, ...rest } = rule;
    return [
      {
        ...rest,
        gate: value.gate,
        params: params.value,
        ...(restsOnReports(kind, params.value) && { onReports: true as const }),
        ...(conditional !== undefined && { conditional }),
        ...(waivable !== undefined && { waivable }),
        ...(mend !== undefined && { mend }),
      },
    ];
  });
}

function defaultsOf(
  schema: z.ZodObject,
  source: LocatedYaml,
  at: Pointer,
): Parsed<Record<string, unknown>> {
  const parsed = schema.safeParse({});
  if (parsed.success) return { ok: true, value: parsed.data };
  const place = source.placeOf(at);
  const needed = parsed.error.issues.map(({ path }) => path.join(".")).join(", ");
  return { ok: false, problems: [{ place, message: `params are missing: ${needed}` }] };
}

function repeatedIds({ source, value }: Read<RulesFile>, ids: readonly string[]): Problem[] {
  return value.rules.flatMap(({ id }, index) =>
    ids.filter((other) => other === id).length > 1
      ? [{ place: source.placeOf(["rules", index, "id"]), message: `"${id}" is there twice` }]
      : [],
  );
}

function strangers(
  named: readonly string[],
  ids: readonly string[],
  at: Pointer,
  source: LocatedYaml,
): Problem[] {
  return named.flatMap((id, index) =>
    ids.includes(id)
      ? []
      : [{ place: source.placeOf([...at, index]), message: `there is no rule "${id}"` }],
  );
}

/** Documents are written by people: of them nobody asks which run made them. */
function restsOnReports({ reports }: Kind, { evidence }: Record<string, unknown>): boolean {
  return reports !== undefined && !String(evidence).startsWith("document:");
}
