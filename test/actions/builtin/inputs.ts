import { stepLogOf } from "../run/run-command.ts";
import type { JobState, StepEnd } from "../run/job-state.ts";
import { unsupported } from "../workflow/parts.ts";

/** The inputs with their defaults; one that the stand-in for the action does not know is an error. */
export function inputsWith<K extends string>(
  action: string,
  given: Readonly<Record<string, string>>,
  defaults: Readonly<Record<K, string>>,
): Record<K, string> {
  const strange = Object.keys(given).filter((name) => !(name in defaults));
  if (strange.length > 0) throw unsupported(action, `the inputs ${strange.join(", ")}`);
  return { ...defaults, ...given };
}

/** The end of a step that failed, with an annotation that says why. */
export function failed(job: JobState, message: string): StepEnd {
  annotate(job, "failure", message);
  return { succeeded: false, outputs: {} };
}

/** An annotation of the action itself. */
export function annotate(job: JobState, level: "failure" | "warning", message: string): void {
  const log = stepLogOf(job);
  log.line(message);
  log.annotate(level, message);
  job.annotations.push(...log.annotations);
}
