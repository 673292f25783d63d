import * as z from "zod";
import type { Contributors } from "../../src/core/model/change.ts";
import type { Delivery } from "../../src/core/model/ci-report.ts";
import type { Fact } from "../../src/core/model/fact.ts";
import { type factsSchema } from "../../src/main/cli/facts-schema.ts";
import type { FakeChange } from "./fake-change.ts";
import type { FakeRun } from "./fake-ci-reports.ts";

/** A file of facts, as people write it. */
export type FactsFile = z.input<typeof factsSchema>;

/** How what a fake names is called in the repository that was made of it. */
export interface InGit {
  /** Commits of git by those of the fake. */
  readonly ids: ReadonlyMap<string, string>;
  readonly teams: Readonly<Record<string, readonly string[]>>;
  /** Whose rights are told, beside those of people who spoke or wrote. */
  readonly officeHolders: readonly string[];
}

/** What a fake change says of people and checks, as a file of facts of its repository. */
export async function factsOf(
  { change, people }: Pick<FakeChange, "change" | "people">,
  { ids, teams, officeHolders }: InGit,
): Promise<FactsFile> {
  const comments = known(change.comments);
  const reviews = known(change.reviews);
  const contributors = known(change.contributors);
  const spoke = [...reviews, ...comments].map(({ author }) => nameOf(author));
  const logins = new Set([
    ...officeHolders,
    nameOf(change.author),
    ...spoke,
    ...contributors.logins,
  ]);
  const permissions = await Promise.all(
    [...logins].map(async (login) => [login, known(await people.permission(login))] as const),
  );
  return {
    now: change.now,
    "head-date": change.now,
    author: nameOf(change.author),
    reviews: reviews.map(({ author, state, commit, submittedAt, body, edited }) => ({
      author: nameOf(author),
      state,
      commit: ids.get(commit) ?? commit,
      "submitted-at": submittedAt,
      body,
      edited,
    })),
    comments: comments.map(({ author, body }) => ({ author: nameOf(author), body })),
    "asked-reviewers": known(change.askedReviewers).map(({ login }) => login),
    contributors: writable(contributors),
    writers: writable(known(await people.writersSince(change.baseTip, undefined, []))),
    "check-runs": known(change.checkRuns).map(({ name, app, status, conclusion }) => ({
      name,
      app,
      status,
      ...(conclusion !== undefined && { conclusion }),
    })),
    "required-checks": known(change.requiredChecks).map(({ name, app }) => ({
      name,
      ...(app !== undefined && { app }),
    })),
    teams: Object.fromEntries(Object.entries(teams).map(([team, members]) => [team, [...members]])),
    permissions: Object.fromEntries(permissions),
  };
}

/** What CI ran and delivered, as the same file says it. */
export async function workflowRunsOf(
  runs: readonly FakeRun[],
  ids: InGit["ids"],
): Promise<FactsFile["workflow-runs"]> {
  return Promise.all(
    runs.map(async ({ run, branch = "head", delivers }) => ({
      id: run.id,
      url: run.url,
      workflow: run.workflow,
      branch,
      "head-sha": ids.get(run.headSha) ?? run.headSha,
      ...(run.conclusion !== undefined && { conclusion: run.conclusion }),
      ...(delivers && { delivers: await filesIn(known(delivers)) }),
    })),
  );
}

async function filesIn(deliveries: readonly Delivery[]) {
  const files = deliveries.flatMap((delivery) =>
    delivery.manifest.files.map(async ({ path, component }) => ({
      path,
      text: new TextDecoder().decode(known(await delivery.bytes(path))),
      ...(component !== undefined && { component }),
    })),
  );
  return Promise.all(files);
}

function nameOf({ login, bot }: { readonly login: string; readonly bot: boolean }): string {
  return bot && !login.endsWith("[bot]") ? `${login}[bot]` : login;
}

function writable({ logins, unlinked }: Contributors) {
  return { logins: [...logins], unlinked: [...unlinked] };
}

/** The value of a fact that a fake tells for certain. */
export function known<T>(fact: Fact<T>): T {
  if (fact.state === "known") return fact.value;
  throw new Error(fact.reason);
}
