import { answer, type Answer } from "./answer.ts";
import { paragraph } from "./cut.ts";
import { code, prose } from "./escape.ts";

/** A waiver that was asked for, and who can grant it. */
export function waiverAskedReply({
  what,
  approver,
  pullRequest,
}: {
  /** `a-rule for a-component until 2026-06-30`. */
  readonly what: string;
  readonly approver: string;
  readonly pullRequest: number | undefined;
}): Answer {
  const where = pullRequest === undefined ? "a pull request" : `#${pullRequest}`;
  return answer(`Asked for: ${where} waives ${prose(what)}.`, [
    paragraph(
      "",
      `Somebody with the role ${code(approver)} grants it by approving that pull request. It counts once it is merged.`,
    ),
  ]);
}
