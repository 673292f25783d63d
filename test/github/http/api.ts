import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { ApiError } from "../api-error.ts";
import { type Actor, actingApp, actingUser } from "../auth/actor.ts";
import { authenticate, installationBy } from "../auth/authenticate.ts";
import type { GraphQLAnswer } from "../graphql/run-query.ts";
import type { LedgerEntry } from "../ledger.ts";
import { type Budget, budgetHeaders, type Resource } from "../rate-limit.ts";
import type { Call, Reply } from "../rest/call.ts";
import { createRouter } from "../rest/router.ts";
import { routes } from "../rest/routes.ts";
import { type Answer, jsonAnswer } from "./exchange.ts";
import { limitFault, secondaryAnswer, serverFault } from "./fault-answers.ts";
import type { ServerParts } from "./server-parts.ts";

export type ApiRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly content: Buffer;
};

export type ApiAnswer = {
  readonly answer: Answer | "hang-up";
  readonly entry: Omit<LedgerEntry, "bytes" | "milliseconds" | "time">;
};

export type GraphQLRunner = (
  parts: ServerParts,
  actor: Actor,
  request: { query: string; variables: Record<string, unknown>; operationName: string | undefined },
) => Promise<GraphQLAnswer>;

const router = createRouter(routes);
/** Page "API Versions"; a version it does not know is answered with 400. */
const versions = new Set(["2022-11-28", "2026-03-10"]);
const documentation = "https://docs.github.com/rest";

/** Answers a request to REST or GraphQL, with all that surrounds it: identity, limits, faults, headers. */
export async function answerApi(
  parts: ServerParts,
  request: ApiRequest,
  runQuery: GraphQLRunner,
): Promise<ApiAnswer> {
  const path = request.url.pathname
    // An Enterprise Server has GraphQL beside the REST API (page "Forming calls with GraphQL").
    .replace(/^\/api\/v3(?=\/(?!graphql$))/, "")
    .replace(/^\/api\/graphql$/, "/graphql");
  const isGraphQL = path === "/graphql";
  let actor: Actor = { type: "anonymous" };
  let budget: Budget | undefined;
  let graphql: GraphQLAnswer | undefined;
  const resource: Resource = isGraphQL ? "graphql" : "core";
  let body: Record<string, unknown> = {};
  let answer: Answer | "hang-up";
  try {
    body = parseBody(request);
    const operationName =
      typeof body["operationName"] === "string" ? body["operationName"] : operationOf(body);
    const installation = installationBy(parts.world, request.headers.authorization);
    const about = { method: request.method, path, operationName, installation };
    const broken = await serverFault(parts.faults, about);
    if (broken !== undefined) answer = broken;
    else {
      checkHeaders(request);
      actor = authenticate(parts.world, request.headers.authorization);
      const query = isGraphQL ? String(body["query"]) : undefined;
      const exceeded = parts.secondaryLimits.exceeds(actor, {
        method: request.method,
        path,
        query,
      });
      const limited =
        exceeded === undefined
          ? limitFault(parts, actor, about, resource)
          : secondaryAnswer(403, 60, exceeded);
      if (limited !== undefined) answer = limited;
      else if (isGraphQL) {
        if (actor.type === "anonymous")
          throw new ApiError(401, "This endpoint requires you to be authenticated.");
        const variables = (body["variables"] ?? {}) as Record<string, unknown>;
        graphql = await runQuery(parts, actor, {
          query: typeof body["query"] === "string" ? body["query"] : "",
          variables,
          operationName,
        });
        budget = graphql.budget;
        answer = jsonAnswer(200, graphql.body);
      } else {
        budget = parts.rateLimits.spend(actor, resource, path === "/rate_limit" ? 0 : 1);
        if (budget.remaining < 0)
          throw new ApiError(
            403,
            `API rate limit exceeded for ${actingUser(actor)?.login ?? "this address"}.`,
          );
        answer = await answerRest(parts, actor, request, path, body, budget);
      }
    }
  } catch (error) {
    answer = errorAnswer(error);
  }
  if (answer !== "hang-up") {
    const headers = budget === undefined ? {} : budgetHeaders(budget, resource);
    answer = { ...answer, headers: { ...commonHeaders(parts), ...headers, ...answer.headers } };
    // "A 304 response does not count against your primary rate limit."
    if (answer.status === 304) parts.rateLimits.spend(actor, resource, -1);
  }
  const mutation = graphql?.mutation ?? false;
  const write = request.method !== "GET" && request.method !== "HEAD";
  return {
    answer,
    entry: {
      method: request.method,
      path,
      kind: isGraphQL
        ? mutation
          ? "graphql-mutation"
          : "graphql-query"
        : write
          ? "rest-write"
          : "rest-read",
      actor: actingApp(actor)?.slug ?? actingUser(actor)?.login ?? null,
      app: actingApp(actor)?.id ?? null,
      installation: actor.type === "installation" ? actor.installation.id : null,
      status: answer === "hang-up" ? 0 : answer.status,
      operationName: graphql?.operationName ?? null,
      nodes: graphql?.nodeCount ?? null,
      points: graphql?.points ?? null,
      body: write ? body : null,
    },
  };
}

