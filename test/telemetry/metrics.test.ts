import { expect, test } from "@jest/globals";
import { createMetrics, type Metrics } from "../../src/telemetry/metrics.ts";

const NOTHING = { due: 0, later: 0, active: 0, dead: 0, age: 0 };

async function series(metrics: Metrics): Promise<readonly string[]> {
  const lines = (await metrics.text()).split("\n");
  return lines.filter((line) => line.startsWith("mltrl_") && !line.includes("_bucket"));
}

test("what is told is shown, each series with few labels", async () => {
  const metrics = createMetrics({
    version: "1.2.3",
    readiness: () => Promise.resolve({ conditions: {}, queues: [] }),
    hours: () => [
      { resource: "core", limit: 5000, remaining: 4000 },
      { resource: "core", limit: 5000, remaining: 2500 },
      { resource: "graphql", limit: 8000, remaining: 2000 },
    ],
  });
  const { telemetry } = metrics;
  telemetry.received(202);
  telemetry.received(202);
  telemetry.worked("gates", "done", 0.5);
  telemetry.waits("gates", 60);
  telemetry.heldUp("content", "pace");
  telemetry.took("read", 0.25);
  telemetry.judged("failure");
  telemetry.answered(2);
  telemetry.requested({ bucket: "graphql", class: "base", status: 200, seconds: 0.125 });
  telemetry.lookedUp("blobs", true);
  telemetry.lookedUp("blobs", false);
  expect(await series(metrics)).toEqual([
    'mltrl_build_info{version="1.2.3"} 1',
    'mltrl_github_hour_left_ratio{resource="core",class="base"} 0.5',
    'mltrl_github_hour_left_ratio{resource="graphql",class="scaled"} 0.25',
    'mltrl_webhooks_total{status="200"} 0',
    'mltrl_webhooks_total{status="202"} 2',
    'mltrl_webhooks_total{status="401"} 0',
    'mltrl_webhooks_total{status="503"} 0',
    'mltrl_job_seconds_sum{queue="gates",outcome="done"} 0.5',
    'mltrl_job_seconds_count{queue="gates",outcome="done"} 1',
    'mltrl_limit_waits_total{queue="gates"} 1',
    'mltrl_limit_wait_seconds_total{queue="gates"} 60',
    'mltrl_github_requests_held_up_total{bucket="content",reason="pace"} 1',
    'mltrl_stage_seconds_sum{stage="read"} 0.25',
    'mltrl_stage_seconds_count{stage="read"} 1',
    'mltrl_checks_total{conclusion="failure"} 1',
    "mltrl_webhook_to_verdict_seconds_sum 2",
    "mltrl_webhook_to_verdict_seconds_count 1",
    'mltrl_github_requests_total{bucket="graphql",class="base",status="200"} 1',
    'mltrl_github_request_seconds_sum{bucket="graphql"} 0.125',
    'mltrl_github_request_seconds_count{bucket="graphql"} 1',
    'mltrl_cache_lookups_total{cache="blobs",result="hit"} 1',
    'mltrl_cache_lookups_total{cache="blobs",result="miss"} 1',
  ]);
});

test("the store is asked at each look, and a queue that is empty by now shows nothing", async () => {
  let queues = [{ ...NOTHING, queue: "gates", due: 2, dead: 1, age: 1500 }];
  const metrics = createMetrics({
    version: "1",
    readiness: () => Promise.resolve({ conditions: { store: true, github: false }, queues }),
    hours: () => [],
  });
  const look = async () =>
    (await series(metrics)).filter((line) => /^mltrl_(ready|jobs|oldest)/.test(line));
  expect(await look()).toEqual([
    'mltrl_ready{condition="store"} 1',
    'mltrl_ready{condition="github"} 0',
    'mltrl_jobs{queue="gates",state="due"} 2',
    'mltrl_jobs{queue="gates",state="later"} 0',
    'mltrl_jobs{queue="gates",state="active"} 0',
    'mltrl_jobs{queue="gates",state="dead"} 1',
    'mltrl_oldest_due_job_seconds{queue="gates"} 1.5',
  ]);
  queues = [];
  expect((await look()).filter((line) => line.includes("gates"))).toEqual([]);
});

test("the process shows its own numbers", async () => {
  const metrics = createMetrics({
    version: "1",
    readiness: () => Promise.resolve({ conditions: {}, queues: [] }),
    hours: () => [],
  });
  expect(await metrics.text()).toContain("process_resident_memory_bytes");
});
