import { expect, test } from "@jest/globals";
import { costOf } from "../../../src/github/limits/request-cost.ts";
import type { HeldUp } from "../../../src/github/limits/held-up.ts";
import { watchLimits } from "../../../src/main/app/watch-limits.ts";

const PUT_BACK: HeldUp = {
  installation: 7,
  cost: costOf("POST /repos/{owner}/{repo}/check-runs"),
  priority: "usual",
  reason: "hour",
  wait: 5000,
  putBack: true,
};

test("what is held up is counted, and whose it is told once a minute", () => {
  const counted: string[] = [];
  const lines: object[] = [];
  let now = 0;
  const watch = watchLimits(
    { heldUp: (bucket, reason) => void counted.push(`${bucket} ${reason}`) },
    { warn: (fields) => void lines.push(fields) },
    { now: () => now },
  );
  watch({ ...PUT_BACK, reason: "pace", wait: 300, putBack: false });
  watch(PUT_BACK);
  watch({ ...PUT_BACK, wait: 4000 });
  watch({ ...PUT_BACK, installation: 8, reason: "refused" });
  now = 60_000;
  watch({ ...PUT_BACK, wait: 3000 });
  expect(counted).toEqual([
    "rest-write pace",
    "rest-write hour",
    "rest-write hour",
    "rest-write refused",
    "rest-write hour",
  ]);
  expect(lines).toEqual([
    { installation: 7, bucket: "rest-write", reason: "hour", wait: 5000 },
    { installation: 8, bucket: "rest-write", reason: "refused", wait: 5000 },
    { installation: 7, bucket: "rest-write", reason: "hour", wait: 3000 },
  ]);
});
