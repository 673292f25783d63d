import { plain } from "./escape.ts";
import { compare } from "./standing.ts";

/** Names of rules that stand beside each other. */
const MOST_RULES = 12;

/** What the policy switched off, by name: whoever reads that all holds should know what was not asked. */
export function switchedOffText(off: readonly { readonly rule: string }[]): string[] {
  const names = [...new Set(off.map(({ rule }) => plain(rule)))].toSorted(compare);
  const left = names.length - MOST_RULES;
  const shown = [...names.slice(0, MOST_RULES), ...(left > 0 ? [`and ${left} more`] : [])];
  return names.length === 0 ? [] : [`switched off by the policy: ${shown.join(", ")}`];
}
