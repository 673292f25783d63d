import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { QueueCounts } from "../ports/job-store.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { classOfLimit } from "./installation-class.ts";

/** What is asked at the moment at which somebody looks. */
export interface Probes {
  readonly version: string;
  readonly readiness: () => Promise<Seen>;
  /** What GitHub said last of the hours that go on, of every installation. */
  readonly hours: () => readonly HourLeft[];
}

interface HourLeft {
  readonly resource: "core" | "graphql";
  readonly limit: number;
  readonly remaining: number;
}

interface Seen {
  /** Each thing that has to be right for the App to be ready, and whether it is. */
  readonly conditions: Readonly<Record<string, boolean>>;
  readonly queues: readonly QueueCounts[];
}

/** Numbers for Prometheus. */
export interface Metrics {
  readonly telemetry: Telemetry;
  readonly contentType: string;
  /** Everything in Prometheus' text form. */
  text(): Promise<string>;
}

/** From a cached verdict to the limit of a job. */
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** A verdict may wait for a limit of GitHub's, for an hour at most, or for an outage. */
const UP_TO_HOURS = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400];

/** Labels have few values each: no repository, no person and no installation has a series of its own. */
export function createMetrics({ version, readiness, hours }: Probes): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    buckets = SECONDS,
  ) => new Histogram({ name, help, labelNames, registers, buckets });

  const info = new Gauge({ name: "mltrl_build_info", help: "The version that runs", labelNames: ["version"], registers }); // prettier-ignore
  info.set({ version }, 1);
  const show = readinessGauges(registers);
  const showHours = hoursGauge(registers);
  const webhooks = counter("mltrl_webhooks_total", "Webhooks by how they were answered", [
    "status",
  ]);
  // A rate has nothing to compare the first of a kind with, were it not seen at 0 before.
  for (const status of [200, 202, 401, 503]) webhooks.inc({ status }, 0);
  const jobs = histogram("mltrl_job_seconds", "How long jobs took", ["queue", "outcome"]);
  const waits = counter("mltrl_limit_waits_total", "Jobs put off by a limit of GitHub's", ["queue"]); // prettier-ignore
  const waited = counter("mltrl_limit_wait_seconds_total", "For how long jobs were put off by limits", ["queue"]); // prettier-ignore
  const heldUp = counter("mltrl_github_requests_held_up_total", "Requests that a limit held up", ["bucket", "reason"]); // prettier-ignore
  const stages = histogram("mltrl_stage_seconds", "How long the parts of a verdict took", ["stage"]); // prettier-ignore
  const checks = counter("mltrl_checks_total", "Checks by conclusion", ["conclusion"]);
  const verdicts = histogram("mltrl_webhook_to_verdict_seconds", "From the first webhook to the verdict", [], UP_TO_HOURS); // prettier-ignore
  const requests = counter("mltrl_github_requests_total", "Requests to GitHub; status 0 is no answer", ["bucket", "class", "status"]); // prettier-ignore
  const asked = histogram("mltrl_github_request_seconds", "How long GitHub took to answer", ["bucket"]); // prettier-ignore
  const lookups = counter("mltrl_cache_lookups_total", "What was looked for in caches", ["cache", "result"]); // prettier-ignore

  return {
    contentType: registry.contentType,
    async text() {
      show(await readiness());
      showHours(hours());
      return registry.metrics();
    },
    telemetry: {
      received: (status) => webhooks.inc({ status }),
      worked: (queue, outcome, seconds) => jobs.observe({ queue, outcome }, seconds),
      waits(queue, seconds) {
        waits.inc({ queue });
        waited.inc({ queue }, seconds);
      },
      heldUp: (bucket, reason) => heldUp.inc({ bucket, reason }),
      took: (stage, seconds) => stages.observe({ stage }, seconds),
      judged: (conclusion) => checks.inc({ conclusion }),
      answered: (seconds) => verdicts.observe(seconds),
      requested({ bucket, class: kind, status, seconds }) {
        requests.inc({ bucket, class: kind, status });
        asked.observe({ bucket }, seconds);
      },
      lookedUp: (cache, found) => lookups.inc({ cache, result: found ? "hit" : "miss" }),
    },
  };
}

/** What the store and the App's conditions were at the latest look. */
function readinessGauges(registers: Registry[]): (seen: Seen) => void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers });
  const ready = gauge("mltrl_ready", "Whether a condition of being ready holds: 1, or 0", ["condition"]); // prettier-ignore
  const jobs = gauge("mltrl_jobs", "Jobs by state: due, later, active, dead", ["queue", "state"]);
  const ages = gauge("mltrl_oldest_due_job_seconds", "For how long the first of the due jobs has been due", ["queue"]); // prettier-ignore
  return ({ conditions, queues }) => {
    for (const [condition, holds] of Object.entries(conditions)) {
      ready.set({ condition }, holds ? 1 : 0);
    }
    // Queues without jobs are not told of: none may keep the numbers that it had.
    jobs.reset();
    ages.reset();
    for (const { queue, age, ...states } of queues) {
      ages.set({ queue }, Math.max(0, age) / 1000);
      for (const [state, count] of Object.entries(states)) jobs.set({ queue, state }, count);
    }
  };
}

/** How much is left to the installation that has least. */
function hoursGauge(registers: Registry[]): (hours: readonly HourLeft[]) => void {
  const left = new Gauge({
    name: "mltrl_github_hour_left_ratio",
    help: "What is left of an hour's requests to the installation that has least",
    labelNames: ["resource", "class"],
    registers,
  });
  return (hours) => {
    left.reset();
    const least = new Map<string, number>();
    for (const { resource, limit, remaining } of hours) {
      const kind = classOfLimit(limit, resource === "graphql");
      const key = `${resource} ${kind}`;
      const ratio = Math.min(remaining / limit, least.get(key) ?? 1);
      least.set(key, ratio);
      left.set({ resource, class: kind }, ratio);
    }
  };
}
