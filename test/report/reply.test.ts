import { describe, expect, test } from "@jest/globals";
import {
  notAllowedReply,
  patchReply,
  replyMarker,
  unknownCommandReply,
} from "../../src/report/reply.ts";
import { promotedReply, refusedPromotionReply } from "../../src/report/reply-promotion.ts";
import { statusReply } from "../../src/report/reply-status.ts";
import { expectGolden } from "./golden.ts";
import { REPLIES } from "./replies.ts";
import { check, component, decision, finding, HEAD } from "./build.ts";
import { RULES } from "./rules.ts";

describe("a reply", () => {
  test.each(Object.entries(REPLIES))("%s", (name, text) => {
    expectGolden(`reply/${name}.md`, `${text}\n`);
    expect(text).toMatch(/^<!-- mltrl-gate reply 4711 -->\n/);
  });
});

describe("the edges of replies", () => {
  test("a key cannot end the comment", () => {
    expect(replyMarker("1 --> <>")).toBe("<!-- mltrl-gate reply 1 -->");
  });

  test("a patch with fences stands in a longer fence, with its last line ended", () => {
    const text = patchReply("1", { does: "x", because: "y", text: "+````\n+code" });
    expect(text).toContain("\n`````diff\n+````\n+code\n`````");
  });

  test("a patch that is too long for a comment is left out, and that is said", () => {
    const text = patchReply("1", { does: "x", because: "y", text: "+a\n".repeat(30_000) });
    expect(text).toContain("Save it as `mltrl.patch`");
    expect(text).toContain("Left out for length: the patch, which is too long for a comment.");
  });

  test("nobody near and nobody named", () => {
    expect(unknownCommandReply("1", "xyz", [])).toMatch(/\n\n`\/mltrl help` lists them all\.$/);
    expect(notAllowedReply("1", { command: "waive", right: "write access" })).toMatch(
      /access\.\*\*$/,
    );
    const holders = Array.from({ length: 10 }, (_, index) => `p${index}`);
    expect(notAllowedReply("1", { command: "waive", right: "x", holders })).toContain(
      "`p7` and 2 more.",
    );
  });

  test("one rule in the way, and no check at all", () => {
    const refused = component("dicom-io", {
      target: 8,
      findings: [finding("card-sections", { outcome: "unknown" })],
    });
    expect(refusedPromotionReply("1", refused, RULES, { commit: HEAD })).toContain(
      "Not promoted: 1 rule does not hold yet for `dicom-io` 7 → 8.",
    );
    expect(statusReply("1", decision({ checks: [] }), RULES)).toContain("No check of mltrl-gate");
    expect(statusReply("1", decision({ checks: [check("success")] }), RULES)).toContain(
      "Not affected",
    );
  });

  test("a status names four rules and counts the rest", () => {
    const findings = ["a", "b", "c", "d", "e"].map((id) =>
      finding(id, { outcome: "fail", reason: `${id} does not hold` }),
    );
    const given = decision({
      checks: [check("failure", { components: ["dicom-io"] })],
      components: [component("dicom-io", { conclusion: "failure", findings })],
    });
    expect(statusReply("1", given, RULES)).toContain("| 5 rules: `a`, `b`, `c`, `d`, … |");
  });

  test("a promotion whose panel is complete, in a pull request opened for it", () => {
    const promotion = {
      component: component("a", { level: 0, target: 1 }),
      commit: HEAD,
      files: ["x"],
    };
    const text = promotedReply("1", { ...promotion, seats: [], pullRequest: 12 }, { commit: HEAD });
    expect(text).toContain("Every seat of its panel is held.");
    expect(text).toContain("Committed `4f1c2a9` to #12, opened for it:");
    const seats = [{ role: "peer", candidates: ["bob"], lapsed: [] }];
    expect(promotedReply("1", { ...promotion, seats }, { commit: HEAD })).toContain(
      "1 of 1 seat is open.",
    );
  });
});
