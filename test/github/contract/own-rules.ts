import { checkRun } from "./check-run-rules.ts";
import { isFilled, missingIf, wrongIf, type OwnRule } from "./own-rule.ts";
import type { OperationId } from "./permissions.ts";
import type { Finding } from "./problem.ts";
import { isRecord } from "./record.ts";

const longestText = 65_536; // characters

const shortText: OwnRule = ({ body }) =>
  wrongIf(
    typeof body === "string" && body.length > longestText,
    "body.body",
    `must not have more than ${longestText} characters`,
  );

const comment: OwnRule = (body, call) => [
  ...wrongIf(body["body"] !== undefined && !isFilled(body["body"]), "body.body", "is blank"),
  ...shortText(body, call),
];

const newPull: OwnRule = (body, call) => [
  ...missingIf(
    body["title"] === undefined && body["issue"] === undefined,
    "body.title",
    "or body.issue is required",
  ),
  ...shortText(body, call),
];

const review: OwnRule = (body, call) => [
  ...missingIf(
    (body["event"] === "REQUEST_CHANGES" || body["event"] === "COMMENT") && !isFilled(body["body"]),
    "body.body",
    `is required when event is ${String(body["event"])}`,
  ),
  ...shortText(body, call),
];

const reviewers: OwnRule = ({ reviewers, team_reviewers }) =>
  missingIf(
    reviewers === undefined && team_reviewers === undefined,
    "body.reviewers",
    "or body.team_reviewers is required",
  );

const wholeRef: OwnRule = ({ ref }) =>
  wrongIf(
    typeof ref === "string" && !/^refs\/[^/]+\/./.test(ref),
    "body.ref",
    "must begin with refs/ and have two slashes",
  );

const refInPath: OwnRule = (_body, { pathValues }) =>
  wrongIf(
    pathValues.get("ref")?.startsWith("refs/") === true,
    "path.ref",
    "must not begin with refs/, which the path already has",
  );

const tree: OwnRule = ({ tree }) =>
  (Array.isArray(tree) ? tree : []).flatMap((entry: unknown, index): Finding[] => {
    if (!isRecord(entry)) return [];
    const where = `body.tree[${index}]`;
    const { sha, content } = entry;
    return [
      ...wrongIf(sha !== undefined && content !== undefined, where, "has both sha and content"),
      ...missingIf(sha === undefined && content === undefined, `${where}.sha`, "is required"),
    ];
  });

const blob: OwnRule = ({ encoding }) =>
  wrongIf(
    typeof encoding === "string" && encoding !== "utf-8" && encoding !== "base64",
    "body.encoding",
    "must be utf-8 or base64",
  );

const fileContent: OwnRule = ({ content }) =>
  wrongIf(
    typeof content === "string" && !/^[\w+/\s]*={0,2}\s*$/.test(content),
    "body.content",
    "must be Base64",
  );

const twoCommits: OwnRule = (_body, { pathValues }) =>
  wrongIf(
    pathValues.get("basehead")?.includes("...") === false,
    "path.basehead",
    "must have three dots between base and head",
  );

/** The rules that the description cannot say or leaves out; GitHub's documentation has them. */
export const ownRules: Readonly<Partial<Record<OperationId, OwnRule>>> = {
  "checks/create": checkRun,
  "checks/update": checkRun,
  "git/create-blob": blob,
  "git/create-ref": wholeRef,
  "git/create-tree": tree,
  "git/delete-ref": refInPath,
  "git/get-ref": refInPath,
  "git/list-matching-refs": refInPath,
  "git/update-ref": refInPath,
  "issues/create": shortText,
  "issues/create-comment": comment,
  "issues/update": shortText,
  "issues/update-comment": comment,
  "pulls/create": newPull,
  "pulls/create-review": review,
  "pulls/request-reviewers": reviewers,
  "pulls/update": shortText,
  "repos/compare-commits-with-basehead": twoCommits,
  "repos/create-or-update-file-contents": fileContent,
};
