import { currentJob } from "../../../telemetry/job-context.ts";

/** Where a job comes from: it stands in the job's data, beside what the job is about. */
export interface Origin {
  /** GitHub's GUID of the webhook that led to it, the latest where several did. */
  readonly delivery?: string;
  /** When the first of these webhooks came in, in milliseconds since the epoch. */
  readonly askedAt?: number;
}

interface WithOrigin {
  readonly origin?: Origin;
}

/** What data of a job say of where it comes from. */
export function originOf(data: unknown): Origin {
  return (data as WithOrigin | null)?.origin ?? {};
}

/** The same data, coming from whatever the job at work comes from. */
export function fromHere<Data>(data: Data): Data {
  const { delivery, askedAt } = currentJob() ?? {};
  const { origin: _, ...rest } = data as Data & WithOrigin;
  if (delivery === undefined) return rest as Data;
  return { ...rest, origin: { delivery, ...(askedAt !== undefined && { askedAt }) } } as Data;
}

/** Of two jobs that become one: the webhook of the latest, and since when somebody waits. */
export function joinOrigins<Data extends object>(waiting: Data, next: Data): WithOrigin {
  const [earlier, later] = [originOf(waiting), originOf(next)];
  const asked = [earlier.askedAt, later.askedAt].filter((at) => at !== undefined);
  const origin = { ...earlier, ...later, ...(asked.length > 0 && { askedAt: Math.min(...asked) }) };
  return Object.keys(origin).length > 0 ? { origin } : {};
}
