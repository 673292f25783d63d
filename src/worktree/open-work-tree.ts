import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { ChangeSource } from "../ports/change-source.ts";
import type { Clock } from "../ports/clock.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import { gitEnvironment, withoutFilters } from "./git-environment.ts";
import { objectReader } from "./object-reader.ts";
import { zeroSeparated } from "./path-text.ts";
import { type Git, gitIn } from "./run-git.ts";
import { snapshot } from "./snapshot.ts";
import { type WorkTreeState, workTreeState } from "./work-tree-state.ts";
import { worktreeChangeSource } from "./worktree-change-source.ts";
import { worktreePeople } from "./worktree-people.ts";
import { worktreeRepository } from "./worktree-repository.ts";

export interface WorkTreeOptions {
  /** Any folder of the work tree. */
  readonly folder: string;
  /** The revision to compare with; the default branch if none is named. */
  readonly base?: string;
  readonly clock: Clock;
  /** The variables git is run with, apart from those that would make it do more than read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The ports over a work tree. Nothing is written to its repository. */
export interface WorkTree {
  /** The folder that holds the work tree. */
  readonly root: string;
  readonly source: ChangeSource;
  readonly repository: Repository;
  readonly people: People;
  /** What stands in the work tree, committed or not, as a revision. */
  head(): Promise<Fact<string>>;
  /** Filters of this clone's own configuration, which are not run. */
  readonly disabledFilters: readonly string[];
  close(): Promise<void>;
}

/** The most of one object that is kept in memory: room for the largest report there is. */
const MAX_OBJECT_BYTES = 64 * 1024 * 1024;

export async function openWorkTree({
  folder,
  base,
  clock,
  environment,
}: WorkTreeOptions): Promise<Fact<WorkTree>> {
  const discover = gitIn(folder, gitEnvironment(environment));
  const [places, filters] = await Promise.all([placesOf(discover), localFilters(discover)]);
  if (places.state === "unavailable") return places;
  if (filters.state === "unavailable") return filters;

  const { root, objects: objectFolder, index } = places.value;
  const scratch = mkdtempSync(join(tmpdir(), "mltrl-"));
  mkdirSync(join(scratch, "objects"));
  const remove = (): void => rmSync(scratch, { recursive: true, force: true });
  process.once("exit", remove);
  const env = {
    ...gitEnvironment(environment, withoutFilters(filters.value)),
    GIT_OBJECT_DIRECTORY: join(scratch, "objects"),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(objectFolder), // quoted: it may hold a colon
  };
  const git = gitIn(root, env);
  const objects = objectReader({ folder: root, environment: env, maxBytes: MAX_OBJECT_BYTES });
  const repository = worktreeRepository(git, objects);

  let stateRead: Promise<Fact<WorkTreeState>> | undefined;
  const state = (): Promise<Fact<WorkTreeState>> => (stateRead ??= workTreeState(git));
  let headMade: Promise<Fact<string>> | undefined;
  const makeHead = async (): Promise<Fact<string>> => {
    const now = await state();
    if (now.state === "unavailable") return now;
    const head = await snapshot(git, now.value, { index, scratch });
    if (head.state === "known" && now.value.commit !== undefined) {
      repository.standsOn(head.value, now.value.commit);
    }
    return head;
  };
  const head = (): Promise<Fact<string>> => (headMade ??= makeHead());
  return known({
    root,
    repository,
    people: worktreePeople,
    source: worktreeChangeSource({
      git,
      repository,
      state,
      head,
      clock,
      ...(base !== undefined && { base }),
    }),
    head,
    disabledFilters: filters.value,
    async close() {
      await objects.close();
      process.off("exit", remove);
      remove();
    },
  });
}

interface Places {
  readonly root: string;
  readonly objects: string;
  readonly index: string;
}

async function placesOf(git: Git): Promise<Fact<Places>> {
  const output = await git([
    "rev-parse",
    "--path-format=absolute",
    "--show-toplevel",
    "--git-path",
    "objects",
    "--git-path",
    "index",
  ]);
  if (output.state === "unavailable") return output;
  const [root, objects, index, ...rest] = output.value.toString("utf8").split("\n");
  return root !== undefined && objects !== undefined && index !== undefined && rest.length === 1
    ? known({ root, objects, index })
    : unavailable("upstream", "git 2.31 or newer is needed, in a folder without a line feed");
}

/**
 * Names of the filters that the clone itself configures. Such a configuration does not come with a clone,
 * but with an archive of one it does; the user's and the machine's are trusted.
 */
async function localFilters(git: Git): Promise<Fact<string[]>> {
  const output = await git(["config", "-z", "--show-scope", "--list"]);
  return mapFact(output, (bytes) => {
    const fields = zeroSeparated(bytes).map((field) => field.toString("utf8"));
    const names = fields.flatMap((field, i) => {
      const scope = fields[i - 1];
      const key = field.split("\n")[0] ?? "";
      const name = /^filter\.(.+)\.[^.]+$/.exec(key)?.[1];
      return i % 2 === 1 && name !== undefined && (scope === "local" || scope === "worktree")
        ? [name]
        : [];
    });
    return [...new Set(names)];
  });
}
