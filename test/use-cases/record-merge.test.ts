import { describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../src/core/model/fact.ts";
import { parseCapsule } from "../../src/core/records/capsule.ts";
import { textDigest } from "../../src/core/source/canonical-json.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";
import { recordMerge } from "../../src/use-cases/record-merge.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import { aReview, HEAD } from "../support/fake-change.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakeRecords } from "../support/fake-records.ts";
import { MERGED_AT, mergedPorts, recordFakeMerge } from "../support/record-fake-merge.ts";
import { CONFIG, configText, scannerFiles } from "../support/repository-files.ts";

function capsules(store: ReturnType<typeof fakeRecords>) {
  return store.texts().map((text) => {
    const capsule = parseCapsule(text, "record");
    if (capsule.state === "unavailable") throw new Error(capsule.reason);
    return capsule.value;
  });
}

describe("a merge", () => {
  test("that raises a level is recorded with who signed what, and once", async () => {
    const store = fakeRecords();
    expect(await recordFakeMerge(7, [store])).toMatchObject({ outcome: "recorded", refused: [] });
    expect(await recordFakeMerge(7, [store])).toEqual({ outcome: "already" });
    const [capsule, ...more] = capsules(store);
    expect(more).toEqual([]);
    const [event] = capsule?.events ?? [];
    expect(event).toMatchObject({ kind: "graduation", from: 2, to: 3, conclusion: "success" });
    expect(capsule?.signatures).toEqual([
      {
        login: "researcher",
        state: "approved",
        roles: ["researcher"],
        component: "nodule-detector",
        from: 2,
        to: 3,
        commit: HEAD,
        claimed: 3,
        digest: event?.kind === "graduation" ? event.signed : "",
        counts: true,
      },
    ]);
    expect(capsule?.policy.files.map(({ path }) => path)).toEqual([CONFIG]);
    expect(capsule?.records.map(({ path }) => path)).toContain(".mltrl/cards/nodule-detector.md");
  });

  test("tells as what its reviews signed, and which waivers stood in for rules", async () => {
    const store = fakeRecords();
    const rule = "card-sections-present";
    const waivers = `version: 1
waivers:
  - rule: ${rule}
    component: nodule-detector
    reason: The clinic writes it next month.
    until: 2026-06-20
    approver: policy-owners
    granted: { date: 2026-05-30 }
`;
    const base = { ...scannerFiles(), ".mltrl/waivers.yml": waivers };
    const head = { ...base, ...raiseFiles(2, 3, { sections: { "Intended use": null } }) };
    const review = { ...aReview("researcher"), body: "/mltrl sign nodule-detector as researcher" };
    await recordFakeMerge(7, [store], { base, head, reviews: [review] });
    const [capsule] = capsules(store);
    expect(capsule?.signatures).toMatchObject([{ login: "researcher", as: ["researcher"] }]);
    expect(capsule?.exceptions).toEqual([
      {
        component: "nodule-detector",
        rule,
        type: "waiver",
        approver: "policy-owners",
        reason: expect.stringContaining("The clinic writes it next month."),
      },
    ]);
  });

  test("names the record before it", async () => {
    const store = fakeRecords();
    await recordFakeMerge(7, [store]);
    await recordFakeMerge(8, [store]);
    const [first = ""] = store.texts();
    expect(capsules(store).map(({ number, previous }) => [number, previous])).toEqual([
      [1, null],
      [2, textDigest(first)],
    ]);
  });

  test("that changes the policy is recorded, and says which files", async () => {
    const store = fakeRecords();
    const base = scannerFiles();
    const head = { ...base, [CONFIG]: configText("existing-grace: 7\n") };
    await recordFakeMerge(7, [store], { base, head });
    expect(capsules(store)[0]?.events).toEqual([{ kind: "policy-change", files: [CONFIG] }]);
  });

  test("of anything else leaves no record, and asks no store where nothing of ours changed", async () => {
    const base = scannerFiles();
    const asked: RecordStore = {
      list: () => Promise.reject(new Error("asked")),
      text: () => Promise.reject(new Error("asked")),
      append: () => Promise.reject(new Error("asked")),
    };
    const head = { ...base, "src/reader.js": "export const read = () => [];\n" };
    expect(await recordFakeMerge(7, [asked], { base, head })).toMatchObject({ outcome: "nothing" });
    const store = fakeRecords();
    const noted = { ...base, ".mltrl/documents/nodule-detector/notes.md": "# Notes\n" };
    expect(await recordFakeMerge(7, [store], { base, head: noted })).toMatchObject({
      outcome: "nothing",
    });
    expect(store.texts()).toEqual([]);
  });

  test("is judged as it stood: what was said afterwards does not count", async () => {
    const store = fakeRecords();
    const late = aReview("researcher", "approved", HEAD, "2026-06-02T00:00:00Z");
    await recordFakeMerge(7, [store], { reviews: [late] });
    const [capsule] = capsules(store);
    expect(capsule?.signatures).toEqual([]);
    expect(capsule?.events[0]).toMatchObject({ conclusion: "action_required" });
    expect(capsule?.["pull-request"]["merged-at"]).toBe(MERGED_AT);
  });

  test("goes to the next store where one may not be written, and says so", async () => {
    const closed: RecordStore = {
      ...fakeRecords(),
      append: () => Promise.resolve(unavailable("not-visible", "contents are not ours to write")),
    };
    const store = fakeRecords();
    expect(await recordFakeMerge(7, [closed, store])).toMatchObject({
      outcome: "recorded",
      refused: ["contents are not ours to write"],
    });
    expect(await recordFakeMerge(7, [closed, store])).toEqual({ outcome: "already" });
    await expect(recordFakeMerge(8, [closed])).rejects.toThrow("no store takes the record");
  });

  test("finds its place behind those who were faster", async () => {
    const store = fakeRecords();
    let others = 2;
    const busy: RecordStore = {
      ...store,
      async append(record, after) {
        if (others > 0) {
          others -= 1;
          await recordFakeMerge(100 + others, [store]);
        }
        return store.append(record, after);
      },
    };
    expect(await recordFakeMerge(7, [busy])).toMatchObject({ outcome: "recorded" });
    expect(capsules(store).map((each) => [each.number, each["pull-request"].number])).toEqual([
      [1, 101],
      [2, 100],
      [3, 7],
    ]);
  });

  test("is tried again later where something does not answer", async () => {
    const merged = { number: 7, mergeCommit: HEAD, mergedAt: MERGED_AT };
    const lost = {
      ...mergedPorts([fakeRecords()]),
      baseBefore: () => Promise.resolve(unavailable("upstream" as const, "no answer")),
    };
    await expect(recordMerge(merged, lost, ENGINE)).rejects.toThrow("no answer");
    const moving: RecordStore = {
      ...fakeRecords(),
      append: () => Promise.resolve(known("moved" as const)),
    };
    await expect(recordFakeMerge(7, [moving])).rejects.toThrow("others appended");
  });
});
