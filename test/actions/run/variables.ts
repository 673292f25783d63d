import { dirname } from "node:path";
import { asText } from "../expressions/data.ts";
import type { Frame, JobState } from "./job-state.ts";

/** Keys of the `github` context that have no variable. */
const withoutVariable = new Set(["token", "event", "secret_source", "repositoryUrl"]);

/** What every process of a step sees: page "Variables reference", default environment variables. */
export function stepVariables(
  job: JobState,
  frame: Frame,
  own: Readonly<Record<string, string>>,
  action: string,
): Record<string, string> {
  const context = job.contexts["github"] as Record<string, unknown>;
  const github = Object.entries(context)
    .filter(([name]) => !withoutVariable.has(name))
    .map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, asText(value)]);
  return {
    ...job.run.options.machine,
    HOME: job.home,
    LANG: "C.UTF-8",
    ...job.env,
    ...frame.env,
    ...own,
    PATH: [...job.paths.toReversed(), dirname(process.execPath), process.env["PATH"]].join(":"),
    CI: "true",
    ...(Object.fromEntries(github) as Record<string, string>),
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION: action,
    ...(frame.actionFolder === undefined ? {} : { GITHUB_ACTION_PATH: frame.actionFolder }),
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_NAME: "GitHub Actions 1",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_TEMP: job.temp,
    RUNNER_TOOL_CACHE: `${job.home}/tools`,
  };
}

/** Actions alone get the means to upload; scripts do not. */
export function actionVariables({ runtimeToken, resultsUrl }: JobState): Record<string, string> {
  return { ACTIONS_RUNTIME_TOKEN: runtimeToken, ACTIONS_RESULTS_URL: resultsUrl };
}
