import "./cold-schemas.ts";
import { runAction } from "./action/run-action.ts";
import { runnerOf } from "./action/runner.ts";

async function main(): Promise<void> {
  process.exitCode = await runAction({
    environment: process.env,
    runner: runnerOf(process),
    clock: { now: () => Date.now() },
  });
}

// Bundled as CommonJS, which cannot wait.
void main();
