import { expect, test } from "@jest/globals";
import { askedOtherwise, ladderNotice } from "../../src/core/ladder-notice.ts";
import type { Finding, Outcome } from "../../src/core/model/finding.ts";
import type { ComponentPlan, Obligation } from "../../src/core/model/obligation.ts";
import { aPolicy, aRule } from "../support/fake-engine.ts";

type Asked = Readonly<Record<string, Partial<Obligation>>>;
type Found = Readonly<Record<string, Partial<Finding>>>;

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

function findings(found: Found, asked: Asked): Finding[] {
  return Object.entries(found).map(([rule, changes]) => ({
    rule,
    gate: "every",
    outcome: "pass",
    severity: asked[rule]?.severity ?? "blocking",
    since: "new",
    reason: "",
    evidence: [],
    ...changes,
  }));
}

const NEWEST = { ladder: "1.1", rules: [aRule({ id: "x" }), aRule({ id: "y" })] };
const ADVISORY = { severity: "advisory" } as const;

/** What is told of one side and the other, for each of some components. */
function told(
  [before, foundBefore]: [Asked, Found],
  [after, foundAfter]: [Asked, Found],
  ids = ["a"],
  policy = aPolicy(),
) {
  return ladderNotice(
    NEWEST,
    policy,
    ids.map((id) => ({ plan: plan(id, before), findings: findings(foundBefore, before) })),
    new Map(
      ids.map((id) => [id, { plan: plan(id, after), findings: findings(foundAfter, after) }]),
    ),
  );
}

const FRAME = (what: string) =>
  `This is judged by ladder 1.0, and there is 1.1, which would change of what is judged here: ${what}. To move on, write \`ladder: "1.1"\` in .mltrl/config.yml; until then nothing of it counts.`;

const of = (outcome: Outcome): Found => ({ x: { outcome } });
const X: Asked = { x: {} };
const lines = (count: number, more: Partial<Obligation> = {}): Asked => ({
  x: { params: { lines: count }, ...more },
});

test.each<[string, [Asked, Found], [Asked, Found], string]>([
  ["a new rule that would fail", [{}, {}], [X, of("fail")], "x would be asked for (blocking): would newly fail (a)"], // prettier-ignore
  ["a new rule that nobody can tell of", [{}, {}], [X, of("unknown")], "x would be asked for (blocking): would newly fail (a)"], // prettier-ignore
  ["a new rule that would hold", [{}, {}], [X, of("pass")], "x would be asked for (blocking): would pass (a)"], // prettier-ignore
  ["a new rule that waits for people", [{}, {}], [X, of("pending")], "x would be asked for (blocking): would wait for people (a)"], // prettier-ignore
  ["a new rule that waits for CI", [{}, {}], [X, { x: { outcome: "pending", turn: "ci" } }], "x would be asked for (blocking): would wait for CI (a)"], // prettier-ignore
  ["a new rule that is waived", [{}, {}], [X, of("waived")], "x would be asked for (blocking): would not block (a)"], // prettier-ignore
  ["a new rule that nobody judged", [{}, {}], [X, {}], "x would be asked for (blocking): cannot be told (a)"], // prettier-ignore
  ["a new rule that advises", [{}, {}], [{ x: ADVISORY }, of("fail")], "x would be asked for (advisory): would advise, and not block (a)"], // prettier-ignore
  ["a rule that goes and fails", [X, of("fail")], [{}, {}], "x would be asked for no more: would fail no more (a)"], // prettier-ignore
  ["a rule that goes and holds", [X, of("pass")], [{}, {}], "x would be asked for no more: it does not fail now (a)"], // prettier-ignore
  ["another number that fails", [lines(70), of("pass")], [lines(90), of("fail")], "x would ask for lines 90 instead of 70: would newly fail (a)"], // prettier-ignore
  ["another number that fails either way", [lines(70), of("fail")], [lines(90), of("fail")], "x would ask for lines 90 instead of 70: fails as it does now (a)"], // prettier-ignore
  ["a number that goes, and a severity", [lines(70), of("fail")], [{ x: ADVISORY }, of("fail")], "x would ask for lines none instead of 70 and would be advisory, not blocking: would fail no more (a)"], // prettier-ignore
  ["another list", [{ x: { params: { of: ["p"] } } }, of("pass")], [{ x: { params: { of: ["q"] } } }, of("pass")], "x would ask for another `of`: would pass (a)"], // prettier-ignore
  ["a named limit", [{ x: { params: { limits: { drift: 1 } } } }, of("pass")], [{ x: { params: { limits: { drift: 2 } } } }, of("pass")], "x would ask for limits.drift 2 instead of 1: would pass (a)"], // prettier-ignore
  ["another judge", [X, of("pass")], [{ x: { rule: aRule({ id: "x", kind: "other" }) } }, of("fail")], "x would be judged otherwise: would newly fail (a)"], // prettier-ignore
  ["another severity of what fails", [{ x: ADVISORY }, of("fail")], [X, of("fail")], "x would be blocking, not advisory: would newly fail (a)"], // prettier-ignore
  ["another severity of what holds", [{ x: ADVISORY }, of("pass")], [X, of("pass")], "x would be blocking, not advisory: would pass (a)"], // prettier-ignore
])("%s", (_, before, after, expected) => {
  expect(told(before, after)).toBe(FRAME(expected));
});

test("what would turn red comes first, and components are counted", () => {
  const after: Asked = { x: {}, y: {} };
  const found: Found = { x: { outcome: "pass" }, y: { outcome: "fail" } };
  expect(told([{}, {}], [after, found], ["a", "b"])).toBe(
    FRAME(
      "y would be asked for (blocking): would newly fail (2 components); x would be asked for (blocking): would pass (2 components)",
    ),
  );
});

test("many changes are counted", () => {
  const ids = Array.from({ length: 12 }, (_, i) => `rule-${i}`);
  const after: Asked = Object.fromEntries(ids.map((id) => [id, {}]));
  expect(told([{}, {}], [after, {}])).toContain("rule-9 would be asked for (blocking): cannot be told (a); 2 more."); // prettier-ignore
});

test("nothing where it would change nothing", () => {
  expect(told([X, of("fail")], [X, {}])).toBeUndefined();
  expect(askedOtherwise(plan("a", X), plan("a", X))).toEqual([]);
});

test("the file has to forget rules that are gone before it can be read", () => {
  const place = { path: ".mltrl/config.yml", line: 9, column: 3 };
  const policy = aPolicy({
    rules: new Map([
      ["x", { params: {}, place }],
      ["gone", { params: {}, place }],
      [
        "gone-above",
        { params: {}, place: { ...place, path: "acme/.github/.mltrl/organization.yml" } },
      ],
    ]),
  });
  expect(told([X, of("pass")], [{}, {}], ["a"], policy)).toContain(
    'write `ladder: "1.1"` in .mltrl/config.yml and take out what it says of gone (.mltrl/config.yml:9:3); until',
  );
});
