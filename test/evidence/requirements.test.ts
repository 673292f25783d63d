import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import * as z from "zod";
import { parseRequirements, requirementsSchema } from "../../src/evidence/requirements.ts";

const PATH = ".mltrl/requirements/detector.yml";

/** What is wrong, each problem with its line; nothing where the file is known. */
function problem(text: string): string {
  const fact = parseRequirements(text, PATH);
  if (fact.state === "known") return "";
  const lines = fact.places?.map(({ line, column }) => `${line}:${column}`).join(" ");
  return `${fact.cause} at ${lines}: ${fact.reason}`;
}

/** Ids of a file that is known. */
function ids(text: string): string[] {
  const fact = parseRequirements(text, PATH);
  return fact.state === "known" ? fact.value.items.map(({ id }) => id) : [fact.reason];
}

test("everything that can be said of a requirement", () => {
  const text = `version: 1
research:
  - id: 4.2.1
    statement: The detector shall find nodules of 4 mm and more.
    rationale: Smaller ones are not treated.
    owner: alice
    tags: [security, privacy]
    verification:
      method: unit test
      status: passed
      evidence: tests/test_size.py::test_small
    validation:
      method: reader study
      status: waived
      reviewer: bob
      reason: done by the hospital
    risk:
      p-failure: 0.2
      value: 7
      score: 1.4
      mitigation: [second reader]
    supersedes: 3.1
product:
  - id: 5
    statement: The service shall answer within two seconds.
`;
  expect(parseRequirements(text, PATH)).toEqual({
    state: "known",
    value: {
      path: PATH,
      items: [
        {
          id: "4.2.1",
          kind: "research",
          statement: "The detector shall find nodules of 4 mm and more.",
          owner: "alice",
          tags: ["security", "privacy"],
          verification: {
            method: "unit test",
            status: "passed",
            evidence: "tests/test_size.py::test_small",
            place: { path: PATH, line: 8, column: 5 },
          },
          validation: {
            method: "reader study",
            status: "waived",
            reviewer: "bob",
            reason: "done by the hospital",
            place: { path: PATH, line: 12, column: 5 },
          },
          risk: {
            pFailure: 0.2,
            value: 7,
            statedScore: 1.4,
            mitigation: ["second reader"],
            place: { path: PATH, line: 17, column: 5 },
          },
          place: { path: PATH, line: 3, column: 5 },
        },
        {
          id: "5",
          kind: "product",
          statement: "The service shall answer within two seconds.",
          tags: [],
          place: { path: PATH, line: 24, column: 5 },
        },
      ],
    },
  });
});

test("a risk needs neither a score nor a mitigation", () => {
  const text = "version: 1\nresearch:\n- {id: 1, statement: a, risk: {p-failure: 1, value: 10}}";
  const fact = parseRequirements(text, PATH);
  const risk = fact.state === "known" ? fact.value.items[0]?.risk : fact;
  expect(risk).toEqual({
    pFailure: 1,
    value: 10,
    mitigation: [],
    place: { path: PATH, line: 3, column: 25 },
  });
});

test("a risk may say what is left of it", () => {
  const text =
    "version: 1\nproduct:\n- {id: 1, statement: a, risk: {p-failure: 0.8, value: 10, mitigation: [b], residual: {p-failure: 0.2, value: 9}}}";
  const fact = parseRequirements(text, PATH);
  const risk = fact.state === "known" ? fact.value.items[0]?.risk : fact;
  expect(risk).toMatchObject({ residual: { pFailure: 0.2, value: 9 } });
});

describe("ids", () => {
  test("are what was written, quoted or not", () => {
    const text =
      "version: 1\nresearch:\n- {id: 1.10, statement: a}\n- {id: 1.1, statement: b}\n- {id: '2.0', statement: c}\nproduct:\n- {id: 1.2.3, statement: d}";
    expect(ids(text)).toEqual(["1.10", "1.1", "2.0", "1.2.3"]);
  });

  test.each(["1e2", "-1", ".5", "0x1F", ".nan"])("are no numbers like %s", (id) => {
    expect(problem(`version: 1\nproduct:\n- {id: ${id}, statement: a}`)).toMatch(
      /^invalid at 3:8: .*expected an id such as `4`, `4\.2` or `4\.2\.1`, got /,
    );
  });

  test.each(["R1", "1.2.3.4", "1.", "''", "1 2"])("are no text like %s", (id) => {
    expect(problem(`version: 1\nproduct:\n- {id: ${id}, statement: a}`)).toMatch(
      /^invalid at 3:8: `product\[0\]\.id`: expected an id such as/,
    );
  });

  test("that are superseded are ids as well", () => {
    expect(problem("version: 1\nproduct:\n- {id: 1, statement: a, supersedes: 1e2}")).toMatch(
      /^invalid at 3:37: `product\[0\]\.supersedes`: expected an id/,
    );
  });

  test("that stand twice are named with both lines", () => {
    const text =
      "version: 1\nresearch:\n- {id: 1.2, statement: a}\nproduct:\n- {id: '1.2', statement: b}\n";
    expect(problem(text)).toBe(
      "invalid at 5:3: the id 1.2 on line 5 was given before, on line 3; give each requirement its own",
    );
  });
});

