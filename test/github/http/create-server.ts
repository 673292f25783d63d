import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerControl } from "../control/answer-control.ts";
import { runQuery } from "../graphql/run-query.ts";
import { answerApi } from "./api.ts";
import { readBody, sendAnswer } from "./exchange.ts";
import { silence } from "./fault-answers.ts";
import { answerGit } from "./git-server.ts";
import type { ServerParts } from "./server-parts.ts";

/** The HTTP server: control, git or API, by path. */
export function createGitHubServer(parts: ServerParts): Server {
  const server = createServer((request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

async function answer(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const url = new URL(request.url ?? "/", parts.world.url);
  const content = await readBody(request);
  const method = request.method ?? "GET";
  if (url.pathname.startsWith("/_control/")) {
    sendAnswer(response, await answerControl(parts, url, content), false);
    return;
  }
  const time = parts.world.clock.now().toISOString();
  const finish = (): number => Math.round((performance.now() - started) * 1000) / 1000;
  if (/\/(info\/refs|git-(upload|receive)-pack)$/.test(url.pathname)) {
    await silence(parts.faults, { method, path: url.pathname });
    const status = await answerGit(parts.world, request, response, url, content);
    parts.ledger.record({
      ...gitEntry,
      time,
      method,
      path: url.pathname,
      status,
      milliseconds: finish(),
    });
    return;
  }
  const api = { method, url, headers: request.headers, content };
  const { answer, entry } = await answerApi(parts, api, runQuery);
  if (answer === "hang-up") {
    parts.ledger.record({ ...entry, time, bytes: 0, milliseconds: finish() });
    request.socket.destroy();
    return;
  }
  const bytes = sendAnswer(response, answer, method === "HEAD");
  parts.ledger.record({ ...entry, time, bytes, milliseconds: finish() });
}

const gitEntry = {
  kind: "git",
  actor: null,
  app: null,
  installation: null,
  operationName: null,
  nodes: null,
  points: null,
  bytes: 0,
  body: null,
} as const;
