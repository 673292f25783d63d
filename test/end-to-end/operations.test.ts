import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { mltrl } from "../cli/command-line.ts";
import { generateAppKey } from "../github/start-github.ts";
import { APP_ID, SECRET } from "../support/gated-world.ts";
import { INSTALLATION } from "../support/people.ts";
import {
  ADMIN_TOKEN,
  type LogLine,
  named,
  type ObservedApp,
  startObservedApp,
} from "../support/observed-app.ts";
import { CARD, cardText, scannerFiles } from "../support/repository-files.ts";

jest.setTimeout(90_000);

/** Stands in names of branches, in files, titles and messages, and must not get into the log. */
const MARK = "kept-secret";
const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": `Marks nodules, ${MARK}.` } }) };
const BRANCH = `branch-${MARK}`;

/** A pull request whose verdict comes in spite of faults of GitHub's. */
async function judgeOne(world: ObservedApp, name: string): Promise<void> {
  const repository = await world.repository(name, {
    files: scannerFiles(),
    branches: { [BRANCH]: SHORTER },
    tags: ["v1.0.0"],
  });
  const faults = [
    { kind: "error", status: 502, operationName: "EvaluatePullRequest", times: 1 },
    { kind: "error", status: 422, method: "POST", path: "/check-runs$", times: 1 },
    { kind: "secondary-limit", retryAfter: 1, method: "POST", path: "/check-runs$", times: 1 },
  ] as const;
  for (const fault of faults) await world.github.addFault(fault);
  const pull = await repository.propose(BRANCH);
  await world.until(() => judged(world).some(({ pullRequest }) => pullRequest === pull.number));
}

function judged(world: ObservedApp): readonly LogLine[] {
  return world.log().filter(({ msg }) => msg === "judged");
}

