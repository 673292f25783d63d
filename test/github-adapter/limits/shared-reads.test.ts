import { describe, expect, test } from "@jest/globals";
import type { Priority } from "../../../src/core/model/priority.ts";
import { createSharedReads } from "../../../src/github/limits/shared-reads.ts";

function someReads() {
  const reads = createSharedReads();
  const asked: { sent: () => void; resolve: (value: string) => void; reject: (e: Error) => void }[] = []; // prettier-ignore
  const share = (key: string, since: number, priority: Priority = "usual"): Promise<string> =>
    reads.share({ key, since, priority }, (sent) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      asked.push({ sent, resolve, reject });
      return promise;
    });
  return { reads, asked, share };
}

describe("two who ask the same", () => {
  test("share the answer while it is under way, and not after", async () => {
    const { asked, share } = someReads();
    const both = [share("a", 0), share("a", 0)];
    expect(asked).toHaveLength(1);
    asked[0]?.resolve("one");
    expect(await Promise.all(both)).toEqual(["one", "one"]);
    const third = share("a", 0);
    asked[1]?.resolve("two");
    expect(await third).toBe("two");
  });

  test("share the failure", async () => {
    const { asked, share } = someReads();
    const both = [share("a", 0), share("a", 0)];
    asked[0]?.reject(new Error("no"));
    expect(await Promise.allSettled(both)).toEqual([
      { status: "rejected", reason: new Error("no") },
      { status: "rejected", reason: new Error("no") },
    ]);
  });

  test("share nothing where what was asked may be older than what led to the question", async () => {
    const { reads, asked, share } = someReads();
    const first = share("a", reads.now());
    const later = reads.now();
    const second = share("a", later);
    const third = share("a", later);
    expect(asked).toHaveLength(2);
    asked[0]?.resolve("old");
    expect(await first).toBe("old");
    // That the older one ended takes nothing from the younger.
    const fourth = share("a", later);
    expect(asked).toHaveLength(2);
    asked[1]?.resolve("new");
    expect(await Promise.all([second, third, fourth])).toEqual(["new", "new", "new"]);
  });

  test("share nothing where the less urgent one has not been sent", () => {
    const { asked, share } = someReads();
    void share("a", 0, "later");
    void share("a", 0, "queue");
    expect(asked).toHaveLength(2);
    void share("b", 0, "later");
    asked[2]?.sent();
    void share("b", 0, "queue");
    expect(asked).toHaveLength(3);
    void share("c", 0, "queue");
    void share("c", 0, "later");
    expect(asked).toHaveLength(4);
  });
});

test("those who ask something else share nothing", () => {
  const { asked, share } = someReads();
  void share("a", 0);
  void share("b", 0);
  expect(asked).toHaveLength(2);
});
