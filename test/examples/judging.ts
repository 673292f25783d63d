import type { Change, Review } from "../../src/core/model/change.ts";
import { type Fact, known } from "../../src/core/model/fact.ts";
import type { JudgePorts } from "../../src/use-cases/judge.ts";
import { changedFiles } from "../support/fake-change.ts";
import { fakeCiReports, type FakeRun } from "../support/fake-ci-reports.ts";
import { fakePeople } from "../support/fake-people.ts";
import { fakeRepository, type FakeTree } from "../support/fake-repository.ts";
import { committed, runOn } from "./deliveries.ts";
import { type BranchState, type Head, type Merge, tipOf } from "./branch-state.ts";
import type { Example, Step } from "./read-example.ts";

const DAY = 24 * 60 * 60 * 1000;

/** The grace of a policy that says nothing else. */
const GRACE = 14;

/** A pull request as the engine meets it, and as a work tree to stamp in. */
export interface Judging extends JudgePorts {
  readonly change: Change;
  /** What CI ran, on the head and on merges before. */
  readonly runs: readonly FakeRun[];
  readonly head: () => Promise<Fact<string>>;
}

/** The pull request of a step with these files at its head. */
export function judging(
  step: Step,
  tree: FakeTree,
  base: Head,
  state: BranchState,
  example: Example,
): Judging {
  const { name, teams, admins, checks } = example;
  const commit = commitOf(step, name);
  const own = { commit, tree };
  const heads = [...state.open, own];
  const byDefault = tipOf(state, "main");
  const stands = (head: Head): Head => committed(head, example);
  const now = `${step.at}T12:00:00.000Z`;
  const grace = Date.parse(now) - GRACE * DAY;
  const line = state.branches.get(step.base) ?? [];
  const before = line.findLast((merge) => Date.parse(merge.step.at) <= grace)?.commit ?? "none";
  const merges = [...state.branches.values()].flat();
  const tagged = merges.filter((merge) => merge.commit === before || isTagged(merge, state));
  const ran = merges.filter((merge) => merge.step.stamp.length > 0);
  const repository = fakeRepository({
    revisions: Object.fromEntries(
      [base, byDefault, ...tagged, ...ran, ...heads]
        .map(stands)
        .map((each) => [each.commit, each.tree]),
    ),
    mergeBase: base.commit,
    before,
    tags: state.tags,
  });
  const change: Change = {
    title: step.title,
    defaultBranch: "main",
    baseRef: step.base,
    headRef: step.name,
    defaultTip: byDefault.commit,
    baseTip: base.commit,
    head: commit,
    state: "open",
    draft: false,
    fromFork: false,
    archived: false,
    author: { login: step.author, bot: false },
    changedFiles: known(changedFiles(stands(base).tree, stands(own).tree)),
    behindBase: known(false),
    contributors: known({ logins: [step.author, ...step["committed-by"]], unlinked: [] }),
    reviews: known(reviewsOf(step, heads)),
    comments: known([]),
    replacedHeads: known([]),
    askedReviewers: known([]),
    codeOwners: known(undefined),
    checkRuns: known(checkRunsOf({ ...checks, ...step.checks })),
    requiredChecks: known([]),
    siblings: [],
    now,
  };
  const runs = [
    ...runOn(step, own, example),
    ...ran
      .toReversed()
      .flatMap((merge) =>
        runOn(merge.step, merge, example).flatMap((each) => [
          each,
          { ...each, branch: "base" as const },
        ]),
      ),
  ];
  return {
    change,
    source: { read: () => Promise.resolve(known(change)) },
    repository,
    runs,
    ci: fakeCiReports(runs),
    people: fakePeople({
      teams,
      permissions: Object.fromEntries(admins.map((admin) => [admin, "admin" as const])),
    }),
    head: () => Promise.resolve(known(commit)),
  };
}

function isTagged({ commit }: Merge, { tags }: BranchState): boolean {
  return tags.some((tag) => tag.commit === commit);
}

// Steps are told apart by their numbers, so that goldens stay as they are when a step is mended.
function commitOf({ name }: Step, example: string): string {
  return Buffer.from(`${name.slice(0, 3)} ${example} `.padEnd(20, "."))
    .toString("hex")
    .slice(0, 40);
}

function reviewsOf({ at, reviews }: Step, heads: readonly Head[]): Review[] {
  return reviews.map(({ by, bot, state, on, signs }, i) => ({
    author: { login: by, bot },
    state,
    body: Object.entries(signs)
      .map(([component, role]) => `/mltrl sign ${component} as ${role}`)
      .join("\n"),
    edited: false,
    commit: heads.at(on === "earlier" ? -2 : -1)?.commit ?? "",
    submittedAt: `${at}T10:${String(i).padStart(2, "0")}:00Z`,
  }));
}

function checkRunsOf(checks: Readonly<Record<string, string>>) {
  return Object.entries(checks).map(([name, conclusion], i) => ({
    id: i + 1,
    name,
    app: { id: 15368, slug: "github-actions" },
    own: false,
    ...(conclusion === "running"
      ? { status: "in_progress" as const }
      : { status: "completed" as const, conclusion }),
  }));
}
