import type { Conclusion } from "../../../core/model/conclusion.ts";
import { currentJob } from "../../../telemetry/job-context.ts";
import type { Surroundings } from "./surroundings.ts";

/** Tells those who run the App what came of a job's checks, and how long somebody had waited for it. */
export function tellVerdict(
  checks: readonly { readonly conclusion: Conclusion }[],
  { telemetry, clock }: Pick<Surroundings, "telemetry" | "clock">,
): void {
  for (const { conclusion } of checks) telemetry.judged(conclusion);
  const { askedAt } = currentJob() ?? {};
  // What time asks for by itself nobody has waited for.
  if (askedAt === undefined || checks.length === 0) return;
  telemetry.answered((clock.now() - askedAt) / 1000);
}
