import { Octokit } from "@octokit/rest";
import nock from "nock";
import type { OrganizationMemory } from "../../src/github/github-access.ts";
import {
  type InstallationClient,
  installationClient,
} from "../../src/github/installation-client.ts";
import { freshMemory } from "../../src/main/github-ports/fresh-memory.ts";
import { createRequestScheduler } from "../../src/github/limits/request-scheduler.ts";
import { systemClock } from "../../src/queue/system-clock.ts";

const API = "https://api.github.test";

/** The server's clock in every answer. */
export const SERVER_TIME = "2026-06-01T12:00:00.000Z";
const HEADERS = { date: "Mon, 01 Jun 2026 12:00:00 GMT" };

/** The repository that all recorded answers are about. */
export const REPOSITORY = { id: 5, owner: "acme", name: "scanner", installation: 1 };

/** What is remembered of organisations where nothing has been seen yet. */
export function noOrganizationMemory(): OrganizationMemory {
  return freshMemory({ now: () => Date.parse(SERVER_TIME) }).organization;
}

/** A real client whose requests go to recorded answers. */
export function recordedClient(clock = { now: () => Date.parse(SERVER_TIME) }): InstallationClient {
  return installationClient(
    recordedOctokit(),
    1,
    createRequestScheduler({ ...systemClock, ...clock }),
  );
}

export function recordedOctokit(): Octokit {
  return new Octokit({ baseUrl: API, log: { debug() {}, info() {}, warn() {}, error() {} } });
}

/** Of a change whose runs nobody asks for. */
export const NO_CI = { lookOn: () => undefined, lookOnBase: () => undefined };

interface GraphqlRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Answers the next GraphQL requests, one after the other; gives what was asked. */
export function recordGraphql(...answers: readonly object[]): GraphqlRequest[] {
  const asked: GraphqlRequest[] = [];
  for (const answer of answers) {
    nock(API)
      .post("/graphql", (body: GraphqlRequest) => asked.push(body) > 0)
      .reply(200, answer as nock.Body, HEADERS);
  }
  return asked;
}

/** Answers the next REST request of a method and path; gives the bodies that were sent. */
export function recordRest(
  method: "GET" | "POST" | "PATCH",
  path: string | RegExp,
  answer: object,
  status = 200,
  headers: Record<string, string> = {},
): unknown[] {
  const sent: unknown[] = [];
  nock(API)
    .intercept(path, method, (body: unknown) => sent.push(body) > 0)
    .reply(status, answer as nock.Body, { ...HEADERS, ...headers });
  return sent;
}

/** Answers the next request of a path with bytes, as where an artifact lies does. */
export function recordBytes(path: string, bytes: Uint8Array): void {
  nock(API).get(path).reply(200, Buffer.from(bytes), HEADERS);
}

/** Answers every request of a path, and does not mind if there is none. */
export function answerAlways(path: RegExp, answer: object): void {
  const body = Buffer.isBuffer(answer) ? answer : (answer as nock.Body);
  nock(API).persist().get(path).optionally().reply(200, body, HEADERS);
}