describe("the App as those see it who run it", () => {
  let world: ObservedApp;
  beforeAll(async () => {
    world = await startObservedApp({
      LOG_LEVEL: "trace",
      WEBHOOK_SECRET_OLD: "the secret before it",
    });
    await judgeOne(world, `scanner-${MARK}`);
  });
  afterAll(() => world.close());

  const admin = (...args: string[]) =>
    mltrl("/", ["admin", ...args, "--url", world.operationsUrl], {
      environment: { ADMIN_TOKEN },
    });
  const metric = async (series: string): Promise<number> => {
    const all = await fetch(`${world.operationsUrl}/metrics`).then((answer) => answer.text());
    const line = all.split("\n").find((each) => each.startsWith(`${series} `));
    return Number(line?.slice(series.length + 1) ?? "0");
  };

  test("says no secret and nothing of what is in a private repository, however much it logs", () => {
    const said = world.app.said();
    expect(said).toContain('"asked GitHub"'); // it does log at this level
    const [, ...lines] = world.privateKey.trim().split("\n").slice(0, -1);
    for (const secret of [SECRET, "the secret before it", ADMIN_TOKEN, MARK, ...lines]) {
      expect(said).not.toContain(secret);
    }
    expect(said).not.toMatch(/gh[psu]_\w{8}|eyJ[\w-]{8}|-----BEGIN|bearer \w|token \w{20}/i);
  });

  test("names webhook, installation, repository and pull request in each line of a verdict", () => {
    const [verdict] = judged(world);
    expect(verdict).toMatchObject({
      queue: "gates",
      installation: INSTALLATION,
      repository: expect.any(Number),
      pullRequest: 1,
      delivery: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const of = world.log().filter(({ queue }) => queue === "gates");
    expect(of.length).toBeGreaterThan(3); // what failed, what was asked, what was judged
    for (const { installation, repository, pullRequest, delivery } of of) {
      expect([installation, repository, pullRequest]).toEqual([
        INSTALLATION,
        verdict?.["repository"],
        1,
      ]);
      expect(delivery).toEqual(expect.stringMatching(/^[0-9a-f-]{36}$/));
    }
  });

  test("counts webhooks, verdicts, stages, requests and waits", async () => {
    expect(await metric('mltrl_webhooks_total{status="202"}')).toBeGreaterThan(0);
    expect(await metric('mltrl_checks_total{conclusion="success"}')).toBe(1);
    expect(await metric("mltrl_webhook_to_verdict_seconds_count")).toBe(1);
    for (const stage of ["read", "gather", "judge", "publish"]) {
      expect(await metric(`mltrl_stage_seconds_count{stage="${stage}"}`)).toBe(1);
    }
    expect(await metric('mltrl_limit_waits_total{queue="gates"}')).toBe(1);
    expect(await metric('mltrl_job_seconds_count{queue="gates",outcome="failed"}')).toBe(2);
    const written = 'mltrl_github_requests_total{bucket="rest-write",class="base",status="201"}';
    expect(await metric(written)).toBe(1);
    expect(await metric('mltrl_cache_lookups_total{cache="blobs",result="miss"}')).toBeGreaterThan(
      0,
    );
    expect(await metric('mltrl_ready{condition="github"}')).toBe(1);
  });

  test("is ready, and says by what", async () => {
    const answer = await fetch(`${world.url}/readyz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      ready: true,
      conditions: { store: true, backlog: true, github: true },
    });
  });

  test("asks nothing for being looked at", async () => {
    const asked = () => world.github.ledger({ app: APP_ID });
    await world.github.settled();
    const before = (await asked()).length;
    for (let i = 0; i < 5; i++) {
      await fetch(`${world.url}/readyz`);
      await fetch(`${world.operationsUrl}/metrics`);
    }
    expect((await asked()).length).toBe(before);
  });

  test("judges a repository again on demand", async () => {
    const before = judged(world).length;
    expect(await admin("judge", named(`scanner-${MARK}`))).toMatchObject({ code: 0, err: "" });
    await world.until(() => judged(world).length > before);
  });

  test("says that it is not installed on another", async () => {
    expect(await admin("judge", "elsewhere/scanner")).toEqual({
      code: 1,
      out: "",
      err: "mltrl: elsewhere/scanner: the App is not installed on elsewhere/scanner\n",
    });
  });

  test("has no dead letters to show", async () => {
    expect(await admin("list")).toMatchObject({ code: 0, out: "No job has failed for good.\n" });
  });
});

test("an Enterprise Server is asked for GraphQL where it has it", async () => {
  const world = await startObservedApp({}, (_, url) => ({ GITHUB_API_URL: `${url}/api/v3` }));
  try {
    await judgeOne(world, "enterprise");
    // The stand-in has none beneath `/api/v3`.
    expect(judged(world)).toHaveLength(1);
  } finally {
    await world.close();
  }
});

test("a new key that GitHub does not know yet gives way to the old one, and the log says so", async () => {
  const world = await startObservedApp({}, (known) => ({
    PRIVATE_KEY: generateAppKey(),
    PRIVATE_KEY_OLD: known,
  }));
  try {
    await judgeOne(world, "two-keys");
    const told = world.log().filter(({ key }) => key !== undefined);
    expect(told.map(({ level, key }) => ({ level, key }))).toEqual([{ level: 40, key: "old" }]);
  } finally {
    await world.close();
  }
});

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: object;
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

/** A collector of OpenTelemetry's, with what it was sent. */
async function startCollector() {
  const spans: SentSpan[] = [];
  const resources: string[] = [];
  const take = (url: string, body: string): void => {
    const { resourceSpans } = JSON.parse(body) as Sent;
    for (const { resource, scopeSpans } of resourceSpans) {
      resources.push(`${url} ${JSON.stringify(resource)}`);
      spans.push(...scopeSpans.flatMap(({ spans: all }) => all));
    }
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      take(request.url ?? "", body);
      return response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { spans, resources, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

function attributes({ attributes: all }: SentSpan): Record<string, unknown> {
  return Object.fromEntries(all.map(({ key, value }) => [key, Object.values(value)[0]]));
}

test("each job is a span, with its requests below it, where a collector is named", async () => {
  const collector = await startCollector();
  const world = await startObservedApp({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
    OTEL_BSP_SCHEDULE_DELAY: "50",
  });
  try {
    await judgeOne(world, `scanner-${MARK}`);
    // Each webhook brings three tries of its own: which of them judged stands in the log.
    const [verdict] = judged(world);
    const job = (span: SentSpan) =>
      span.name === "job gates" &&
      attributes(span)["mltrl.delivery"] === verdict?.["delivery"] &&
      attributes(span)["mltrl.attempt"] === verdict?.["attempt"];
    await world.until(() => collector.spans.some(job));
    const span = collector.spans.find(job);
    expect(span && attributes(span)).toMatchObject({
      "mltrl.queue": "gates",
      "mltrl.pull_request": 1,
      "mltrl.installation": INSTALLATION,
      "mltrl.repository": expect.any(Number),
      "mltrl.delivery": expect.any(String),
    });
    const below = collector.spans.filter(({ parentSpanId }) => parentSpanId === span?.spanId);
    expect(below.map(({ name }) => name)).toContain("graphql EvaluatePullRequest");
    expect(below.map(({ name }) => name)).toContain("POST /repos/{owner}/{repo}/check-runs");
    expect(new Set(below.map(({ traceId }) => traceId))).toEqual(new Set([span?.traceId]));
    expect(collector.resources[0]).toContain("/v1/traces ");
    expect(collector.resources[0]).toContain('"mltrl-gate"');
    expect(collector.resources[0]).toContain('"deployment.environment.name"');
    expect(JSON.stringify(collector.spans)).not.toContain(MARK);
  } finally {
    await world.close();
    collector.close();
  }
});
