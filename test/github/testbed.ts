import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Body } from "./answer-body.ts";
import { asLine } from "./contract/problem.ts";
import { type Exchange, watch } from "./contract/watch.ts";
import { generateAppKey, type GitHub, signAppToken, startGitHub } from "./start-github.ts";
import { appId, seedOf } from "./testbed-seed.ts";

type Answer = {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
};

type ReceivedHook = {
  readonly event: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
};

export type Testbed = {
  readonly github: GitHub;
  readonly key: string;
  /** Tokens: people `alice` (owner), `bob` and `carol` (writers), `mallory` (a stranger); Apps `app`, `actions`. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly request: (
    as: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  readonly graphql: (as: string, query: string, variables?: object) => Promise<Answer>;
  readonly hooks: ReceivedHook[];
  /** Status with which the App's webhook answers next. */
  readonly answerHooksWith: (status: number) => void;
  readonly clone: (as: string, repository: string) => WorkingCopy;
  /** What was off GitHub's contract so far, in requests, answers and payloads. */
  readonly offContract: () => Promise<string[]>;
  readonly close: () => Promise<void>;
};

export type WorkingCopy = {
  readonly git: (...args: string[]) => string;
  /** Writes files, commits them and answers the commit's id. */
  readonly commit: (message: string, files: Record<string, string>) => string;
};

/** A stand-in with a small organisation, two Apps and a receiver for webhooks. */
export async function createTestbed(): Promise<Testbed> {
  const hooks: ReceivedHook[] = [];
  let hookStatus = 202;
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = request.headers as Record<string, string>;
      hooks.push({
        event: headers["x-github-event"] ?? "",
        headers,
        content: Buffer.concat(chunks).toString(),
      });
      response.writeHead(hookStatus).end();
    });
  });
  await new Promise<void>((resolve) => {
    receiver.listen(0, "127.0.0.1", resolve);
  });
  const { port } = receiver.address() as AddressInfo;
  const github = await startGitHub();
  const key = generateAppKey();
  await github.seed(seedOf(key, `http://127.0.0.1:${port}/hooks`));
  const tokens: Record<string, string> = {
    alice: "alice-token",
    bob: "bob-token",
    carol: "carol-token",
    mallory: "mallory-token",
    app: await github.installationToken({ installation: 777 }),
    actions: await github.installationToken({ installation: 888 }),
    jwt: signAppToken(appId, key),
  };
  const directory = mkdtempSync(join(tmpdir(), "working-copies-"));
  const exchanges: Exchange[] = [];

  const request: Testbed["request"] = async (as, method, path, body, headers = {}) => {
    const token = tokens[as] ?? as;
    const response = await fetch(`${github.url}${path}`, {
      method,
      headers: {
        "user-agent": "tests",
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") === true && text !== "";
    const answer = {
      status: response.status,
      body: (json ? JSON.parse(text) : text) as Body,
      headers: response.headers,
    };
    const { accept } = headers;
    exchanges.push({
      method,
      path,
      accept,
      requestBody: body,
      status: answer.status,
      responseBody: text === "" ? undefined : answer.body,
    });
    return answer;
  };

  return {
    github,
    key,
    tokens,
    request,
    graphql: async (as, query, variables = {}) =>
      request(as, "POST", "/graphql", { query, variables }),
    hooks,
    answerHooksWith: (status) => {
      hookStatus = status;
    },
    clone: (as, repository) => clone(directory, github.url, tokens[as] ?? as, repository),
    offContract: async () => {
      const deliveries = await github.deliveries({ payloads: true });
      const good = exchanges.filter(({ status }) => status < 400);
      const webhooks = deliveries.map(({ event, payload }) => ({ event, payload }));
      return [...new Set(watch([...good, ...webhooks]).map(asLine))];
    },
    close: async () => {
      await github.close();
      receiver.closeAllConnections();
      receiver.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function clone(directory: string, url: string, token: string, repository: string): WorkingCopy {
  const path = mkdtempSync(join(directory, "copy-"));
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=Bob", "-c", "user.email=bob@example.test", ...args], {
      cwd: path,
      stdio: ["ignore", "pipe", "pipe"],
    }).toString();
  git(
    "clone",
    "--quiet",
    `${url.replace("//", `//x-access-token:${token}@`)}/${repository}.git`,
    ".",
  );
  return {
    git,
    commit: (message, files) => {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message", message);
      return git("rev-parse", "HEAD").trim();
    },
  };
}
