import type { Waiver } from "../../src/core/model/waiver.ts";

/** A waiver from the first of May to the end of June 2026. */
export function aWaiver(changes: Partial<Waiver> = {}): Waiver {
  return {
    rule: "a-rule",
    components: ["detector"],
    reason: "It is being mended.",
    approver: "policy-owners",
    granted: { date: "2026-05-01" },
    until: "2026-06-30",
    place: { path: ".mltrl/waivers.yml", line: 3, column: 5 },
    ...changes,
  };
}
