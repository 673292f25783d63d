import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GitHub, startGitHub } from "../github/start-github.ts";
import { type ActionHost, checkOut, type StepResult } from "./action-job.ts";
import type { Clone } from "./clone.ts";
import { createRepository, type RepositoryOptions } from "./gated-repository.ts";
import { seedPeople, type World } from "./gated-world.ts";
import { APP_ID, OWNER } from "./people.ts";
import { scannerIn, type Workplace } from "./scanner.ts";

type Permissions = Readonly<Record<string, "read" | "write">>;

/** A job with one step, the Action, that an event began. */
export interface JobOfEvent {
  readonly repository: string;
  readonly event: string;
  readonly payload: Payload;
  /** What the workflow grants the job's token; everything that judging reads if not given. */
  readonly permissions?: Permissions;
  readonly inputs?: Readonly<Record<string, string>>;
  /** How much of the repository a step before it checked out: nothing, one commit, or everything. */
  readonly checkout?: "none" | "shallow" | "full";
  /** What the runner sets otherwise than on github.com. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Files that steps before it made. */
  readonly workspace?: (folder: string) => void;
}

export interface Payload {
  readonly [key: string]: unknown;
}

/** GitHub's stand-in, with nobody but jobs to judge what happens. */
export interface JobWorld {
  readonly github: GitHub;
  /** A scanner's repository. */
  scanner(name: string, options?: Partial<RepositoryOptions>): Promise<Workplace>;
  /** What GitHub told of the latest event of a repository. */
  told(repository: string, event: string, action?: string): Promise<Payload>;
  run(job: JobOfEvent): Promise<StepResult>;
  close(): Promise<void>;
}

/** What a workflow of ten lines grants. */
export const READS: Permissions = {
  actions: "read",
  checks: "read",
  contents: "read",
  pull_requests: "read",
};

export async function startJobWorld(action: ActionHost): Promise<JobWorld> {
  const github = await startGitHub();
  await seedPeople(github, true);
  // Nobody listens there: what GitHub would tell is read from its log of deliveries.
  await github.setWebhookUrl({ app: APP_ID, url: "http://127.0.0.1:9/" });
  const clones: Clone[] = [];
  const folder = mkdtempSync(join(tmpdir(), "mltrl-jobs-"));
  const quiet = (): Promise<void> => github.settled();
  const repository: World["repository"] = (name, options) =>
    createRepository(name, { private: true, ...options }, { github, clones, quiet });
  let jobs = 0;
  return {
    github,
    scanner: (name, options = {}) => scannerIn({ repository } as World, name, { requires: {}, ...options }), // prettier-ignore
    async told(name, event, wanted) {
      await quiet();
      const all = await github.deliveries({ event, ...(wanted !== undefined && { action: wanted }), payloads: true }); // prettier-ignore
      const own = all
        .map(({ payload }) => payload as unknown as Payload)
        .filter((payload) => fullName(payload) === `${OWNER}/${name}`);
      const last = own.at(-1);
      if (last === undefined) throw new Error(`nothing was told of a ${event} in ${name}`);
      return last;
    },
    async run({
      repository: name,
      event,
      payload,
      permissions = READS,
      inputs = {},
      checkout = "shallow",
      environment = {},
      workspace,
    }) {
      // prettier-ignore
      jobs += 1;
      const place = join(folder, `work-${jobs}`);
      const { ref, commit } = whereOf(event, payload);
      const pull = numberOf(payload);
      const { run } = await github.startRun({
        repository: `${OWNER}/${name}`,
        workflow: ".github/workflows/gate.yml",
        event,
        ...(pull !== undefined && event !== "issue_comment" && { pull }),
      });
      const { token } = await github.startJob({ run, name: "gate", permissions });
      const url = `${github.url.replace("//", "//x-access-token:platform-admin@")}/${OWNER}/${name}.git`; // prettier-ignore
      const sha =
        checkout === "none"
          ? (commit ?? "0".repeat(40))
          : checkOut(place, url, ref, checkout === "full" ? undefined : 1);
      workspace?.(place);
      return action.run({
        server: github.url,
        repository: `${OWNER}/${name}`,
        event,
        payload,
        sha: event === "push" || event === "schedule" ? (commit ?? sha) : sha,
        ref,
        inputs: { token, ...inputs },
        run,
        environment,
        ...(checkout !== "none" && { workspace: place }),
      });
    },
    async close() {
      action.remove();
      rmSync(folder, { recursive: true, force: true });
      await Promise.all(clones.map((clone) => clone.remove()));
      await github.close();
    },
  };
}

function fullName(payload: Payload): string | undefined {
  return (payload["repository"] as { readonly full_name?: string } | undefined)?.full_name;
}

function numberOf(payload: Payload): number | undefined {
  return (payload["pull_request"] as { readonly number?: number } | undefined)?.number;
}

/** What GitHub sets as the ref and the commit of a run, by its event (docs: events-that-trigger-workflows). */
function whereOf(event: string, payload: Payload): { ref: string; commit?: string } {
  if (event === "merge_group") {
    const group = payload["merge_group"] as { head_ref: string; head_sha: string };
    return { ref: group.head_ref, commit: group.head_sha };
  }
  if (event === "push") {
    return { ref: String(payload["ref"]), commit: String(payload["after"]) };
  }
  const number = numberOf(payload);
  return number === undefined ? { ref: "refs/heads/main" } : { ref: `refs/pull/${number}/merge` };
}
