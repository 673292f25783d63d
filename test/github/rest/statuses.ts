import { ApiError, invalid } from "../api-error.ts";
import { actingApp } from "../auth/actor.ts";
import { resolveCommit } from "../git/resolve-expression.ts";
import type { CommitStatus, Repository } from "../state/nouns.ts";
import { nodeId } from "../state/world.ts";
import { simpleCommit } from "../views/commit-view.ts";
import { statusView } from "../views/check-view.ts";
import { repositoryUrl, repositoryView } from "../views/repository-view.ts";
import { requiredText, text } from "./body.ts";
import { type Call, parameter, type Reply, repositoryRoute, type Route, sender } from "./call.ts";
import { listReply } from "./page.ts";

const read = { permission: "statuses", level: "read" } as const;
const write = { permission: "statuses", level: "write" } as const;

/** Page "REST API endpoints for commit statuses". */
export const statusRoutes: readonly Route[] = [
  repositoryRoute("POST", "/statuses/{sha}", write, createStatus),
  repositoryRoute("GET", "/commits/{ref}/statuses", read, async (call, repository) => {
    const sha = await shaOf(call, repository);
    const all = (repository.statuses.get(sha) ?? []).toReversed();
    return listReply(call, all, (one) => statusView(call.world, repository, sha, one));
  }),
  repositoryRoute("GET", "/commits/{ref}/status", read, combined),
];

const states = new Set(["error", "failure", "pending", "success"]);

async function shaOf(call: Call, repository: Repository): Promise<string> {
  const ref = parameter(call, "ref");
  const commit = await resolveCommit(repository, ref);
  if (commit === undefined) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return commit.oid;
}

async function createStatus(call: Call, repository: Repository): Promise<Reply> {
  const { body, world } = call;
  const sha = parameter(call, "sha");
  const commit = await repository.objects.commit(sha);
  if (commit === undefined) throw new ApiError(422, `No commit found for SHA: ${sha}`);
  const state = requiredText(body, "state");
  if (!states.has(state))
    throw invalid({
      resource: "Status",
      code: "custom",
      field: "state",
      message: "state is not included in the list",
    });
  const id = world.nextId();
  const status: CommitStatus = {
    id,
    nodeId: nodeId("StatusContext", id),
    state: state as CommitStatus["state"],
    context: text(body, "context") ?? "default",
    description: text(body, "description") ?? null,
    targetUrl: text(body, "target_url") ?? null,
    creator: sender(call),
    app: actingApp(call.actor),
    createdAt: world.clock.iso(),
  };
  repository.statuses.set(sha, [...(repository.statuses.get(sha) ?? []), status]);
  const view = statusView(world, repository, sha, status);
  world.publish({
    event: "status",
    action: undefined,
    sender: sender(call),
    repository,
    payload: { ...view, sha, name: repository.name, branches: [], commit: simpleCommit(commit) },
  });
  return { status: 201, body: view };
}

async function combined(call: Call, repository: Repository): Promise<Reply> {
  const sha = await shaOf(call, repository);
  const latest = [
    ...new Map((repository.statuses.get(sha) ?? []).map((one) => [one.context, one])).values(),
  ];
  const bad = latest.some(({ state }) => state === "failure" || state === "error");
  const good = latest.length > 0 && latest.every(({ state }) => state === "success");
  const url = repositoryUrl(call.world, repository);
  return {
    status: 200,
    body: {
      state: bad ? "failure" : good ? "success" : "pending",
      statuses: latest.map((one) => statusView(call.world, repository, sha, one)),
      sha,
      total_count: latest.length,
      repository: repositoryView(call.world, repository),
      commit_url: `${url}/commits/${sha}`,
      url: `${url}/commits/${sha}/status`,
    },
  };
}
