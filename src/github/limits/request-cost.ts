/** What GitHub's limits count requests in. */
export type RequestBucket = "rest-read" | "rest-write" | "content" | "graphql";

/** What GitHub counts the hour's requests in. */
export type Resource = "core" | "graphql";

/** A request as it counts. */
export interface RequestCost {
  readonly bucket: RequestBucket;
  readonly resource: Resource;
  /** Whether it changes nothing. */
  readonly reads: boolean;
  /** Of the points that GitHub allows in a minute. */
  readonly points: number;
  /** Whether it makes something that people are told of, of which fewer are allowed. */
  readonly content: boolean;
}

/**
 * Routes that make something that people see or are told of. Whether a check run counts among these is not
 * documented; CI makes far more of them than would be allowed, so that it counts as any other write.
 */
const CONTENT = /^POST \/repos\/[^/]+\/[^/]+\/(issues|pulls)(\/|$)/;

/** What a request costs: page "Rate limits for the REST API", section "Calculating points". */
export function costOf(route: string, document?: string): RequestCost {
  if (document !== undefined) {
    const reads = !/^\s*mutation\b/.test(document);
    const about = { resource: "graphql", reads, content: !reads } as const;
    return { ...about, bucket: reads ? "graphql" : "content", points: reads ? 1 : 5 };
  }
  const reads = /^(GET|HEAD|OPTIONS) /.test(route);
  const content = CONTENT.test(route);
  const bucket = reads ? "rest-read" : content ? "content" : "rest-write";
  return { bucket, resource: "core", reads, points: reads ? 1 : 5, content };
}
