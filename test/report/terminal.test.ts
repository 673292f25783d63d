import { describe, expect, test } from "@jest/globals";
import { COLOUR, PLAIN } from "../../src/report/style.ts";
import { terminal } from "../../src/report/terminal.ts";
import { expectGolden } from "./golden.ts";
import { RULES, SCENES } from "./scenes.ts";

describe("the terminal", () => {
  test.each(Object.entries(SCENES))("%s", (scene, decision) => {
    const text = terminal(decision, { rules: RULES, style: PLAIN });
    expectGolden(`terminal/${scene}.txt`, text);
    const ansi = new RegExp(`${String.fromCodePoint(27)}\\[\\d+m`, "g");
    expect(terminal(decision, { rules: RULES, style: COLOUR }).replaceAll(ansi, "")).toBe(text);
  });
});
