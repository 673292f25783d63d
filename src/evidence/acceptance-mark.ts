import * as z from "zod";
import type { AcceptanceMark } from "../core/model/acceptance.ts";
import { component, level, login } from "./record-fields.ts";

const START = "<!-- mltrl-gate accepted ";
const END = " -->";

const markSchema = z.strictObject({
  comment: z.int(),
  by: login,
  rule: component,
  component,
  from: level.exactOptional(),
  to: level.exactOptional(),
  content: z.string().regex(/^[a-z0-9]+:[0-9a-f]+$/),
  head: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .exactOptional(),
  origin: z.literal(true).exactOptional(),
});

/** The invisible first line of the comment in which the App notes an acceptance. */
export function acceptanceLine(mark: AcceptanceMark): string {
  return `${START}${JSON.stringify(mark)}${END}`;
}

/** What such a comment notes; undefined where it is another. */
export function acceptanceIn(body: string): AcceptanceMark | undefined {
  const [first = ""] = body.split(/\r?\n/, 1);
  if (!first.startsWith(START) || !first.endsWith(END)) return undefined;
  try {
    const read = markSchema.safeParse(JSON.parse(first.slice(START.length, -END.length)));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
