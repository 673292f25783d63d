import { expect, test } from "@jest/globals";
import { signOffs } from "../../src/evidence/sign-off.ts";

const SIGNED = [{ component: "nn", role: "quality" }];

test.each<[string, string, { component: string; role: string }[]]>([
  ["a line of its own", "/mltrl sign nn as quality", SIGNED],
  ["beneath other words", "Well done.\n\n/mltrl sign nn as quality\r\n", SIGNED],
  ["with more blanks", "/mltrl  sign nn   as quality ", SIGNED],
  [
    "two components",
    "/mltrl sign nn as quality\n/mltrl sign io as security",
    [...SIGNED, { component: "io", role: "security" }],
  ],
  ["not within a sentence", "I will /mltrl sign nn as quality", []],
  ["not in a quote", "> /mltrl sign nn as quality", []],
  ["not in a quote's next line", "> see\n/mltrl sign nn as quality", []],
  ["not in code", "```\n/mltrl sign nn as quality\n```", []],
  ["not in a comment", "<!--\n/mltrl sign nn as quality\n-->", []],
  ["not indented", "    /mltrl sign nn as quality", []],
  ["not without a role", "/mltrl sign nn", []],
  ["not with words behind it", "/mltrl sign nn as quality maybe", []],
  ["not another command", "/mltrl promote nn as quality", []],
])("a sign-off is %s", (_, body, signs) => {
  expect(signOffs(body)).toEqual(signs);
});

test("of a hundred lines at most is heeded", () => {
  expect(signOffs("/mltrl sign nn as quality\n".repeat(200))).toHaveLength(100);
});
