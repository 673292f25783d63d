import { describe, expect, test } from "@jest/globals";
import {
  noteReply,
  notAllowedReply,
  patchReply,
  unknownCommandReply,
} from "../../src/report/reply.ts";
import { type Answer, replyMarker, replyText } from "../../src/report/answer.ts";
import { promotedReply, refusedPromotionReply } from "../../src/report/reply-promotion.ts";
import type { ComponentDecision } from "../../src/core/model/decision.ts";
import { reviewsAskedReply } from "../../src/report/reply-reviews.ts";
import { statusReply } from "../../src/report/reply-status.ts";
import { expectGolden } from "./golden.ts";
import { REPLIES } from "./replies.ts";
import { check, component, decision, finding, HEAD } from "./build.ts";
import { RULES } from "./rules.ts";
import { panel } from "./scenes.ts";

/** What a function answers, as the comment it becomes. */
function said<Given extends unknown[]>(answering: (...given: Given) => Answer) {
  return (...given: Given): string => replyText("1", [answering(...given)]);
}

function nobodyAsked(components: readonly ComponentDecision[]): string {
  return said(reviewsAskedReply)({ components, asked: [], notices: [] });
}

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
    const text = said(patchReply)({ does: "x", because: "y", text: "+````\n+code" });
    expect(text).toContain("\n`````diff\n+````\n+code\n`````");
  });

  test("a patch that is too long for a comment is left out, and that is said", () => {
    const text = said(patchReply)({ does: "x", because: "y", text: "+a\n".repeat(30_000) });
    expect(text).toContain("Save it as `mltrl.patch`");
    expect(text).toContain("Left out for length: the patch, which is too long for a comment.");
  });

  test("several answers share the room of one comment, and each headline is shown", () => {
    const long = patchReply({ does: "x", because: "y", text: "+a\n".repeat(15_000) });
    const text = replyText("1", [long, long, noteReply("Done.")]);
    expect(text.length).toBeLessThan(65_536);
    expect(text.match(/^\*\*Over to you/gm)).toHaveLength(2);
    expect(text).toContain("\n\n---\n**Done.**");
  });

  test("nobody near and nobody named", () => {
    expect(said(unknownCommandReply)("xyz", [])).toMatch(/\n\n`\/mltrl help` lists them all\.$/);
    expect(said(notAllowedReply)({ command: "waive", who: "people with write access" })).toMatch(
      /access\.\*\*$/,
    );
    const holders = Array.from({ length: 10 }, (_, index) => `p${index}`);
    expect(said(notAllowedReply)({ command: "waive", who: "x", holders })).toContain(
      "`p7` and 2 more.",
    );
  });

  test("one rule in the way, and no check at all", () => {
    const refused = component("dicom-io", {
      target: 8,
      findings: [finding("card-sections", { outcome: "unknown" })],
    });
    expect(said(refusedPromotionReply)(refused, RULES, { commit: HEAD })).toContain(
      "Not promoted: 1 rule does not hold yet for `dicom-io` 7 → 8.",
    );
    expect(said(statusReply)(decision({ checks: [] }), RULES)).toContain("No check of mltrl-gate");
    expect(said(statusReply)(decision({ checks: [check("success")] }), RULES)).toContain(
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
    expect(said(statusReply)(given, RULES)).toContain("| 5 rules: `a`, `b`, `c`, `d`, … |");
  });

  test("a promotion whose panel is complete, in a pull request opened for it", () => {
    const promotion = {
      component: component("a", { level: 0, target: 1 }),
      commit: HEAD,
      files: ["x"],
    };
    const text = said(promotedReply)(
      { ...promotion, seats: [], pullRequest: 12 },
      { commit: HEAD },
    );
    expect(text).toContain("Every seat of its panel is held.");
    expect(text).toContain("Committed `4f1c2a9` to #12, opened for it:");
    const seats = [{ role: "peer", candidates: ["bob"], lapsed: [] }];
    expect(said(promotedReply)({ ...promotion, seats }, { commit: HEAD })).toContain(
      "1 of 1 seat is open.",
    );
  });

  test("nobody is asked while something has to be mended, and nobody where nobody can", () => {
    const waiting = component("a", { target: 8, findings: [panel] });
    const failing = finding("card-sections", { outcome: "fail" });
    const unready = { ...waiting, findings: [panel, failing] };
    expect(nobodyAsked([unready])).toContain("what the check names comes first");
    expect(nobodyAsked([waiting])).toContain("or nobody can.");
    expect(nobodyAsked([])).toContain("no seat is open here");
  });
});
