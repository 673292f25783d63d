import type { GatedRepository } from "./gated-repository.ts";
import type { World } from "./gated-world.ts";
import { APP_ID, OWNER } from "./people.ts";
import type { PullRequest } from "./pull-request.ts";

/** A merge group as the App was told of it. */
export interface Group {
  readonly head_sha: string;
  readonly head_ref: string;
  readonly base_sha: string;
}

/** The merge queue of a repository's default branch. */
export interface Queue {
  /** Puts a pull request into the queue, as a maintainer; gives what GitHub refuses it with. */
  enqueue(pull: Pick<PullRequest, "number">): Promise<string | undefined>;
  /** The groups that checks were requested for, in order. */
  groups(): Promise<readonly Group[]>;
  /** The App's check on a group's head. */
  verdict(group: Group | undefined): Promise<GroupVerdict>;
  /** How a pull request stands: `open`, `merged`. */
  state(pull: PullRequest): Promise<string>;
}

export interface GroupVerdict {
  readonly conclusion: string | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

export interface QueueOptions {
  readonly grouping_strategy?: "ALLGREEN" | "HEADGREEN";
  readonly merge_method?: "MERGE" | "SQUASH" | "REBASE";
  readonly min_entries_to_merge?: number;
}

/** Lets the default branch be merged into by a queue alone. */
export async function queueOf(
  world: Pick<World, "github" | "quiet">,
  repository: GatedRepository,
  parameters: QueueOptions = {},
): Promise<Queue> {
  await repository.rule("main", { type: "merge_queue", parameters });
  const { github } = world;
  const admin = repository.as("platform-admin");
  return {
    async enqueue(pull) {
      const { node_id: id } = (await admin.wanted("GET", `/pulls/${pull.number}`)) as {
        node_id: string;
      };
      const response = await fetch(`${github.url}/graphql`, {
        method: "POST",
        headers: { authorization: "token platform-admin", "content-type": "application/json" },
        body: JSON.stringify({
          query: `mutation($id: ID!) { enqueuePullRequest(input: { pullRequestId: $id }) { mergeQueueEntry { position } } }`,
          variables: { id },
        }),
      });
      const { errors } = (await response.json()) as { errors?: { message: string }[] };
      return errors?.[0]?.message;
    },
    async groups() {
      const deliveries = await github.deliveries({
        event: "merge_group",
        action: "checks_requested",
        payloads: true,
      });
      return deliveries
        .map(({ payload }) => payload as unknown as Delivered)
        .filter(({ repository: { full_name: name } }) => name === `${OWNER}/${repository.name}`)
        .map(({ merge_group: group }) => group);
    },
    async verdict(group) {
      await world.quiet();
      const runs = await admin.checkRuns(group?.head_sha ?? "", APP_ID);
      const run = runs.find(({ name }) => name === "mltrl/main");
      if (run === undefined) throw new Error(`there is no verdict on ${group?.head_ref}`);
      const { title, summary, text } = run.output;
      return { conclusion: run.conclusion, title, summary, text: text ?? "" };
    },
    async state(pull) {
      await world.quiet();
      const answer = await admin.wanted("GET", `/pulls/${pull.number}`);
      const { state, merged } = answer as { state: string; merged: boolean };
      return merged ? "merged" : state;
    },
  };
}

interface Delivered {
  readonly repository: { readonly full_name: string };
  readonly merge_group: Group;
}
