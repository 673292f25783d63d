import { join, resolve } from "node:path";
import { readRunFacts } from "../../events/run-facts.ts";
import { MANIFEST } from "../../evidence/manifest.ts";
import { type NamedReports, namedReports } from "../../evidence/named-reports.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { collectEvidence } from "../../use-cases/collect-evidence.ts";
import { inspectFile } from "../../use-cases/inspect/inspect-file.ts";
import { artifactFolder } from "../../worktree/artifact-folder.ts";
import { reportFilesIn } from "../../worktree/report-files.ts";
import { wayInside } from "../../worktree/way-inside.ts";
import { cannotJudge } from "./cannot-judge.ts";
import type { Command } from "./command.ts";
import { atWorkTreeRoot } from "./in-work-tree.ts";
import { causeLine } from "./print-causes.ts";
import { readNamedBytes } from "./read-named-file.ts";

export const collectCommand: Command = {
  name: "collect",
  summary: "Collect the reports that a workflow's run made, for an artifact that the App reads",
  operands: { name: "<pattern>...", atLeast: 0, atMost: Infinity },
  options: {
    to: {
      type: "string",
      value: "DIR",
      description: "An empty folder to write the artifact to; must be given",
    },
    from: {
      type: "string",
      value: "DIR",
      description: "A folder that holds the reports at their paths; the work tree if not given",
    },
    cwd: {
      type: "string",
      value: "DIR",
      description: "The work tree that the reports are of; here if not given",
    },
  },
  notes: [
    "Run it in a job of a workflow, after the tests, and upload the folder by actions/upload-artifact as",
    "mltrl-evidence-<job>. It takes the files of all evidence that names the workflow in .mltrl/config.yml,",
    "and those that patterns name: 'reports/*.xml format=junit component=nn', or told by their content.",
    "Files that are committed as they are need not be of this run, and are left out.",
    "Exit code: 0, or 2 if there is nothing to deliver or it could not be collected.",
  ],
  async run({ operands, options }, surroundings) {
    const { clock, complain, environment, folder, print } = surroundings;
    const named = operands.map(namedReports);
    const faults = [
      ...(typeof options["to"] === "string" ? [] : ["say where to write the artifact: --to DIR"]),
      ...named.flatMap((each) => ("faults" in each ? each.faults : [])),
    ];
    if (faults.length > 0) {
      complain(faults.map(causeLine).join(""));
      return 2;
    }
    const run = readRunFacts(environment, await eventIn(environment["GITHUB_EVENT_PATH"], folder));
    if (run.state === "unavailable") return cannotJudge(run.reason, surroundings);
    return atWorkTreeRoot(options, surroundings, async (root, workTree) => {
      const to = resolve(folder, String(options["to"]));
      const from = wayInside(root, resolve(folder, String(options["from"] ?? root)));
      if (from.state === "unavailable") return cannotJudge(from.reason, surroundings);
      const ports = {
        ...workTree,
        files: reportFilesIn(join(root, from.value)),
        from: from.value,
        folder: artifactFolder(to),
        clock,
        formatOf: (path: string, bytes: Uint8Array) => inspectFile(path, bytes).format ?? undefined,
      };
      const wished = named.filter((each): each is NamedReports => "pattern" in each);
      const collected = await collectEvidence(run.value, wished, ports, catalogue);
      if (collected.state === "unavailable") return cannotJudge(collected.reason, surroundings);
      const { manifest, notices } = collected.value;
      complain(notices.map((notice) => `note: ${notice}\n`).join(""));
      for (const { path, bytes, format } of manifest.files) {
        print(`${path}: ${format ?? "report"}, ${bytes} bytes\n`);
      }
      print(`${to}: ${manifest.files.length} of ${MANIFEST}, of ${manifest.headSha}\n`);
      return 0;
    });
  },
};

/** The event that began the run; nothing where there is none, or none that can be read. */
async function eventIn(path: string | undefined, folder: string): Promise<unknown> {
  if (path === undefined) return undefined;
  const read = await readNamedBytes(path, folder);
  if (read.state === "unavailable") return undefined;
  return JSON.parse(new TextDecoder().decode(read.value)) as unknown;
}
