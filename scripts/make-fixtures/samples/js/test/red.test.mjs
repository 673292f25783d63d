import { strictEqual } from "node:assert";
import { describe, it, test } from "node:test";
import { works } from "../cases.js";

test("works REQ-4.2.1", works);
describe("outer [4.2.2]", () => {
  it('passes with <angle> & "quotes"', () => {});
  it("fails", () => strictEqual(1, 2));
  it("is skipped", { skip: "no data" }, () => {});
  it("is to do and fails", { todo: true }, () => strictEqual(1, 2));
  describe("inner", () => {
    it("passes", () => {});
  });
});
describe("before fails", () => {
  test.before(() => {
    throw new Error("set-up");
  });
  it("is not reached", () => {});
});
