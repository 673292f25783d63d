import { describe, expect, test } from "@jest/globals";
import { expectGolden } from "./golden.ts";
import { REPLIES } from "./replies.ts";

describe("a reply", () => {
  test.each(Object.entries(REPLIES))("%s", (name, text) => {
    expectGolden(`reply/${name}.md`, `${text}\n`);
    expect(text).toMatch(/^<!-- mltrl-gate reply 4711 -->\n/);
  });
});
