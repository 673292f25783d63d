import { invalid, notFound } from "../api-error.ts";
import { demand, roleOf } from "../auth/access.ts";
import { roleReaches } from "../state/repository.ts";
import type { Issue, Label, PullRequest, Repository, User } from "../state/nouns.ts";
import { findUser, nodeId } from "../state/world.ts";
import { issueView, labelView } from "../views/conversation-view.ts";
import { announcePull } from "../operations/announce.ts";
import { requiredText, text, texts } from "./body.ts";
import {
  type Call,
  numberParameter,
  parameter,
  type Reply,
  repositoryRoute,
  type Route,
  sender,
} from "./call.ts";
import { listReply } from "./page.ts";

const read = { permission: "issues", level: "read", or: ["pull_requests"] } as const;
/** For what both an issue and a pull request have, either permission serves. */
const write = {
  permission: "issues",
  level: "write",
  or: ["pull_requests"],
  role: "triage",
} as const;
const open = { permission: "issues", level: "write", role: "read" } as const;

/** Pages "REST API endpoints for issues" and "… for labels". */
export const issueRoutes: readonly Route[] = [
  repositoryRoute("GET", "/issues", read, async (call, repository) => {
    const state = call.url.searchParams.get("state") ?? "open";
    const labels = (call.url.searchParams.get("labels") ?? "")
      .split(",")
      .filter((name) => name !== "");
    const creator = call.url.searchParams.get("creator")?.toLowerCase();
    const found = [...repository.issues.values()]
      .filter((issue) => state === "all" || issue.state === state)
      .filter(({ author }) => creator === undefined || author.login.toLowerCase() === creator)
      .filter((issue) =>
        labels.every((name) => [...issue.labels].some((label) => label.name === name)),
      )
      .toReversed();
    return listReply(call, found, (issue) => issueView(call.world, issue));
  }),
  repositoryRoute("POST", "/issues", open, createIssue),
  repositoryRoute("GET", "/issues/{number}", read, (call, repository) =>
    shown(call, issueOf(call, repository)),
  ),
  repositoryRoute("PATCH", "/issues/{number}", open, updateIssue),
  repositoryRoute("PUT", "/issues/{number}/lock", write, (call, repository) => {
    issueOf(call, repository).locked = true;
    return { status: 204 };
  }),
  repositoryRoute("DELETE", "/issues/{number}/lock", write, (call, repository) => {
    issueOf(call, repository).locked = false;
    return { status: 204 };
  }),
  repositoryRoute("GET", "/issues/{number}/labels", read, async (call, repository) => {
    const issue = issueOf(call, repository);
    return listReply(call, [...issue.labels], (label) => labelView(call.world, issue, label));
  }),
  repositoryRoute("POST", "/issues/{number}/labels", write, async (call, repository) => {
    const issue = issueOf(call, repository);
    for (const name of labelNames(call)) await changeLabel(call, issue, name, "labeled");
    return labels(call, issue);
  }),
  repositoryRoute("DELETE", "/issues/{number}/labels/{name}", write, async (call, repository) => {
    const issue = issueOf(call, repository);
    await changeLabel(call, issue, parameter(call, "name"), "unlabeled");
    return labels(call, issue);
  }),
  repositoryRoute("GET", "/labels", read, async (call, repository) =>
    listReply(call, [...repository.labels.values()], (label) =>
      labelView(call.world, { repository }, label),
    ),
  ),
  repositoryRoute("POST", "/labels", write, (call, repository) => {
    const name = requiredText(call.body, "name");
    if (repository.labels.has(name.toLowerCase()))
      throw invalid({ resource: "Label", code: "already_exists", field: "name" });
    const label = labelNamed(call, repository, name);
    label.color = text(call.body, "color") ?? label.color;
    label.description = text(call.body, "description") ?? null;
    return { status: 201, body: labelView(call.world, { repository }, label) };
  }),
];

/** The issue or pull request of the path. */
export function issueOf(call: Call, repository: Repository): Issue | PullRequest {
  const found = repository.issues.get(numberParameter(call, "number"));
  if (found === undefined) throw notFound();
  return found;
}

