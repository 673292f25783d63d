import "./cold-schemas.ts";
import { run } from "./cli/run.ts";
import { surroundingsOf } from "./cli/surroundings.ts";

// Whoever reads our output may leave early, as `head` does.
process.stdout.on("error", () => process.exit());
// By default a signal ends the process without its exit handlers, which remove temporary files.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
process.exitCode = await run(
  process.argv.slice(2),
  surroundingsOf(process, { now: () => Date.now() }),
);
