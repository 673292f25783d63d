import { describe, expect, test } from "@jest/globals";
import type { Policy } from "../../../src/core/model/policy.ts";
import type { Parsed } from "../../../src/core/model/problem.ts";
import type { ReferenceChecklist } from "../../../src/core/model/rule.ts";
import { parseOwnChecklists, withOwnChecklists } from "../../../src/core/policy/own-checklist.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";
import { aPolicy } from "../../support/fake-engine.ts";

function lists(...texts: readonly string[]): Parsed<readonly ReferenceChecklist[]> {
  return parseOwnChecklists(
    texts.map((text, i) => {
      const source = parseYaml(text, `.mltrl/checklists/list-${i}.yml`);
      if (!source.ok) throw new Error(JSON.stringify(source.problems));
      return source.value;
    }),
  );
}

const messages = (parsed: Parsed<unknown>): string[] =>
  parsed.ok ? [] : parsed.problems.map(({ place, message }) => `${place.line}: ${message}`);

describe("a list", () => {
  test("of one's own", () => {
    const text = "title: Ours\nitems:\n  - { id: a.1, part: first, text: Is it so? }\n  - { id: a.2, text: Is it? }\n"; // prettier-ignore
    expect(lists(text)).toEqual({
      ok: true,
      value: [
        {
          name: "list-0",
          source: ".mltrl/checklists/list-0.yml",
          items: [
            { id: "a.1", part: "first", text: "Is it so?" },
            { id: "a.2", part: "items", text: "Is it?" },
          ],
        },
      ],
    });
  });

  test("as deon defines them, whatever else it holds", () => {
    const text =
      "title: Ours\nextra: x\nsections:\n  - title: Data\n    section_id: A\n    lines:\n      - { line_id: A.1, line_summary: Consent, line: Did people agree? }\n";
    expect(lists(text)).toMatchObject({
      value: [{ items: [{ id: "A.1", part: "Data", text: "Consent: Did people agree?" }] }],
    });
  });

  test.each([
    ["items: []\n", ["1: `items`: expected at least 1 entry, got an empty list"]],
    ["items: [{ id: a, txt: b }]\n", ["1: `items[0].text`: is missing; expected text", expect.stringContaining("did you mean")]], // prettier-ignore
    [
      "items:\n  - { id: a, text: b }\n  - { id: a, text: c }\n",
      ['3: the id "a" stands here twice'],
    ],
    ["title: a\nsections:\n  - title: b\n    lines:\n      - { line_id: A.1 }\n", [expect.stringContaining("line_summary"), expect.stringContaining("line`")]], // prettier-ignore
    ["- a\n", ["1: expected a mapping, got a list"]],
  ])("%j is a problem of the policy", (text, expected) => {
    expect(messages(lists(text))).toEqual(expected);
  });

  test("every problem of every list is told", () => {
    expect(messages(lists("items: []\n", "- a\n", "items: [{ id: a, text: b }]\n"))).toHaveLength(
      2,
    );
  });
});

const asking = (list: string): Policy =>
  aPolicy({
    rules: new Map([
      [
        "ethics-complete",
        { params: { references: [{ list }] }, place: { path: ".mltrl/config.yml", line: 7 } },
      ],
    ]),
  });

describe("a policy with lists", () => {
  const own: ReferenceChecklist = { name: "ours", source: ".mltrl/checklists/ours.yml", items: [] };

  test("holds them", () => {
    expect(withOwnChecklists(asking("ours"), [own], catalogue)).toMatchObject({
      value: { checklists: [own] },
    });
  });

  test("is the same policy where there are none", () => {
    const policy = asking("deon");
    expect(withOwnChecklists(policy, [], catalogue)).toEqual({ ok: true, value: policy });
  });

  test("a list that there is not, asked for by a rule", () => {
    const problems = messages(withOwnChecklists(asking("ours"), [], catalogue));
    expect(problems).toEqual([
      expect.stringMatching(
        /^7: `rules\.ethics-complete\.references`: there is no checklist "ours"/,
      ),
    ]);
  });

  test("a name that is taken", () => {
    const problems = messages(
      withOwnChecklists(asking("deon"), [{ ...own, name: "deon" }], catalogue),
    );
    expect(problems).toEqual([expect.stringContaining("belongs to a list of the rule set")]);
  });
});
