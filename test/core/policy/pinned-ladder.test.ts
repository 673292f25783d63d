import { describe, expect, test } from "@jest/globals";
import { parseOrganization } from "../../../src/core/policy/parse-organization.ts";
import { parsePolicy } from "../../../src/core/policy/parse-policy.ts";
import { underOrganization } from "../../../src/core/policy/under-organization.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";
import { withNewerLadder } from "../../support/fake-ladders.ts";

const NEWER = withNewerLadder(catalogue, {
  turned: ["research-plan-present"],
  gone: ["literature-referenced"],
  added: ["coverage-product"],
});
const GONE = "rules: { literature-referenced: { severity: advisory } }\n";
const ADDED = "rules: { new-coverage-product: { lines: 50 } }\n";

function sourceOf(text: string, path: string) {
  const yaml = parseYaml(text, path);
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.problems));
  return yaml.value;
}

function config(text: string) {
  return sourceOf(`version: 1\ncomponents: { a: { paths: [a/**] } }\n${text}`, ".mltrl/config.yml");
}

function parsed(text: string): string {
  const policy = parsePolicy(config(text), NEWER, "main");
  return policy.ok ? policy.value.ladder : policy.problems.map(({ message }) => message).join("\n");
}

describe("a policy", () => {
  test.each([
    ["that pins nothing is judged by the oldest", "", "1.0"],
    ["that pins the older one", 'ladder: "1.0"\n', "1.0"],
    ["that pins the newer one", 'ladder: "1.1"\n', "1.1"],
    ["that pins the older one and speaks of a rule of it", `ladder: "1.0"\n${GONE}`, "1.0"],
    ["that pins the newer one and speaks of a rule of it", `ladder: "1.1"\n${ADDED}`, "1.1"],
  ])("%s", (_, text, ladder) => {
    expect(parsed(text)).toBe(ladder);
  });

  test.each([
    ["a version that nobody knows, with those there are", 'ladder: "2.0"\n', /`ladder`: .*1\.0.*1\.1/], // prettier-ignore
    ["a version that is a number", "ladder: 1.1\n", /`ladder`: .*1\.0.*1\.1/],
    ["a rule that its version does not have yet", ADDED, /new-coverage-product/],
    ["a rule that its version has no more", `ladder: "1.1"\n${GONE}`, /literature-referenced/],
  ])("is told of %s", (_, text, message) => {
    expect(parsed(text)).toMatch(message);
  });
});

describe("an organisation", () => {
  const path = "acme/.github-private/.mltrl/organization.yml";

  function under(above: string, text: string) {
    const source = sourceOf(`version: 1\napplies-to: { repositories: ["*"] }\n${above}`, path);
    const policy = parseOrganization(source, NEWER);
    const own = parsePolicy(config(text), NEWER, "main");
    if (!policy.ok || !own.ok) throw new Error(JSON.stringify([policy, own]));
    const organization = { policy: policy.value, source };
    const found = underOrganization(own.value, config(text), organization, NEWER, "main");
    return [found.policy.ladder, ...found.problems.map(({ message }) => message)];
  }

  test.each<[string, string, string, (string | RegExp)[]]>([
    ["says nothing of it", "", 'ladder: "1.1"\n', ["1.1"]],
    ["asks for an older one than is pinned", 'ladder: "1.0"\n', 'ladder: "1.1"\n', ["1.1"]],
    ["asks for a newer one than is the default", 'ladder: "1.1"\n', "", ["1.1"]],
    ["asks for a newer one than is pinned", 'ladder: "1.1"\n', 'ladder: "1.0"\n', ["1.1", "`ladder` is 1.0; the floor of the organisation's policy (acme/.github-private/.mltrl/organization.yml:3) is 1.1"]], // prettier-ignore
    ["speaks of rules of any version", GONE, "", ["1.0"]],
    ["speaks of rules that are new", ADDED, "", ["1.0"]],
  ])("%s", (_, above, text, expected) => {
    expect(under(above, text)).toEqual(expected);
  });
});
