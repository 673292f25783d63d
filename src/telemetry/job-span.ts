import { type Attributes, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { messageOf } from "../core/errors.ts";
import type { JobContext } from "./job-context.ts";

/** Does the work of a job within a span of its own; requests made meanwhile are its children. */
export function inSpan<T>(job: JobContext, work: () => Promise<T>): Promise<T> {
  const options = { kind: SpanKind.CONSUMER, attributes: attributesOf(job) };
  return tracer().startActiveSpan(`job ${job.queue}`, options, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: messageOf(error),
      });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Asked each time, since the SDK may be loaded later than this. */
export function tracer() {
  return trace.getTracer("mltrl-gate");
}

function attributesOf(job: JobContext): Attributes {
  const { queue, attempt, delivery, event, installation, repository, pullRequest } = job;
  const named = { queue, attempt, delivery, event, installation, repository, pull_request: pullRequest }; // prettier-ignore
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [`mltrl.${name}`, value]));
}
