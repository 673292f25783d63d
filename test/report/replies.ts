import {
  helpReply,
  noteReply,
  notAllowedReply,
  patchReply,
  unknownCommandReply,
  usageReply,
} from "../../src/report/reply.ts";
import { type Answer, replyText } from "../../src/report/answer.ts";
import { promotedReply, refusedPromotionReply } from "../../src/report/reply-promotion.ts";
import { statusReply } from "../../src/report/reply-status.ts";
import { component, finding, HEAD } from "./build.ts";
import { RULES } from "./rules.ts";
import { panel } from "./scenes.ts";
import { scene } from "./show.ts";

const KEY = "4711";
const TARGET = { commit: HEAD, repositoryUrl: "https://github.com/acme/scanner" };

const RAISED = component("nodule-detector", {
  movement: "raise",
  target: 8,
  digest: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
});

const PATCH = `diff --git a/.mltrl/cards/nodule-detector.md b/.mltrl/cards/nodule-detector.md
--- a/.mltrl/cards/nodule-detector.md
+++ b/.mltrl/cards/nodule-detector.md
@@ -1,4 +1,4 @@
 ---
 name: nodule-detector
-level: 7
+level: 8
 ---
`;

const ANSWERS: Readonly<Record<string, Answer>> = {
  help: helpReply([
    { name: "help", usage: "/mltrl help", summary: "Lists the commands", who: "everybody" },
    {
      name: "explain",
      usage: "/mltrl explain <rule>",
      summary: "Says what a rule asks for, why, and how to meet it",
      who: "everybody",
    },
    {
      name: "promote",
      usage: "/mltrl promote [component]",
      summary: "Raises the level by one and calls the panel",
      who: "people with write access",
    },
  ]),
  status: statusReply(scene("several"), RULES),
  "status-waiting": statusReply(scene("waiting"), RULES),
  "status-crowd": statusReply(scene("crowd-of-all-sorts"), RULES),
  "unknown-command": unknownCommandReply("promot", ["promote"]),
  "not-allowed": notAllowedReply({
    command: "waive",
    who: "the role `policy-owners`",
    holders: ["alice", "acme/quality"],
  }),
  usage: usageReply(
    { usage: '/mltrl switchback <component> --to N --type T --reason "..."' },
    "`--to` is missing",
  ),
  note: noteReply("Asked bob and carol to review.", ["Nobody was left to ask for `safety-lead`."]),
  patch: patchReply({
    does: "raises `nodule-detector` to level 8",
    because: "mltrl-gate may not write to the branch of a fork",
    text: PATCH,
  }),
  refused: refusedPromotionReply(
    {
      ...RAISED,
      findings: [
        panel,
        finding("card-sections"),
        ...(scene("blocked").components[0]?.findings ?? []),
        finding("integration-tests", {
          outcome: "pending",
          turn: "ci",
          reason: "the workflow .github/workflows/ci.yml is still running",
        }),
      ],
    },
    RULES,
    TARGET,
  ),
  promoted: promotedReply(
    {
      component: RAISED,
      commit: HEAD,
      files: [
        ".mltrl/cards/nodule-detector.md",
        ".mltrl/reviews/nodule-detector/2027-02-03-7-to-8.yml",
      ],
      seats: panel.seats ?? [],
    },
    TARGET,
  ),
};

/** Every reply, by name: each has a golden file. */
export const REPLIES: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(ANSWERS).map(([name, answer]) => [name, replyText(KEY, [answer])]),
  [
    "several",
    replyText(
      KEY,
      [ANSWERS["note"], ANSWERS["usage"]].flatMap((each) => each ?? []),
    ),
  ],
]);
