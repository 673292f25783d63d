import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { load } from "js-yaml";
import type { Checklist } from "../../../src/core/model/checklist.ts";
import type { ReferenceChecklist } from "../../../src/core/model/rule.ts";
import { parseChecklist } from "../../../src/evidence/checklist/checklist.ts";

const PATH = ".mltrl/ethics/nodule.md";

function read(text: string): Checklist {
  const fact = parseChecklist(text, PATH);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

/** Ids with states and answers in short. */
const brief = ({ items }: Checklist): readonly string[] =>
  items.map(({ id, state, answer }) => `${id} ${state}${answer === "" ? "" : `: ${answer}`}`);

const reference = (name: string): ReferenceChecklist =>
  load(
    readFileSync(new URL(`../../../rules/checklists/${name}.yml`, import.meta.url), "utf8"),
  ) as ReferenceChecklist;

/** The headings of MLTRL's own file with as many questions as it has below each. */
const questions = (answer = ""): string => {
  const list = (count: number): string =>
    Array.from({ length: count }, (_, index) => `${index + 1}. How is it? Why?\n${answer}`).join(
      "",
    );
  return `# MLTRL Ethics Checklist

There are three parts:
1. Before
2. After

## Pre-Development Ethics Evaluation/Checklist

*Purpose: fill it in.*

### Data ownership and rights

${list(3)}
### Data collection and storage

${list(3)}
### Legal

${list(2)}
### Privacy etc.

${list(5)}
### Second-order effects, and third-party users

${list(3)}
### Miscellaneous

${list(3)}
(For *personal data* we use a definition.)

## Post-Development Ethics Evaluation/Checklist

*A paragraph each.*

${list(15)}
## High-level questions

*Answered by the council.*

1. What is our stance?
    - We have one.

## Notes

1. Not a question?
`;
};

describe("the questions of MLTRL", () => {
  test("their ids are those of the reference lists, and nothing is answered yet", () => {
    const { form, items } = read(questions());
    const ids = [
      ...reference("mltrl-pre-development").items,
      ...reference("mltrl-post-development").items,
    ].map(({ id }) => id);
    expect(ids).toHaveLength(19 + 15);
    expect(form).toBe("questions");
    expect(items.map(({ id }) => id)).toEqual([...ids, "high-level/1"]);
    expect(items.filter(({ state }) => state !== "open").map(({ id }) => id)).toEqual([
      "high-level/1",
    ]);
    expect(items[0]).toEqual({
      id: "pre/data-ownership/1",
      text: "How is it? Why?",
      state: "open",
      answer: "",
      place: { path: PATH, line: 13, column: 1 },
    });
  });

  test.each([
    ["\n   We keep it.\n\n", "We keep it."],
    ["   We keep it.\n", "We keep it."],
    ["    - We\n    - keep it.\n", "We\nkeep it."],
    ["\n   **A:** We keep it.\n\n", "We keep it."],
    ["\n   > Answer: We keep it.\n\n", "We keep it."],
    ["\n   A plan exists.\n\n", "A plan exists."],
  ])("an answer inside the item: %j", (written, answer) => {
    const { items } = read(questions(written));
    expect(new Set(items.map((item) => item.answer))).toEqual(new Set([answer, "We have one."]));
    expect(items.every(({ state }) => state === "done")).toBe(true);
  });

  test.each([
    "TODO",
    "TBD.",
    "...",
    "WIP",
    "<answer>",
    "-",
    "*link to the policy*",
    "<!-- we do -->",
  ])("%j answers nothing", (written) => {
    const { items } = read(questions(`\n   ${written}\n\n`));
    expect(items.filter(({ state }) => state !== "open")).toHaveLength(1);
  });

  test.each([
    ["N/A", "open", "N/A"],
    ["n/a - TBD", "open", "N/A"],
    ["N/A: no people are involved", "not-applicable", "no people are involved"],
    ["n.a. (no people)", "not-applicable", "no people"],
    ["**N/A** — no people", "not-applicable", "no people"],
    ["Not applicable because no people", "not-applicable", "no people"],
    ["NaN is handled", "done", "NaN is handled"],
  ])("%j is %s", (written, state, answer) => {
    expect(read(`## Pre-dev\n1. How?\n\n   ${written}\n`).items).toMatchObject([{ state, answer }]);
  });

  test("answers at the margin, where every question is a list of its own", () => {
    const text = `## Pre-development
### Legal
1. How one?

We do.

- and more

(A note on the whole.)

1. How two?

3. How three? Like this.

---

Not an answer.

### Our own group

2. A topic without a question mark

It is a topic.
`;
    expect(brief(read(text))).toEqual([
      "pre/legal/1 done: We do.\nand more",
      "pre/legal/2 open",
      "pre/legal/3 done: Like this.",
      "pre/our-own-group/2 done: It is a topic.",
    ]);
  });

  test("a question over two lines, with an answer behind it", () => {
    const [item] = read("# Post-development\n1. How do we\n   do it? We\n   do it.\n").items;
    expect(item).toMatchObject({ id: "post/1", text: "How do we\ndo it?", answer: "We\ndo it." });
  });

  test("a list that was appended counts as the last", () => {
    const twice = `${questions("   Done so.\n")}\n${questions()}`;
    expect(read(twice).items.filter(({ state }) => state === "open")).toHaveLength(34);
  });

  test("boxes decide, and boxes inside an answer are no items", () => {
    const text = `## Post-dev
1. [x] Is it?
2. [ ] Is it? We think so.
3. Is it?
   - [ ] a step
   - [x] another
4. > Quoted?

- [x] A.1 Consent: asked
`;
    expect(brief(read(text))).toEqual([
      "post/1 done",
      "post/2 open: We think so.",
      "post/3 done: a step\nanother",
      "post/4 open",
      "A.1 done",
    ]);
  });
});

describe("deon", () => {
  const deon = `# Data Science Ethics Checklist

[![Deon badge](https://img.example/deon.svg)](https://deon.example/)

## A. Data Collection
 - [ ] **A.1 Informed consent**: If there are people, did they agree?
 - [x] **A.2 Collection bias**: Was bias considered?
 - [X] **A.3 Limit PII exposure**: Is there no more than needed?

    *We dropped the names.*

## B. Data Storage
 - [ ] ~~**B.1 Data security**: Is it safe?~~ It is public.
 - [ ] ~~**B.2 Right to be forgotten**: Can it be removed?~~
 - [ ] **B.3 Data retention plan**: Is it deleted?
     - N/A: kept by law
 - [ ] N/A **B.4 More**: What?
   It is not ours.
 - [NA] **B.5 Much more**: What?
 - [ ] **B.6 Other**: N/A, we have none

 > because of this
 - [x] ~~**B.7 Struck**: and ticked~~
`;

  test("ids, states and reasons", () => {
    const checklist = read(deon);
    expect(checklist.form).toBe("deon");
    expect(brief(checklist)).toEqual([
      "A.1 open",
      "A.2 done",
      "A.3 done: We dropped the names.",
      "B.1 not-applicable: It is public.",
      "B.2 open: N/A",
      "B.3 not-applicable: kept by law",
      "B.4 open: N/A",
      "B.5 open: N/A",
      "B.6 not-applicable: we have none",
      "B.7 done",
    ]);
    expect(checklist.items[0]).toEqual({
      id: "A.1",
      text: "Informed consent: If there are people, did they agree?",
      state: "open",
      answer: "",
      place: { path: PATH, line: 6, column: 2 },
    });
  });

  test("all ids of the reference list, by the letters of its parts", () => {
    const { items } = reference("deon");
    const counts = items.map(({ id }) => id[0]).join("");
    expect(counts).toBe("AAAABBBCCCCCDDDDDEEEE");
    const text = items
      .map(({ id, text }) => ` - [x] **${id} ${text.replace(":", "**:")}\n`)
      .join("");
    expect(read(text).items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  });

  test("the older form without bold, and a list that was appended", () => {
    const text = "- [x] A.1 Consent?\n- [x] A.2 Bias?\n\n# Again\n\n- [ ] A.1 Consent?\n";
    expect(brief(read(text))).toEqual(["A.1 open", "A.2 done"]);
  });

  test("a reason below the list, not indented", () => {
    expect(brief(read("- [x] A.1 x\n- [ ] A.2 y\n\nN/A: no people\n\n# Next\n\nText\n"))).toEqual([
      "A.1 done",
      "A.2 not-applicable: no people",
    ]);
    expect(brief(read("- [NA] A.1 x\n\nno people\n"))).toEqual(["A.1 not-applicable: no people"]);
  });
});

describe("task lists of one's own", () => {
  test("ids by the words; equal words are different items", () => {
    const checklist = read(
      "- [x] Reviewed by Überprüfer's team!\n- [ ] Signed\n  - [x] Signed\n1. [ ] sec.2-b: Data is safe\n- no box\n",
    );
    expect(checklist.form).toBe("task-list");
    expect(brief(checklist)).toEqual([
      "reviewed-by-uberprufers-team done",
      "signed open",
      "signed-2 done",
      "sec.2-b open",
    ]);
    expect(checklist.items[3]?.text).toBe("Data is safe");
  });

  test.each([
    "- [] a",
    "- [-] a",
    "- [~] a",
    "- [✓] a",
    "- [x]a",
    "- [ ]",
    "- \\[x] a",
    "- [x](https://a.example)",
    "- a\n\n  [x] b",
    "```\n- [x] a\n```",
    "    - [x] a",
    "<!--\n- [x] a\n-->",
    "| [x] a |\n|-|",
    "## Pre-development\n\n- How?",
    "1. Is it?",
    "",
  ])("%j holds no item", (text) => {
    expect(parseChecklist(text, PATH)).toMatchObject({
      state: "unavailable",
      cause: "invalid",
      reason: expect.stringContaining("expected a checklist of 1 to 5000 items"),
      places: [{ path: PATH, line: 1 }],
    });
  });

  test.each(["* [X] a", "+ [x] a", "1. [x] a", "> - [x] a", "-   [x]\ta", "- [x] `a`"])(
    "%j is done",
    (text) => {
      expect(brief(read(text))).toEqual(["a done"]);
    },
  );

  test("too many items, and text that is too deep", () => {
    const many = parseChecklist("- [x] a\n".repeat(5001), PATH);
    expect(many).toMatchObject({ reason: expect.stringContaining("there are 5001") });
    const deep = parseChecklist("> ".repeat(60), PATH);
    expect(deep).toMatchObject({ reason: expect.stringContaining("at most 50 deep") });
  });
});

test("nothing is done in a text that ticks and answers nothing", () => {
  const pieces = fc.constantFrom(
    "- [ ] ",
    "1. ",
    "## Pre-dev\n",
    "## Post-dev\n",
    "How?",
    "A.1",
    "~~",
    "N/A",
    "TODO",
    "<!-- [x] -->",
    "\n",
    "\n\n",
    "   ",
    "- ",
    "> ",
  );
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const fact = parseChecklist(parts.join(""), PATH);
      const items = fact.state === "known" ? fact.value.items : [];
      expect(fact.state === "unavailable" || items.length > 0).toBe(true);
      const closed = items.filter(({ state }) => state !== "open").map(({ answer }) => answer);
      expect(closed.filter((answer) => /^\W*(?:N\/A|TODO)?\W*$/.test(answer))).toEqual([]);
    }),
  );
});

test("any text gives a checklist with items, or the reason why not", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (text) => {
      const fact = parseChecklist(text, PATH);
      expect(fact.state === "known" ? fact.value.items.length : fact.reason.length).toBeGreaterThan(
        0,
      );
    }),
  );
});
