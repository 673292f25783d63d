import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gitEnvironment } from "./run-git.ts";

export type GitRequest = {
  readonly directory: string;
  /** What follows the repository: `/info/refs`, `/git-upload-pack`, `/git-receive-pack`. */
  readonly service: string;
  readonly query: string;
  readonly user: string;
  readonly content: Buffer;
  /** Handed to the hooks. */
  readonly environment: Readonly<Record<string, string>>;
};

/** Lets `git http-backend` answer one request of the smart HTTP protocol, and tells the status. */
export async function runHttpBackend(
  git: GitRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  const child = spawn("git", ["http-backend"], {
    env: {
      ...gitEnvironment(),
      ...git.environment,
      GIT_PROJECT_ROOT: git.directory,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: git.service,
      QUERY_STRING: git.query,
      REQUEST_METHOD: request.method,
      REMOTE_USER: git.user,
      REMOTE_ADDR: "127.0.0.1",
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      CONTENT_LENGTH: String(git.content.length),
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.resume();
  child.stdin.on("error", () => undefined);
  child.stdin.end(git.content);
  await new Promise((resolve) => {
    child.on("close", resolve);
  });
  return answerFromCgi(Buffer.concat(output), response);
}

function answerFromCgi(output: Buffer, response: ServerResponse): number {
  const end = output.indexOf("\r\n\r\n");
  const head = output.toString("latin1", 0, Math.max(end, 0));
  let status = end === -1 ? 500 : 200;
  for (const line of head.split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon === -1) continue;
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    if (name === "Status") status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.statusCode = status;
  response.end(output.subarray(end + 4));
  return status;
}