function operationOf(body: Record<string, unknown>): string | undefined {
  return typeof body["query"] === "string"
    ? /^\s*(?:query|mutation)\s+(\w+)/m.exec(body["query"])?.[1]
    : undefined;
}

function parseBody({ content }: ApiRequest): Record<string, unknown> {
  if (content.length === 0) return {};
  try {
    return JSON.parse(content.toString()) as Record<string, unknown>;
  } catch {
    throw new ApiError(400, "Problems parsing JSON");
  }
}

function checkHeaders({ headers }: ApiRequest): void {
  if (headers["user-agent"] === undefined) {
    throw new ApiError(
      403,
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
    );
  }
  const version = headers["x-github-api-version"];
  if (typeof version === "string" && !versions.has(version)) {
    throw new ApiError(400, `The API version ${version} is not supported.`);
  }
}

async function answerRest(
  parts: ServerParts,
  actor: Actor,
  request: ApiRequest,
  path: string,
  body: Record<string, unknown>,
  budget: Budget,
): Promise<Answer> {
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (path === "/rate_limit" && method === "GET")
    return jsonAnswer(200, rateLimitView(parts, actor, budget));
  const found = router(method, path.length > 1 ? path.replace(/\/$/, "") : path);
  if (found === undefined) throw new ApiError(404, "Not Found");
  const call: Call = {
    world: parts.world,
    faults: parts.faults,
    dispatcher: parts.dispatcher,
    actor,
    method,
    url: request.url,
    accept: request.headers.accept ?? "",
    parameters: found.parameters,
    body,
  };
  const reply = await found.route.handler(call);
  return asAnswer(reply, method, request.headers["if-none-match"]);
}

function asAnswer(reply: Reply, method: string, match: string | undefined): Answer {
  const content = Buffer.isBuffer(reply.body) ? reply.body : JSON.stringify(reply.body ?? "");
  const headers: Record<string, string> = {
    "content-type": "application/json; charset=utf-8",
    "x-github-media-type": "github.v3; format=json",
    ...reply.headers,
  };
  if (method === "GET" && reply.status === 200) {
    const tag = createHash("sha256").update(content).digest("hex");
    headers["etag"] = `W/"${tag}"`;
    headers["cache-control"] = "private, max-age=60, s-maxage=60";
    if (match !== undefined && match.includes(tag)) return { status: 304, headers, content: "" };
  }
  return { status: reply.status, headers, content: reply.status === 204 ? "" : content };
}

function errorAnswer(error: unknown): Answer {
  if (!(error instanceof ApiError)) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return jsonAnswer(500, {
      message: `The stand-in failed: ${String(error)}`,
      documentation_url: documentation,
    });
  }
  const { status, message, errors, accepted } = error;
  const answer = jsonAnswer(status, {
    message,
    ...(errors === undefined ? {} : { errors }),
    documentation_url: documentation,
    status: String(status),
  });
  // Page "Troubleshooting the REST API": which permissions would have done.
  return accepted === undefined
    ? answer
    : { ...answer, headers: { ...answer.headers, "x-accepted-github-permissions": accepted } };
}

function commonHeaders(parts: ServerParts): Record<string, string> {
  return {
    date: parts.world.clock.now().toUTCString(),
    server: "github.com",
    "x-github-request-id": randomBytes(10).toString("hex").toUpperCase(),
    "x-github-api-version-selected": "2022-11-28",
    "access-control-expose-headers": "ETag, Link, Retry-After, X-RateLimit-Remaining",
    vary: "Accept, Authorization, Cookie, X-GitHub-OTP",
  };
}

function rateLimitView(parts: ServerParts, actor: Actor, core: Budget) {
  const graphql = parts.rateLimits.spend(actor, "graphql", 0);
  return { resources: { core, search: core, graphql }, rate: core };
}
