import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

/** The first items of the post-development list, left open. */
function open(count: number): Record<string, { state: "open" }> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`post/${i + 1}`, { state: "open" as const }]),
  );
}

const CASES: readonly Case[] = [
  [
    "all answered",
    { references: [{ list: "mltrl-pre-development" }] },
    {},
    "pass",
    /all 19 items of mltrl-pre-development are complete, 0 as not applicable/,
  ],
  [
    "no means no",
    { references: [{ list: "mltrl-pre-development" }] },
    { checklist: { all: { answer: "No, nobody outside of the clinic ever sees any of it." } } },
    "pass",
    /all 19/,
  ],
  [
    "an answer too short",
    { references: [{ list: "mltrl-pre-development" }] },
    { checklist: { except: { "pre/legal/1": { answer: "yes" } } } },
    "fail",
    /18 of 19 .*open: pre\/legal\/1/,
  ],
  [
    "an answer that is a stand-in",
    { references: [{ list: "mltrl-pre-development" }] },
    { checklist: { except: { "pre/legal/1": { answer: "TBD" } } } },
    "fail",
    /pre\/legal\/1/,
  ],
  [
    "an open item",
    { references: [{ list: "mltrl-pre-development" }] },
    { checklist: { except: { "pre/legal/1": { state: "open" } } } },
    "fail",
    /open: pre\/legal\/1/,
  ],
  [
    "a deleted item",
    { references: [{ list: "mltrl-pre-development" }] },
    { checklist: { except: { "pre/legal/1": null } } },
    "fail",
    /open: pre\/legal\/1/,
  ],
  [
    "an item twice",
    { references: [{ list: "mltrl-pre-development" }] },
    { checklist: { twice: ["pre/legal/1"] } },
    "fail",
    /18 of 19 .*pre\/legal\/1/,
  ],
  [
    "not applicable with a reason",
    { references: [{ list: "mltrl-pre-development" }] },
    {
      checklist: {
        except: {
          "pre/legal/1": { state: "not-applicable", answer: "n/a: only published physics data" },
        },
      },
    },
    "pass",
    /1 as not applicable/,
  ],
  [
    "not applicable without one",
    { references: [{ list: "mltrl-pre-development" }] },
    { checklist: { except: { "pre/legal/1": { state: "not-applicable", answer: "n/a" } } } },
    "fail",
    /pre\/legal\/1/,
  ],
  [
    "not applicable with a stand-in",
    { references: [{ list: "mltrl-pre-development" }] },
    { checklist: { except: { "pre/legal/1": { state: "not-applicable", answer: "..." } } } },
    "fail",
    /pre\/legal\/1/,
  ],
  [
    "nothing applies",
    { references: [{ list: "mltrl-pre-development" }] },
    { checklist: { all: { state: "not-applicable", answer: "there are no people in this data" } } },
    "fail",
    /19 of 19 .* not applicable; at most 50 %/,
  ],
  [
    "deon, some sections",
    { references: [{ list: "mltrl-pre-development" }, { list: "deon", items: ["A.*", "B.*"] }] },
    { checklist: { form: "deon", list: "deon", except: { "E.1": { state: "open" } } } },
    "pass",
    /all 7 items of deon/,
  ],
  [
    "an item asks something else",
    { references: [{ list: "deon" }] },
    {
      checklist: { form: "deon", list: "deon", except: { "A.1": { text: "We are good people" } } },
    },
    "unknown",
    /1 item no longer asks what deon asks: A.1/,
  ],
  [
    "an item asks nothing",
    { references: [{ list: "mltrl-pre-development" }] },
    { checklist: { except: { "pre/legal/1": { text: "Legal" } } } },
    "unknown",
    /pre\/legal\/1/,
  ],
  [
    "a list of one's own",
    { references: [{ list: "deon" }, { list: "nobody-knows" }] },
    {},
    "unknown",
    /has no item of the lists that count here: deon, nobody-knows/,
  ],
  [
    "no such items",
    { references: [{ list: "deon", items: ["Z.*"] }] },
    { checklist: { list: "deon", form: "deon" } },
    "unknown",
    /no item of the lists/,
  ],
  [
    "half of it, where that is enough",
    { references: [{ list: "mltrl-post-development" }], "minimum-complete": 50 },
    { checklist: { list: "mltrl-post-development", except: open(7) } },
    "pass",
    /^8 of 15 items of mltrl-post-development are complete, 0 as not applicable/,
  ],
  [
    "less than half of it",
    { references: [{ list: "mltrl-post-development" }], "minimum-complete": 50 },
    { checklist: { list: "mltrl-post-development", except: open(8) } },
    "fail",
    /^7 of 15 items of mltrl-post-development are complete, 50 % are asked for; open: post\/1,/,
  ],
  [
    "exactly the share that is asked for",
    { references: [{ list: "mltrl-post-development" }], "minimum-complete": 80 },
    { checklist: { list: "mltrl-post-development", except: open(3) } },
    "pass",
    /^12 of 15/,
  ],
  [
    "no file",
    { references: [{ list: "deon" }] },
    { checklist: { unavailable: "missing" } },
    "unknown",
    /missing/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("checklist", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});

test("an item of a notebook is told with its cell", () => {
  const except = { "pre/legal/1": { state: "open" as const, within: "cell 3" } };
  const params = { references: [{ list: "mltrl-pre-development" }] };
  const { evidence } = judgeKind("checklist", params, { checklist: { except } });
  expect(evidence).toMatchObject([{ line: 9, seen: "pre/legal/1 (cell 3): open" }]);
});
