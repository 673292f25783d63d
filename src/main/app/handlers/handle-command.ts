import { BUTTONS } from "../../../core/model/button.ts";
import type { CommandRequest, PressRequest } from "../../../core/model/request.ts";
import type { Handler } from "../../../ports/job-store.ts";
import { runCommands } from "../../../use-cases/run-command.ts";
import { putJob } from "../queues/folding-queue.ts";
import type { Surroundings } from "./surroundings.ts";
import { COMMITS } from "../queues/commits.ts";

/** Carries out the commands of a comment. */
export function handleCommand({ engine, ports }: Surroundings): Handler<CommandRequest> {
  return async ({ data }) => {
    await runCommands(data, await ports.ofCommand(data), engine);
  };
}

/**
 * Carries out what a button stands for, on every open pull request with the head that it was pressed on.
 * Where there is none, only the commit itself can be judged again.
 */
export function handlePress(surroundings: Surroundings): Handler<PressRequest> {
  const { store, pullRequests, engine, ports } = surroundings;
  return async ({ data: { repository, sha, pullRequests: told, actor, body } }) => {
    const numbers = told.length > 0 ? told : await pullRequests.withHead(repository, sha);
    if (numbers.length === 0 && body === BUTTONS.check.command) {
      await putJob(store, COMMITS, { repository, sha, rewrite: true });
    }
    for (const number of numbers) {
      const request = { repository, number, onPullRequest: true, actor, body };
      await runCommands(request, await ports.ofCommand(request), engine);
    }
  };
}
