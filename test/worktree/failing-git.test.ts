import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { findBase, refsForBase } from "../../src/worktree/find-base.ts";
import { gitEnvironment } from "../../src/worktree/git-environment.ts";
import { type ObjectReader, objectReader } from "../../src/worktree/object-reader.ts";
import { readRefs } from "../../src/worktree/read-refs.ts";
import { type Git, gitIn } from "../../src/worktree/run-git.ts";
import { worktreeChangeSource } from "../../src/worktree/worktree-change-source.ts";
import {
  type WorktreeRepository,
  worktreeRepository,
} from "../../src/worktree/worktree-repository.ts";
import { GIT_ENVIRONMENT, makeRepository, type TestRepository } from "../support/git-repository.ts";
import { valueOf } from "./work-tree.ts";

/** What git says in these tests when it does not do what it is asked. */
const BROKEN = unavailable("upstream", "broken on purpose");

let made: TestRepository;
let git: Git;
let objects: ObjectReader;

beforeAll(() => {
  made = makeRepository({ "a/b/old.py": "1\n2\n3\n", ".mltrl/cards/nn.md": "# nn\n" });
  made.git("tag", "inner", "-m", "inner");
  made.git("tag", "outer", "-m", "outer", "inner");
  made.git("checkout", "--quiet", "-b", "feature");
  made.git("mv", "a/b/old.py", "a/b/new.py");
  made.commit("feature", { "a/c.py": "1\n" });
  const environment = gitEnvironment(GIT_ENVIRONMENT);
  git = gitIn(made.folder, environment);
  objects = objectReader({ folder: made.folder, environment, maxBytes: 1000 });
});

afterAll(async () => {
  await objects.close();
  made.remove();
});

/** A repository over a git of which the request of this number fails. */
function failingAt(turn: number): { repository: WorktreeRepository; asked: () => number } {
  let asked = 0;
  const attempt = <T>(ask: () => Promise<Fact<T>>): Promise<Fact<T>> => {
    asked += 1;
    return asked === turn ? Promise.resolve(BROKEN) : ask();
  };
  const failing: ObjectReader = {
    ...objects,
    read: (name) => attempt(() => objects.read(name)),
  };
  const failingGit: Git = (args, options) => attempt(() => git(args, options));
  const refs = () => readRefs(failingGit, ["refs/tags"]);
  const repository = worktreeRepository({ git: failingGit, objects: failing, refs });
  return { repository, asked: () => asked };
}

test.each<[string, (repository: Repository) => Promise<Fact<unknown>>]>([
  ["records", (repository) => repository.records("main")],
  ["files", (repository) => repository.files("main", "a")],
  ["root", (repository) => repository.root("main")],
  ["blob", (repository) => repository.blob(made.git("rev-parse", "main:.mltrl/cards/nn.md"))],
  ["tags", (repository) => repository.tags()],
  ["changedLines", (repository) => repository.changedLines("main", "feature", ["a/b/new.py"])],
])("%s gives what git says, or why it says nothing", async (_, ask) => {
  const whole = failingAt(0);
  expect((await ask(whole.repository)).state).toBe("known");
  expect(whole.asked()).toBeGreaterThan(0);
  for (let turn = 1; turn <= whole.asked(); turn += 1) {
    const fact = await ask(failingAt(turn).repository);
    // A question may have more than one way to its answer.
    expect(fact.state === "known" ? BROKEN : fact).toEqual(BROKEN);
  }
});

test("where histories meet is found out in another way, or is not known", async () => {
  const [main, feature] = [made.git("rev-parse", "main"), made.git("rev-parse", "feature")];
  for (const turn of [0, 1, 2]) {
    const { repository } = failingAt(turn);
    expect(valueOf(await repository.mergeBase(main, feature))).toBe(main);
  }
  const apart = await failingAt(4).repository.mergeBase(feature, main);
  expect(apart.state === "known" ? BROKEN : apart).toEqual(BROKEN);
});

test("a change that cannot be read in part cannot be read", async () => {
  const refs = valueOf(await readRefs(git, refsForBase("main")));
  const parts = {
    state: () => Promise.resolve(known({ commit: "1", branch: undefined, differing: [] })),
    head: () => Promise.resolve(known("1")),
    base: () => findBase(refs, objects, "main"),
  };
  const { repository } = failingAt(0);
  const clock = { now: () => 0 };
  const whole = await worktreeChangeSource({ repository, clock, ...parts }).read();
  expect(valueOf(whole)).toMatchObject({ headRef: "HEAD", title: "work tree" });
  for (const part of ["state", "head", "base"]) {
    const broken = { ...parts, [part]: () => Promise.resolve(BROKEN) };
    expect(await worktreeChangeSource({ repository, clock, ...broken }).read()).toEqual(BROKEN);
  }
  const deaf: ObjectReader = { ...objects, read: () => Promise.resolve(BROKEN) };
  expect(await findBase(refs, deaf, "main")).toEqual(BROKEN);
});

test("a repository whose default branch is named by nothing has main", async () => {
  const commit = made.git("rev-parse", "main");
  expect(valueOf(await findBase([], objects, commit))).toEqual({
    branch: "main",
    tip: commit,
    defaultBranch: "main",
    defaultTip: commit,
  });
});
