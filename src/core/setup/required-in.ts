import type { BranchRule, RequiredCheck } from "../model/ruleset.ts";

export const REQUIRED_CHECKS = "required_status_checks";

/** The checks that a rule asks for; none where it is a rule about something else. */
export function requiredIn({ type, parameters }: BranchRule): readonly RequiredCheck[] {
  if (type !== REQUIRED_CHECKS) return [];
  return writtenChecks(parameters).map(({ context, integration_id: app }) => ({
    name: context,
    ...(typeof app === "number" && { app }),
  }));
}

interface WrittenCheck {
  readonly context: string;
  readonly integration_id?: number | null;
}

/** The same as GitHub writes them. */
export function writtenChecks(parameters: BranchRule["parameters"] = {}): readonly WrittenCheck[] {
  return (parameters["required_status_checks"] ?? []) as readonly WrittenCheck[];
}
