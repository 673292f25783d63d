import type { CommandRequest } from "../../../core/model/request.ts";
import type { Queue } from "../../../ports/job-store.ts";

/** Comments that may command something. */
export const COMMANDS: Queue<CommandRequest> = { name: "commands" };
