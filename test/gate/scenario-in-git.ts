import { execFileSync } from "node:child_process";
import { BASE, HEAD } from "../support/fake-change.ts";
import { type FactsFile, factsOf, known } from "../support/facts-file.ts";
import type { FakeFile, FakeTree } from "../support/fake-repository.ts";
import { GIT_ENVIRONMENT } from "../support/git-repository.ts";
import {
  EARLIER,
  readScenario,
  runsIn,
  SCENARIO_PEOPLE,
  type ScenarioTrees,
  treesOf,
} from "./scenario.ts";

/** The branch of the pull request. */
export const TOPIC = "topic";

/** Months before a scenario is judged, and the day before. */
const LONG_AGO = Date.UTC(2026, 0, 2) / 1000;
const LATELY = Date.UTC(2026, 4, 31) / 1000;

/** Who the scenarios' policies give a role to. */
const OFFICE_HOLDERS = ["second-engineer", "researcher", "research-lead", "product-manager", "platform-admin"]; // prettier-ignore

/** A scenario as a repository with its pull request checked out, and all that git does not tell of it. */
export interface ScenarioInGit {
  readonly baseRef: string;
  readonly facts: FactsFile;
}

/** Builds the repository of a scenario in an empty folder. */
export async function scenarioInGit(name: string, folder: string): Promise<ScenarioInGit> {
  const fake = readScenario(name);
  const { baseRef } = fake.change;
  const git = (words: readonly string[], input = ""): string =>
    execFileSync("git", words, { cwd: folder, env: GIT_ENVIRONMENT, input, encoding: "utf8" });
  const tags = known(await fake.repository.tags()).map((tag) => tag.name);
  git(["init", "--quiet", "--initial-branch=main"]);
  git(["fast-import", "--quiet"], historyOf(treesOf(name), baseRef, tags));
  git(["checkout", "--quiet", TOPIC]);
  const idOf = (revision: string): string => git(["rev-parse", revision]).trim();
  const ids = new Map([
    [BASE, idOf(baseRef)],
    [EARLIER, idOf(`${TOPIC}~1`)],
    [HEAD, idOf(TOPIC)],
  ]);
  const runs = runsIn(name);
  const { teams } = SCENARIO_PEOPLE;
  const facts = await factsOf(fake, { ids, teams, officeHolders: OFFICE_HOLDERS });
  return { baseRef, facts: { ...facts, ...(runs && { "workflow-runs": runs }) } };
}

/** A history with these trees in it, for `git fast-import`. */
function historyOf(trees: ScenarioTrees, baseRef: string, tags: readonly string[]): string {
  const { left, since, before, defaultBranch, earlier, head } = trees;
  const base = `refs/heads/${baseRef}`;
  const topic = `refs/heads/${TOPIC}`;
  const lines: string[] = [];
  const tips = new Map<string, number>();
  let marks = 0;
  const commit = (ref: string, tree: FakeTree, seconds: number, from = ref): void => {
    const parent = tips.get(from);
    marks += 1;
    tips.set(ref, marks);
    lines.push(
      `commit ${ref}`,
      `mark :${marks}`,
      `committer Ada <ada@example.org> ${seconds} +0000`,
      data(`Commit ${marks}`),
      ...(parent === undefined ? [] : [`from :${parent}`]),
      "deleteall",
      ...Object.entries(tree).map(([path, file]) => `M 100644 inline ${path}\n${data(file)}`),
      "",
    );
  };
  if (typeof before === "object") commit(base, before, LONG_AGO);
  commit(base, left, before === undefined ? LONG_AGO : LATELY);
  commit(topic, earlier, LATELY, base);
  commit(topic, head, LATELY);
  if (defaultBranch !== undefined) commit("refs/heads/main", defaultBranch, LONG_AGO, base);
  if (since !== undefined) commit(base, since, LONG_AGO);
  const tip = `from :${tips.get(base)}`;
  if (!tips.has("refs/heads/main")) lines.push("reset refs/heads/main", tip, "");
  for (const tag of tags) {
    lines.push(`tag ${tag}`, tip, `tagger Ada <ada@example.org> ${LONG_AGO} +0000`, data(tag));
  }
  return `${lines.join("\n")}\n`;
}

function data(content: FakeFile): string {
  if (typeof content !== "string") throw new Error("a scenario has only files of text");
  return `data ${Buffer.byteLength(content)}\n${content}`;
}
