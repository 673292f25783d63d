/**
 * Writes the history of an example into a folder, as a git repository to try the command line on:
 * `npm run -s replay-example -- visual-inspection /tmp/visual-inspection`. With a step's number the folder
 * holds what was merged before that step, and the head of its pull request: `… /tmp/visual-inspection 012`.
 */
import { existsSync } from "node:fs";
import { writeGitCopy } from "../test/examples/git-copy.ts";
import { exampleNames, readExample } from "../test/examples/read-example.ts";
import { replay } from "../test/examples/replay.ts";

const [name = "", folder = "", step] = process.argv.slice(2);
if (!exampleNames().includes(name) || folder === "") {
  console.error("usage: npm run -s replay-example -- <example> <folder> [step]");
  console.error(`examples: ${exampleNames().join(", ")}`);
  process.exitCode = 2;
} else if (existsSync(folder)) {
  console.error(`${folder} is there already`);
  process.exitCode = 2;
} else {
  writeGitCopy(folder, await replay(readExample(name)), step);
  console.log(`${folder}: ${step === undefined ? "main" : `the pull request of step ${step}`}`);
}
