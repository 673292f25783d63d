import { describe, expect, test } from "@jest/globals";
import { daysOf, endedText, type Waiver, waiverState } from "../../../src/core/model/waiver.ts";
import { aWaiver } from "../../support/fake-waiver.ts";

const NOW = "2026-06-01T12:00:00.000Z";

function stateAt(now: string, ...waivers: readonly Partial<Waiver>[]) {
  return waiverState(waivers.map(aWaiver), "detector", 90, now);
}

describe("a waiver", () => {
  test.each<[string, string, "none" | "in force" | "ends soon" | "ended"]>([
    ["before its first day", "2026-04-30T23:59:59.999Z", "none"],
    ["on its first day", "2026-05-01T00:00:00.000Z", "in force"],
    ["15 days before its end", "2026-06-16T00:00:00.000Z", "in force"],
    ["14 days before its end", "2026-06-17T00:00:00.000Z", "ends soon"],
    ["in its last second", "2026-06-30T23:59:59.999Z", "ends soon"],
    ["at the midnight that ends its last day", "2026-07-01T00:00:00.000Z", "ended"],
  ])("%s", (_, now, expected) => {
    const { standIn, ended } = stateAt(now, {});
    const seen = standIn?.endsSoon ? "ends soon" : standIn ? "in force" : ended ? "ended" : "none";
    expect(seen).toBe(expected);
  });

  test("says who answers for it, until when and why", () => {
    expect(stateAt(NOW, { granted: { date: "2026-05-01", by: "quality" } }).standIn).toEqual({
      type: "waiver",
      reason: "waived until 2026-06-30 by policy-owners (quality): It is being mended.",
      approver: "policy-owners",
      endsAt: "2026-07-01T00:00:00.000Z",
      warnsAt: "2026-06-17T00:00:00.000Z",
      place: { path: ".mltrl/waivers.yml", line: 3, column: 5 },
    });
  });

  test("ends with the longest that a policy allows, whatever it claims", () => {
    const { standIn } = waiverState([aWaiver()], "detector", 40, NOW);
    expect(standIn?.endsAt).toBe("2026-06-10T00:00:00.000Z");
    expect(waiverState([aWaiver()], "detector", 31, NOW).ended?.until).toBe("2026-05-31");
  });

  test("of another component is none", () => {
    expect(stateAt(NOW, { components: ["reader"] })).toEqual({});
    const both = stateAt(NOW, { components: ["reader", "detector"] });
    expect(both).toEqual(stateAt(NOW, { components: ["detector"] }));
    expect(both.standIn?.type).toBe("waiver");
  });

  test("gives way to a later one", () => {
    const { standIn } = stateAt(NOW, {}, { until: "2026-07-15" }, { until: "2026-05-20" });
    expect(standIn?.endsAt).toBe("2026-07-16T00:00:00.000Z");
  });

  test("counts its first and its last day", () => {
    const granted = { date: "2026-05-01" };
    expect(daysOf({ granted, until: "2026-05-01" })).toBe(1);
    expect(daysOf({ granted, until: "2026-06-30" })).toBe(61);
  });

  test("that is over is named with its line", () => {
    const { ended } = stateAt("2026-07-02T00:00:00.000Z", {});
    expect(ended && endedText(ended)).toBe(
      "the waiver of it ended on 2026-06-30 (.mltrl/waivers.yml:3:5)",
    );
  });
});
