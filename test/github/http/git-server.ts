import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError } from "../api-error.ts";
import { canSee, meets } from "../auth/access.ts";
import { type Actor, actingUser } from "../auth/actor.ts";
import { authenticate } from "../auth/authenticate.ts";
import { runHttpBackend } from "../git/http-backend.ts";
import { pushCommands } from "../git/push-commands.ts";
import { noCommit, reloadRefs } from "../git/refs.ts";
import { installUpdateHook } from "../git/update-hook.ts";
import { testMerge } from "../operations/pull-request-numbers.ts";
import { afterRefChange } from "../operations/ref-changes.ts";
import { fastForwardOnly, pushComplaint } from "../rules/push-rules.ts";
import { withLock } from "../state/lock.ts";
import type { Repository } from "../state/nouns.ts";
import { pullRequestsOf } from "../state/repository.ts";
import { findRepository, type World } from "../state/world.ts";

const read = { permission: "contents", level: "read" } as const;
const write = { permission: "contents", level: "write" } as const;

/** Answers `git clone`, `fetch` and `push` over HTTP, and tells the status. */
export async function answerGit(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  content: Buffer,
): Promise<number> {
  const [, owner = "", name = "", service = ""] =
    /^\/([^/]+)\/([^/]+?)(?:\.git)?(\/(?:info\/refs|git-upload-pack|git-receive-pack))$/.exec(
      url.pathname,
    ) ?? [];
  const repository = findRepository(world, owner, name);
  const pushing =
    service === "/git-receive-pack" || url.searchParams.get("service") === "git-receive-pack";
  let actor: Actor;
  try {
    actor = authenticate(world, request.headers.authorization);
  } catch (error) {
    return refuse(
      response,
      error instanceof ApiError && error.status === 403 ? 403 : 401,
      "Invalid username or token.",
    );
  }
  if (repository === undefined || !canSee(actor, repository)) {
    // git asks for credentials only after a 401.
    return refuse(response, actor.type === "anonymous" ? 401 : 404, "Repository not found.");
  }
  if (!meets(actor, repository, pushing ? write : read)) {
    return refuse(
      response,
      actor.type === "anonymous" ? 401 : 403,
      "Write access to repository not granted.",
    );
  }
  if (pushing && repository.archived)
    return refuse(response, 403, "This repository was archived so it is read-only.");
  const git = {
    directory: repository.directory,
    service,
    query: url.search.slice(1),
    user: actingUser(actor)?.login ?? "",
    content,
    environment: {},
  };
  if (service !== "/git-receive-pack") {
    if (!pushing) await prepareTestMerges(world, repository);
    return runHttpBackend(git, request, response);
  }
  return withLock(repository.objects, async () => {
    installUpdateHook(repository.directory);
    const environment = hookEnvironment(
      repository,
      actor,
      content,
      request.headers["content-encoding"],
    );
    const { directory } = repository;
    const held = holdBack(response);
    const status = await runHttpBackend({ ...git, directory, environment }, request, held.response);
    const sender = actingUser(actor);
    for (const change of await reloadRefs(repository)) {
      if (sender !== undefined) await afterRefChange(world, repository, change, sender);
    }
    held.release();
    return status;
  });
}

/** The answer leaves only when all that follows from the push has happened, so that tests need not wait. */
function holdBack(response: ServerResponse): { response: ServerResponse; release: () => void } {
  const end = response.end.bind(response);
  let body: Buffer | undefined;
  response.end = ((chunk: Buffer) => {
    body = chunk;
    return response;
  }) as typeof response.end;
  return { response, release: () => void end(body) };
}

function refuse(response: ServerResponse, status: number, message: string): number {
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    ...(status === 401 ? { "www-authenticate": 'Basic realm="GitHub"' } : {}),
  });
  response.end(`${message}\n`);
  return status;
}

async function prepareTestMerges(world: World, repository: Repository): Promise<void> {
  for (const pull of pullRequestsOf(repository)) await testMerge(world, pull);
}

function hookEnvironment(
  repository: Repository,
  actor: Actor,
  content: Buffer,
  encoding: string | undefined,
): Record<string, string> {
  const commands = pushCommands(content, encoding);
  const refused = commands.flatMap((change) => {
    const why = change.ref.startsWith("refs/pull/")
      ? "refs/pull is read-only"
      : pushComplaint(repository, actor, change);
    const current =
      change.after === noCommit && change.ref === `refs/heads/${repository.defaultBranch}`;
    const text = current ? "refusing to delete the current branch" : why;
    return text === undefined ? [] : [`${change.ref}\t${text}`];
  });
  const forward = commands
    .filter(({ ref }) => fastForwardOnly(repository, actor, ref))
    .map(({ ref }) => ref);
  return { STAND_IN_REFUSED: refused.join("\n"), STAND_IN_FORWARD: forward.join("\n") };
}
