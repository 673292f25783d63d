import { expect, test } from "@jest/globals";
import { ladderNotices } from "../../src/core/ladder-notices.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import type { ComponentPlan, Obligation } from "../../src/core/model/obligation.ts";
import { aRule } from "../support/fake-engine.ts";

type Asked = Readonly<Record<string, Partial<Obligation>>>;

function plan(id: string, asked: Asked): ComponentPlan {
  const step = { component: id, movement: "content", from: 3, to: 3, system: false } as const;
  const obligations = Object.entries(asked).map(([rule, changes]): Obligation => ({
    rule: aRule({ id: rule }),
    params: {},
    severity: "blocking",
    because: "standing",
    ...changes,
  }));
  return { id, step, obligations };
}

function finding(rule: string, outcome: Finding["outcome"]): Finding {
  return { rule, gate: "every", outcome, severity: "advisory", since: "new", reason: "", evidence: [] }; // prettier-ignore
}

const LADDERS = { pinned: "1.0", newest: "1.1" };
const ADVISORY = { severity: "advisory" } as const;

function notice(before: Asked, after: Asked, findings: readonly Finding[] = [], ids = ["a"]) {
  return ladderNotices(
    LADDERS,
    ids.map((id) => ({ judged: { plan: plan(id, before), findings }, newer: plan(id, after) })),
  );
}

const FRAME = (what: string) => [
  `This is judged by ladder 1.0, and there is 1.1, which ${what}. It counts once \`ladder: "1.1"\` stands in .mltrl/config.yml.`,
];

test.each<[string, string[], string[]]>([
  ["nothing that differs", notice({ x: {} }, { x: {} }), FRAME("would ask the same here")],
  ["a rule that is new", notice({}, { x: {} }), FRAME("would change what is asked: x is new and blocking (a)")], // prettier-ignore
  ["a rule that is gone", notice({ x: {} }, {}), FRAME("would change what is asked: x is asked for no more (a)")], // prettier-ignore
  ["other numbers", notice({ x: { params: { lines: 1 } } }, { x: { params: { lines: 2 }, ...ADVISORY } }), FRAME("would change what is asked: x asks for something else and is advisory (a)")], // prettier-ignore
  ["another severity of what holds", notice({ x: ADVISORY }, { x: {} }, [finding("x", "pass")]), FRAME("would change what is asked: x is blocking there (a)")], // prettier-ignore
  ["another severity of what fails", notice({ x: ADVISORY }, { x: {} }, [finding("x", "fail")]), FRAME("would change what is asked: x is blocking there and does not hold now (a)")], // prettier-ignore
  ["the same for several components", notice({}, { x: {} }, [], ["a", "b"]), FRAME("would change what is asked: x is new and blocking (2 components)")], // prettier-ignore
])("%s", (_, found, expected) => {
  expect(found).toEqual(expected);
});

test("many changes are counted", () => {
  const ids = Array.from({ length: 12 }, (_, i) => `rule-${i}`);
  const [text] = notice({}, Object.fromEntries(ids.map((id) => [id, {}])));
  expect(text).toContain("rule-9 is new and blocking (a); 2 more.");
});

test("nothing where the newest is pinned", () => {
  expect(ladderNotices({ pinned: "1.1", newest: "1.1" }, [])).toEqual([]);
});
