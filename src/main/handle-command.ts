import type { CommandRequest } from "../core/model/request.ts";
import type { Handler } from "../ports/job-store.ts";
import { runCommands } from "../use-cases/run-command.ts";
import type { Surroundings } from "./job-handlers.ts";

/** Carries out the commands of a comment. */
export function handleCommand({ engine, commandPortsOf }: Surroundings): Handler<CommandRequest> {
  return async ({ data }) => {
    await runCommands(data, await commandPortsOf(data), engine);
  };
}
