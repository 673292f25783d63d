import type { CommandRequest } from "../../core/model/request.ts";
import type { InstallationClient } from "../../github/installation-client.ts";
import { runCommands } from "../../use-cases/run-command.ts";
import { branchFor } from "./access.ts";
import { actionPublisher, NO_CHECKS, peopleFor, withOwnChecks } from "./job-view.ts";
import { configAt, configChangedAt } from "./config-at.ts";
import type { JobSurroundings } from "./job-surroundings.ts";

/**
 * Carries out the commands of a comment as the App would: the same grammar, rights and replies. Everything is
 * read from GitHub; the head is never checked out.
 */
export async function runJobCommands(
  request: CommandRequest,
  client: InstallationClient,
  { github, inputs, engine }: JobSurroundings,
): Promise<void> {
  if (github === undefined) return;
  const ports = await (await github()).ofCommand(request);
  const publisher = inputs.publish === "check" ? actionPublisher(ports.publisher) : NO_CHECKS;
  const source = configChangedAt(withOwnChecks(ports.source), inputs.config);
  const repository = configAt(ports.repository, inputs.config);
  const branch = branchFor(ports.branch, client);
  const people = peopleFor(ports.people);
  await runCommands(request, { ...ports, source, repository, people, publisher, branch }, engine);
}