test("a file that lists none yet can be read, so that rules can say so", () => {
  for (const text of ["version: 1", "version: 1\nresearch: []\nproduct: []"]) {
    expect(parseRequirements(text, PATH)).toEqual({
      state: "known",
      value: { path: PATH, items: [] },
    });
  }
});

describe("invalid", () => {
  test.each<[what: string, text: string, reason: string | RegExp]>([
    ["empty", "", /^invalid at 1:1: expected one YAML document/],
    [
      "of another version",
      "version: 2\nproduct: [{id: 1, statement: a}]",
      "invalid at 1:10: `version`: expected `1`, got 2",
    ],
    [
      "that says nothing",
      "version: 1\nproduct: [{id: 1, statement: ' '}]",
      /expected text that says something, got " "/,
    ],
    [
      "with a probability above one",
      "version: 1\nproduct: [{id: 1, statement: a, risk: {p-failure: 20, value: 1}}]",
      "invalid at 2:51: `product[0].risk.p-failure`: expected at most 1, got 20",
    ],
    [
      "with a probability that is none",
      "version: 1\nproduct: [{id: 1, statement: a, risk: {p-failure: .nan, value: 1}}]",
      /expected a number, got NaN/,
    ],
    [
      "with a value between two",
      "version: 1\nproduct: [{id: 1, statement: a, risk: {p-failure: 1, value: 1.5}}]",
      /expected a whole number, got 1\.5/,
    ],
    [
      "with a risk that becomes less by itself",
      "version: 1\nproduct: [{id: 1, statement: a, risk: {p-failure: 1, value: 9, residual: {p-failure: 0.5, value: 9}}}]",
      /`product\[0\]\.risk\.residual`: expected `mitigation` beside it/,
    ],
    [
      "with more risk left than there was",
      "version: 1\nproduct: [{id: 1, statement: a, risk: {p-failure: 0.5, value: 2, mitigation: [b], residual: {p-failure: 0.2, value: 6}}}]",
      /expected no more than the risk without mitigation/,
    ],
    [
      "with a status that is none",
      "version: 1\nproduct: [{id: 1, statement: a, validation: {method: b, status: pased}}]",
      /got "pased"; did you mean `passed`\?/,
    ],
    [
      "with several problems",
      "version: 1\nproduct: [{id: 1}]\nreserch: []",
      'invalid at 2:11 3:1: line 2: `product[0].statement`: is missing; expected text; line 3: unknown key "reserch"; did you mean `research`?; allowed are `version`, `research`, `product`',
    ],
    [
      "with more problems than a sentence holds",
      `version: 1\nproduct: [${"{}, ".repeat(4)}]`,
      /; and 3 more$/,
    ],
    ["too long", `version: 1\n#${"x".repeat(524_288)}`, /at most 524288 bytes/],
    ["with aliases", "version: 1\nproduct: [&a {id: 1, statement: a}, *a]", /anchors .* aliases/],
  ])("%s", (_, text, reason) => {
    expect(problem(text)).toMatch(reason);
  });
});

test("the schema can be written as JSON Schema", () => {
  const schema = z.toJSONSchema(requirementsSchema, { io: "input", target: "draft-2020-12" });
  expect(schema).toMatchObject({ required: ["version"], additionalProperties: false });
});

test("any text is requirements, or a reason why not", () => {
  const part = fc.constantFrom(
    "version: 1\n",
    "research:\n",
    "product:\n",
    "- id: 1\n",
    "  statement: a\n",
    "  risk: {}\n",
    "- {id: 2, statement: b}\n",
    "x",
    "[",
    "&a ",
  );
  const text = fc.oneof(
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join("")),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (written) => {
      const fact = parseRequirements(written, PATH);
      expect(fact.state === "unavailable" ? fact.reason : written).toMatch(/\S/);
    }),
    { numRuns: 1000 },
  );
});