function shown(call: Call, issue: Issue | PullRequest, status = 200): Reply {
  return { status, body: issueView(call.world, issue) };
}

function labels(call: Call, issue: Issue | PullRequest): Reply {
  return {
    status: 200,
    body: [...issue.labels].map((label) => labelView(call.world, issue, label)),
  };
}

function labelNames(call: Call): readonly string[] {
  return Array.isArray(call.body) ? (call.body as string[]) : (texts(call.body, "labels") ?? []);
}

/** Labels come into being when they are first used. */
function labelNamed(call: Call, repository: Repository, name: string): Label {
  const known = repository.labels.get(name.toLowerCase());
  if (known !== undefined) return known;
  const id = call.world.nextId();
  const label = { id, nodeId: nodeId("Label", id), name, color: "ededed", description: null };
  repository.labels.set(name.toLowerCase(), label);
  return label;
}

async function changeLabel(
  call: Call,
  issue: Issue | PullRequest,
  name: string,
  action: "labeled" | "unlabeled",
): Promise<void> {
  const label = labelNamed(call, issue.repository, name);
  if (action === "unlabeled" && !issue.labels.delete(label)) throw notFound();
  if (action === "labeled") {
    if (issue.labels.has(label)) return;
    issue.labels.add(label);
  }
  const view = labelView(call.world, issue, label);
  if (issue.kind === "PullRequest") {
    await announcePull(call.world, issue, action, sender(call), { label: view });
  } else announceIssue(call, issue, action, { label: view });
}

function announceIssue(
  call: Call,
  issue: Issue,
  action: string,
  more: Record<string, unknown> = {},
): void {
  call.world.publish({
    event: "issues",
    action,
    sender: sender(call),
    repository: issue.repository,
    payload: { issue: issueView(call.world, issue), ...more },
  });
}

function createIssue(call: Call, repository: Repository): Reply {
  const { world, body } = call;
  const assignees = assigneesOf(call, repository);
  const id = world.nextId();
  const now = world.clock.iso();
  const issue: Issue = {
    kind: "Issue",
    issueId: id,
    nodeId: nodeId("Issue", id),
    repository,
    number: repository.nextNumber++,
    author: sender(call),
    title: requiredText(body, "title"),
    body: text(body, "body") ?? null,
    state: "open",
    stateReason: null,
    locked: false,
    labels: new Set(
      (texts(body, "labels") ?? []).map((name) => labelNamed(call, repository, name)),
    ),
    comments: [],
    reactions: [],
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    assignees,
  };
  repository.issues.set(issue.number, issue);
  world.nodes.set(issue.nodeId, issue);
  announceIssue(call, issue, "opened");
  return shown(call, issue, 201);
}

/** Whoever can read the repository with an account of its own can be assigned; anybody else is refused. */
function assigneesOf({ world, body }: Call, repository: Repository): User[] {
  return (texts(body, "assignees") ?? []).map((login) => {
    const user = findUser(world, login);
    if (user !== undefined && roleReaches(roleOf(repository, user), "triage")) return user;
    throw invalid({ resource: "Issue", code: "invalid", field: "assignees" });
  });
}

function updateIssue(call: Call, repository: Repository): Reply {
  const { body, world, actor } = call;
  const issue = issueOf(call, repository);
  if (actor.type !== "user" || actor.user !== issue.author) demand(actor, repository, write);
  issue.title = text(body, "title") ?? issue.title;
  if (body["body"] !== undefined) issue.body = text(body, "body") ?? null;
  const state = text(body, "state");
  issue.updatedAt = world.clock.iso();
  if (issue.kind === "Issue" && (state === "open" || state === "closed") && state !== issue.state) {
    issue.state = state;
    issue.stateReason = state === "open" ? "reopened" : "completed";
    issue.closedAt = state === "closed" ? issue.updatedAt : null;
    issue.closedBy = state === "closed" ? sender(call) : null;
    announceIssue(call, issue, state === "closed" ? "closed" : "reopened");
  }
  return shown(call, issue);
}
