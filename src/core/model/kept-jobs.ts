import type { WorkflowRun } from "./ci-report.ts";

/** A job that was carried out in an attempt of a run. */
export interface CarriedOutJob {
  /** As GitHub shows it: `tests`, `tests (3.12)`, `gate / tests` where a called workflow has it. */
  readonly name: string;
  readonly attempt: number;
}

/**
 * Why what a job delivered in an earlier attempt of a run does not count; undefined where it does. Where only
 * failed jobs are run again those that passed are not, and what they delivered stays theirs. Anything
 * else is replaced by what came after it, even by nothing: else a worse report could be left out. Which
 * job it was is told by the name of its artifact alone; what cannot be told does not count.
 *
 * @param job what the artifact is named after
 */
export function whyNotKept(
  job: string,
  attempt: number,
  run: WorkflowRun,
  jobs: readonly CarriedOutJob[],
): string | undefined {
  const older = `it is of attempt ${attempt}, and the run is at attempt ${run.attempt}`;
  const own = jobs.filter(({ name }) => isCalled(name, job));
  const again = own.find((each) => each.attempt > attempt);
  if (again !== undefined) {
    return `${older}, in which the job "${again.name}" ran again and delivered nothing: let it deliver, or run all jobs again`;
  }
  return own.some((each) => each.attempt === attempt)
    ? undefined
    : `${older}; no job of attempt ${attempt} is called "${job}", so that it cannot be told whether its job ran again: name the artifact after its job, or run all jobs again`;
}

/** A job of a matrix has its values behind the name, one of a called workflow its caller before it. */
function isCalled(name: string, job: string): boolean {
  const [called = ""] = name.split(" / ").slice(-1);
  return name === job || called === job || called.startsWith(`${job} (`);
}
