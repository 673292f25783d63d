import type { Patience } from "../../github/timed-fetch.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Engine } from "../../use-cases/engine.ts";
import type { GithubPorts } from "../github-ports/github-ports.ts";
import type { Inputs } from "./inputs.ts";
import type { Environment, Job } from "./job.ts";

/** What judging in a job works with. */
export interface JobSurroundings {
  readonly job: Job;
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly engine: Engine;
  readonly clock: Clock;
  /** How long an answer of GitHub's is waited for. */
  readonly patience: Patience;
  /** GitHub, where there is a token to ask it with. */
  readonly github: (() => Promise<GithubPorts>) | undefined;
  readonly say: (line: string) => void;
}
