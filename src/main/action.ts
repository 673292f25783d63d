import { runAction } from "./action/run-action.ts";
import { runnerOf } from "./action/runner.ts";

process.exitCode = await runAction({
  environment: process.env,
  runner: runnerOf(process),
  clock: { now: () => Date.now() },
});
