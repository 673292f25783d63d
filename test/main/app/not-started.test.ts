import { expect, test } from "@jest/globals";
import { InternalError } from "../../../src/core/errors.ts";
import { NotStarted, orNotStarted } from "../../../src/main/app/not-started.ts";

const failing = (error: Error) =>
  orNotStarted(
    () => {
      throw error;
    },
    (why, code) => `${code}: ${why}`,
  );

test("what keeps the App from starting is said in words, of each address that was tried", async () => {
  const refused = Object.assign(new AggregateError([new Error("no ::1"), new Error("no 127.0.0.1")]), { code: "ECONNREFUSED" }); // prettier-ignore
  const failed = failing(refused);
  await expect(failed).rejects.toBeInstanceOf(NotStarted);
  await expect(failed).rejects.toHaveProperty("message", "ECONNREFUSED: no ::1; no 127.0.0.1");
});

test.each([new TypeError("x is not a function"), new InternalError("two queues have one name")])(
  "a mistake of ours is no matter of whoever starts it: %s",
  async (defect) => {
    await expect(failing(defect)).rejects.toBe(defect);
  },
);
