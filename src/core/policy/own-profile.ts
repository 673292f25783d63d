import * as z from "zod";
import type { Policy } from "../model/policy.ts";
import type { Parsed, Problem } from "../model/problem.ts";
import type { Catalogue, Profile } from "../model/rule.ts";
import { parseWith } from "../source/schema-problems.ts";
import { suggestion } from "../source/suggestion.ts";
import type { LocatedYaml, Pointer } from "../source/yaml.ts";
import { catalogueAt } from "./catalogue-at.ts";

const ruleId = z.string().min(1);

/** `.mltrl/profiles/<name>.yml`: a choice of rules of a repository's own. */
export const ownProfileSchema = z
  .strictObject({
    description: z.string().trim().min(1).optional(),
    extends: z.string().optional().describe("A profile of the rule set that this one begins with"),
    rules: z.array(ruleId).default([]).describe("Rules that it takes, or takes as well"),
    without: z.array(ruleId).default([]).describe("Rules of the other profile that it leaves out"),
  })
  .refine((profile) => profile.extends !== undefined || profile.rules.length > 0, {
    message: "needs `extends` or `rules`: a profile without a rule asks for nothing",
  });

/** Reads the files of `.mltrl/profiles/`; every problem of every file is told at once. */
export function parseOwnProfiles(
  sources: readonly LocatedYaml[],
  catalogue: Catalogue,
): Parsed<readonly Profile[]> {
  const profiles = sources.map((source) => parseOwnProfile(source, catalogue));
  const problems = profiles.flatMap((profile) => (profile.ok ? [] : profile.problems));
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: profiles.flatMap((profile) => (profile.ok ? [profile.value] : [])) };
}

/** Its name is the file's. */
function parseOwnProfile(source: LocatedYaml, catalogue: Catalogue): Parsed<Profile> {
  const name = source.path.slice(source.path.lastIndexOf("/") + 1).replace(/\.yml$/, "");
  const parsed = parseWith(ownProfileSchema, source);
  if (!parsed.ok) return parsed;
  const { description = "", extends: other, rules, without } = parsed.value;
  const names = catalogue.profiles.map((profile) => profile.name);
  const ids = catalogue.rules.map(({ id }) => id);
  const problems = [
    ...(names.includes(name)
      ? [problem(source, [], `the name "${name}" belongs to the rule set; rename the file`)]
      : []),
    ...(other === undefined ? [] : stranger(source, ["extends"], other, "profile", names)),
    ...rules.flatMap((id, i) => stranger(source, ["rules", i], id, "rule", ids)),
    ...without.flatMap((id, i) => stranger(source, ["without", i], id, "rule", ids)),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const begun = catalogue.profiles.find((profile) => profile.name === other)?.rules ?? [];
  const chosen = new Set([...begun, ...rules]).difference(new Set(without));
  return {
    ok: true,
    value: { name, description, rules: ids.filter((id) => chosen.has(id)) },
  };
}

/** The policy with the profiles of its repository, or that it names one that is nowhere. */
export function withOwnProfiles(
  policy: Policy,
  profiles: readonly Profile[],
  catalogue: Catalogue,
  source: LocatedYaml,
): Parsed<Policy> {
  const names = [...catalogueAt(catalogue, policy.ladder).profiles, ...profiles].map(
    ({ name }) => name,
  );
  const unknown = stranger(source, ["profile"], policy.profile, "profile", names);
  if (unknown.length > 0) return { ok: false, problems: unknown };
  return { ok: true, value: profiles.length === 0 ? policy : { ...policy, profiles } };
}

/** The rules that a policy's profile chooses. */
export function rulesOfProfile(
  { ladder, profile, profiles }: Pick<Policy, "ladder" | "profile" | "profiles">,
  catalogue: Catalogue,
): ReadonlySet<string> {
  const all = [...catalogueAt(catalogue, ladder).profiles, ...profiles];
  return new Set(all.find(({ name }) => name === profile)?.rules);
}

function stranger(
  source: LocatedYaml,
  pointer: Pointer,
  name: string,
  what: "profile" | "rule",
  allowed: readonly string[],
): Problem[] {
  if (allowed.includes(name)) return [];
  const near = suggestion(name, allowed);
  const meant = near === undefined ? "" : `; did you mean ${near}?`;
  const there = what === "profile" ? `; there are: ${allowed.join(", ")}` : "";
  return [problem(source, pointer, `there is no ${what} "${name}"${meant || there}`)];
}

function problem(source: LocatedYaml, pointer: Pointer, message: string): Problem {
  return { place: source.placeOf(pointer), message };
}
