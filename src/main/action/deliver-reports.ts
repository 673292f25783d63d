import { resolve } from "node:path";
import { readRunFacts } from "../../events/run-facts.ts";
import { ARTIFACT } from "../../evidence/manifest.ts";
import { workflowCommand } from "../../report/workflow-command.ts";
import { artifactFolder } from "../../worktree/artifact-folder.ts";
import { collectReports } from "./collect-reports.ts";
import type { JobSurroundings } from "./job-surroundings.ts";
import type { Runner } from "./runner.ts";
import { withClone } from "./with-clone.ts";

/**
 * Writes the reports of this run to where a later step uploads them from. That there are none closes
 * nothing: what rules ask of them is judged by whoever reads the artifact.
 */
export async function deliverReports(surroundings: JobSurroundings, runner: Runner): Promise<void> {
  const { job, inputs, environment } = surroundings;
  if (inputs.collect === undefined) return;
  const folder = artifactFolder(resolve(job.workspace, inputs.collect));
  const run = readRunFacts(environment, job.payload);
  const collected =
    run.state === "unavailable"
      ? run
      : await withClone(surroundings, ({ repository, treeOf }) =>
          collectReports(run.value, folder, {
            ...surroundings,
            named: inputs.evidence,
            from: inputs.reportsFrom,
            repository,
            treeOf,
          }),
        );
  if (collected.state === "unavailable") {
    runner.say(workflowCommand("warning", `No reports were collected: ${collected.reason}`));
    runner.output("collected", "0");
    return;
  }
  const { files } = collected.value.manifest;
  const named = files.map(({ path }) => path).join(", ");
  runner.say(`Collected for an artifact ${ARTIFACT}<job>: ${named}`);
  runner.output("collected", String(files.length));
}
