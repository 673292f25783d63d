import type { AcceptanceMark } from "../core/model/acceptance.ts";
import { code, prose } from "./escape.ts";

/** What the App notes beneath somebody's acceptance, for people; Markdown. */
export function acceptedText(
  { by, rule, component, content }: AcceptanceMark,
  role: string,
  reason: string,
): string {
  return [
    `**Accepted by ${code(by)} for ${code(component)}: ${code(rule)} does not have to hold here.**`,
    prose(reason),
    `It counts while the content stays as it is (${code(content.slice(0, 19))}), the comment above stands unedited, and ${code(by)} holds the role ${code(role)}. Deleting either comment takes it back.`,
  ].join("\n\n");
}
