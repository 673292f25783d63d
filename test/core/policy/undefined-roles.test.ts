import { expect, test } from "@jest/globals";
import { placeText } from "../../../src/core/model/place.ts";
import { parsePolicy } from "../../../src/core/policy/parse-policy.ts";
import { undefinedRoleProblems } from "../../../src/core/policy/undefined-roles.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";

function problems(more: string): string[] {
  const text = `version: 1\ncomponents:\n  detector:\n    paths: [src/**]\n${more}`;
  const yaml = parseYaml(text, "config.yml");
  const read = yaml.ok ? parsePolicy(yaml.value, catalogue, "main") : yaml;
  if (!yaml.ok || !read.ok) throw new Error(JSON.stringify(read));
  return undefinedRoleProblems(read.value, yaml.value, [...read.value.roles.keys(), "above"]).map(
    ({ place, message }) => `${placeText(place)} ${message}`,
  );
}

const ROLES = "roles: { researcher: [alice] }\n";
const panels = (roles: string): string =>
  `{ review-panel-satisfied: { panels: [{ from-level: 2, roles: ${roles} }] } }\n`;

test.each<[string, string]>([
  ["is defined", `${ROLES}rules: ${panels("[researcher]")}`],
  ["is that of code owners", `${ROLES}rules: ${panels("[owner]")}`],
  ["stands in a built-in panel only", ROLES],
  ["is defined in a layer above", `rules: ${panels("[above]")}`],
])("a role may be asked for that %s", (_, more) => {
  expect(problems(more)).toEqual([]);
});

test("every undefined role is a problem with its line", () => {
  const more = `${ROLES}rules:\n  review-panel-satisfied:\n    panels:\n      - { from-level: 2, roles: [reseacher, friend] }\n`;
  expect(problems(more)).toEqual([
    'config.yml:9:34 the role "reseacher" is not defined: name people or teams for it under `roles`; did you mean "researcher"?; there are: above, owner, policy-owners, researcher',
    'config.yml:9:45 the role "friend" is not defined: name people or teams for it under `roles`; there are: above, owner, policy-owners, researcher',
  ]);
});

test("so is one of a component's own panel, one that vouches, and one that grants waivers", () => {
  const own = `    rules: ${panels("[friend]")}`;
  expect(problems(own)).toEqual([expect.stringContaining('the role "friend" is not defined')]);
  for (const key of ["vouched-by", "waiver-role"]) {
    expect(problems(`rules: { review-panel-satisfied: { ${key}: friend } }\n`)).toEqual([
      expect.stringContaining('the role "friend" is not defined'),
    ]);
  }
});
