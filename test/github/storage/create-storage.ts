import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { readBody } from "../http/exchange.ts";
import type { World } from "../state/world.ts";
import { artifactService, type Request } from "./artifact-service.ts";
import { jobOfToken } from "./runtime-token.ts";
import { permits } from "./signed-url.ts";
import { TwirpError } from "./twirp-error.ts";
import { putBlob, type Uploads } from "./uploads.ts";

/** The host to which jobs upload, and where artifacts lie, apart from that of the API. */
export function createStorage(world: World): Server {
  const uploads: Uploads = new Map();
  const server = createServer((request, response) => {
    answer(world, uploads, request, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

const service = "/twirp/github.actions.results.api.v1.ArtifactService/";

async function answer(
  world: World,
  uploads: Uploads,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const content = await readBody(request);
  const url = new URL(request.url ?? "/", world.storageUrl);
  if (!url.pathname.startsWith(service))
    return answerBlob(world, uploads, url, request, content, response);
  const [status, body] = answerService(
    world,
    uploads,
    url.pathname.slice(service.length),
    request,
    content,
  );
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function answerService(
  world: World,
  uploads: Uploads,
  method: string,
  { headers }: IncomingMessage,
  content: Buffer,
): [number, unknown] {
  try {
    const job = jobOfToken(world, headers.authorization?.replace(/^Bearer /, "") ?? "");
    if (job === undefined) throw new TwirpError(401, "unauthenticated", "the token is not valid");
    const handler = artifactService[method];
    if (handler === undefined) throw new TwirpError(404, "bad_route", `there is no ${method}`);
    const of = JSON.parse(content.toString()) as Request;
    checkScope(world, job.attempt.run.id, of);
    return [200, handler(world, uploads, job, of)];
  } catch (error) {
    if (!(error instanceof TwirpError)) throw error;
    return [error.status, { code: error.code, msg: error.message }];
  }
}

/** A token is for one run: of another nothing is told and nothing changed. */
function checkScope(world: World, run: number, of: Request): void {
  const named = [...world.workflowRuns.values()].find(({ attempts }) =>
    attempts.some(({ backendId }) => backendId === of["workflow_run_backend_id"]),
  );
  if (named?.id !== run) throw new TwirpError(403, "permission_denied", "that is another run");
}

function answerBlob(
  world: World,
  uploads: Uploads,
  url: URL,
  { method, headers }: IncomingMessage,
  content: Buffer,
  response: ServerResponse,
): void {
  const [, blob] = /^\/blobs\/([\w-]+)$/.exec(url.pathname) ?? [];
  // A signed URL and a token at once is more than the storage takes.
  if (headers.authorization !== undefined)
    return refuse(response, 400, "InvalidAuthenticationInfo");
  if (blob === undefined) return refuse(response, 404, "BlobNotFound");
  const writes = method === "PUT";
  if (!permits(world, url, blob, writes ? "cw" : "r"))
    return refuse(response, 403, "AuthenticationFailed");
  if (!writes) return sendBlob(world, blob, response);
  const upload = uploads.get(blob);
  if (upload === undefined) return refuse(response, 404, "BlobNotFound");
  const contentType = headers["x-ms-blob-content-type"] ?? "application/octet-stream";
  const code = putBlob(upload, url.searchParams, content, String(contentType));
  if (code !== undefined) return refuse(response, 400, code);
  response.writeHead(201, { etag: '"1"', "last-modified": new Date().toUTCString() });
  response.end();
}

function sendBlob(world: World, blob: string, response: ServerResponse): void {
  const artifact = world.artifacts.get(Number(blob));
  if (artifact === undefined) return refuse(response, 404, "BlobNotFound");
  const file = artifact.contentType === "application/zip" ? `${artifact.name}.zip` : artifact.name;
  response.writeHead(200, {
    "content-type": artifact.contentType,
    "content-length": artifact.content.length,
    "content-disposition": `attachment; filename="${encodeURIComponent(file)}"`,
  });
  response.end(artifact.content);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml", "x-ms-error-code": code });
  response.end(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
}
