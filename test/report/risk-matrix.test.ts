import { expect, test } from "@jest/globals";
import { checkRun } from "../../src/report/check-run.ts";
import { riskMatrix } from "../../src/report/risk-matrix.ts";
import { someRequirements } from "../../src/evidence/described/requirement-facts.ts";
import { check, component, decision, HEAD } from "./build.ts";
import { RULES } from "./rules.ts";

const { items } = someRequirements([
  { id: "1", risk: { pFailure: 0, value: 1 } },
  { id: "2", risk: { pFailure: 1, value: 10 } },
  { id: "3", risk: { pFailure: 0.2, value: 2 } },
  { id: "4", risk: { pFailure: 0.199, value: 3 } },
  {
    id: "5.1",
    risk: {
      pFailure: 0.9,
      value: 9,
      mitigation: ["a second reader"],
      residual: { pFailure: 0.6, value: 9 },
    },
  },
  { id: "6" },
]);

/** The cells that hold something, as `<band of p> <band of value>: ids`. */
function filled(requirements: typeof items): string[] {
  const { rows, columns } = riskMatrix(requirements);
  return rows.flatMap(({ band, cells }) =>
    cells.flatMap((ids, i) => (ids.length > 0 ? [`${band} ${columns[i]}: ${ids.join(" ")}`] : [])),
  );
}

test("every requirement with a risk stands in one cell, the worst on top", () => {
  expect(filled(items)).toEqual([
    "0.8–1 9–10: 2",
    "0.6–0.8 9–10: 5.1*",
    "0.2–0.4 1–2: 3",
    "0–0.2 1–2: 1",
    "0–0.2 3–4: 4",
  ]);
  expect(riskMatrix(items).unscored).toEqual(["6"]);
});

test("values from 1 to 10 fill five columns", () => {
  const all = someRequirements(
    Array.from({ length: 10 }, (_, i) => ({
      id: String(i + 1),
      risk: { pFailure: 0.5, value: i + 1 },
    })),
  );
  expect(filled(all.items)).toEqual([
    "0.4–0.6 1–2: 1 2",
    "0.4–0.6 3–4: 3 4",
    "0.4–0.6 5–6: 5 6",
    "0.4–0.6 7–8: 7 8",
    "0.4–0.6 9–10: 9 10",
  ]);
});

function text(requirements: typeof items | undefined): string {
  const rising = component("detector", {
    movement: "raise",
    target: 8,
    ...(requirements && { requirements }),
  });
  const given = check("success", { components: ["detector"] });
  return checkRun(decision({ checks: [given], components: [rising] }), given, {
    headSha: HEAD,
    rules: RULES,
  }).text;
}

test("the check run shows it folded, in a few hundred bytes", () => {
  const shown = text(items);
  expect(shown).toContain("<summary>Risk of detector (5 requirements)</summary>");
  expect(shown).toContain("| failure \\ value | 1–2 | 3–4 | 5–6 | 7–8 | 9–10 |");
  expect(shown).toContain("Without a risk: 6.");
  expect(shown.length - text(undefined).length).toBeLessThan(600);
});

test("a cell names at most eight requirements", () => {
  const many = someRequirements(
    Array.from({ length: 11 }, (_, i) => ({ id: String(i), risk: { pFailure: 0.5, value: 5 } })),
  );
  expect(text(many.items)).toContain("0, 1, 2, 3, 4, 5, 6, 7 +3");
});

test("nothing is shown where no requirement has a risk", () => {
  const none = someRequirements([{ id: "1" }]);
  expect(text(none.items)).toBe(text(undefined));
});
