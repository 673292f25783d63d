import { expect, test } from "@jest/globals";
import { UpstreamError } from "../../../src/core/errors.ts";
import { whyNotJudged } from "../../../src/main/action/why-not-judged.ts";

test.each([
  [
    "a silence of GitHub's",
    new UpstreamError("no answer within 15 s"),
    "unavailable. no answer within 15 s. Run the job again",
  ],
  [
    "a refusal of GitHub's",
    Object.assign(new Error("no such field"), { status: 422 }),
    "since GitHub refused what was asked: no such field",
  ],
  [
    "a mistake of ours",
    new TypeError("of undefined"),
    "by a mistake of mltrl-gate: of undefined. If it comes back, please report it: https://github.com/",
  ],
  ["a mistake of ours that is no error", "of nothing", "by a mistake of mltrl-gate: of nothing."],
])("%s is told as such", (_, error, told) => {
  expect(whyNotJudged(error)).toMatch(/^Nothing was judged/);
  expect(whyNotJudged(error)).toContain(told);
});
