import { describe, expect, it, test } from "vitest";

let runs = 0;
test("fails REQ-4.2.1", () => expect(1).toBe(2));
test.skip("is skipped", () => {});
test.todo("is to do");
test("flickers", { retry: 2 }, () => {
  runs += 1;
  expect(runs).toBe(2);
});
describe("outer", () => {
  describe("[4.2.2] inner", () => {
    it("passes", () => {});
  });
});
