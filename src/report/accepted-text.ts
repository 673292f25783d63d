import type { AcceptanceMark } from "../core/model/acceptance.ts";
import { code, prose } from "./escape.ts";

/** What the App notes beneath somebody's acceptance, for people; Markdown. */
export function acceptedText(mark: AcceptanceMark, role: string, reason: string): string {
  const by = code(mark.by);
  const { what, during } = extentOf(mark);
  return [
    `**Accepted by ${by} for ${code(mark.component)}: ${what}.**`,
    prose(reason),
    `It counts while ${during}, the comment above stands unedited, and ${by} holds the role ${code(role)}. Deleting either comment takes it back.`,
  ].join("\n\n");
}

/** What it is that was accepted, and what ends it. */
function extentOf({ rule, content, head = "", origin }: AcceptanceMark): {
  readonly what: string;
  readonly during: string;
} {
  return origin === true
    ? {
        what: `${code(rule)} may rest on a report of a lower tier here`,
        during: `the head stays as it is (${code(head.slice(0, 7))}) and the rule holds by that report`,
      }
    : {
        what: `${code(rule)} does not have to hold here`,
        during: `the content stays as it is (${code(content.slice(0, 19))})`,
      };
}
