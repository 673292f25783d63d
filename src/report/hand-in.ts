import { IN_PRODUCTION } from "../core/model/deployed.ts";
import type { Finding } from "../core/model/finding.ts";

/**
 * How a report that somebody commits comes to count once it is made: `{hand-in}` in the remedies of rules.
 *
 * @param version the one that runs, where the report is about that
 */
export function stampIt(
  gate: Finding["gate"] | undefined,
  component: string,
  version: string | undefined = gate === IN_PRODUCTION ? "VERSION" : undefined,
): string {
  const deployed = version === undefined ? "" : ` --deployed ${version}`;
  return `stamp it: \`mltrl stamp ${component}${deployed}\``;
}

/** The same of one that a run of a workflow delivers. */
export const DELIVER_IT = "let its workflow deliver it again";
