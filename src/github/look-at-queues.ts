import type { MergeQueueRef } from "../core/model/merge-group.ts";
import type { LookedQueue } from "../ports/overview.ts";
import { graphqlDocument } from "./graphql-document.ts";
import type { GraphqlAnswer } from "./installation-client.ts";

/** So many queues are asked about together: two lists of each make a point. */
export const QUEUES_TOGETHER = 50;

/** Where a merge queue keeps what it made for a branch: the documentation names this prefix. */
const BUILT = "gh-readonly-queue/";

/** Queues by their repository's node cannot name a branch each, and so each is asked for by an alias `q<i>`. */
export function queuesDocument(queues: readonly MergeQueueRef[]): string {
  const variables = queues.map((_, i) => `$o${i}: String!, $n${i}: String!, $b${i}: String!, $p${i}: String!`); // prettier-ignore
  const asked = queues.map(
    (_, i) => `q${i}: repository(owner: $o${i}, name: $n${i}) {
      builds: refs(refPrefix: $p${i}, first: 100) { ...Builds }
      mergeQueue(branch: $b${i}) { ...QueueEntries }
    }`,
  );
  return graphqlDocument(`query LookAtQueues(${variables.join(", ")}) {
    rateLimit { ...Points }
    ${asked.join("\n")}
  }`);
}

export function queuesVariables(queues: readonly MergeQueueRef[]): Record<string, string> {
  return Object.fromEntries(
    queues.flatMap(({ repository: { owner, name }, branch }, i) => [
      [`o${i}`, owner],
      [`n${i}`, name],
      [`b${i}`, branch],
      [`p${i}`, prefixOf(branch)],
    ]),
  );
}

export interface QueuesAnswer {
  readonly [alias: string]: QueueAnswer | null;
}

interface QueueAnswer {
  readonly builds: {
    readonly nodes: readonly {
      readonly name: string;
      readonly target: { readonly oid: string; readonly committedDate?: string };
    }[];
  } | null;
  readonly mergeQueue: {
    readonly entries: {
      readonly nodes: readonly { readonly headCommit: { readonly oid: string } | null }[];
    };
  } | null;
}

/**
 * What such a request found. A group is a branch whose commit stands in the queue: of an entry that is no
 * group's last there is no branch, and of a group that was merged or thrown away no entry. What could not
 * be read is left out.
 */
export function queuesIn(
  { data, errors, now }: GraphqlAnswer<QueuesAnswer>,
  queues: readonly MergeQueueRef[],
): readonly LookedQueue[] {
  return queues.flatMap((queue, i): LookedQueue[] => {
    const found = data[`q${i}`];
    const failed = errors.filter(({ path }) => path?.[0] === undefined || path[0] === `q${i}`);
    if (failed.some(({ type }) => type !== "NOT_FOUND")) return [];
    const entries = found?.mergeQueue?.entries.nodes;
    if (entries === undefined) return [{ queue, groups: undefined, now }];
    const waiting = new Set(entries.flatMap(({ headCommit }) => headCommit?.oid ?? [])); // prettier-ignore
    const groups = (found?.builds?.nodes ?? [])
      .filter(({ target }) => waiting.has(target.oid))
      .map(({ name, target }) => ({
        headSha: target.oid,
        headRef: refOf(name, queue.branch),
        madeAt: target.committedDate ?? now,
      }));
    return [{ queue, groups, now }];
  });
}

function prefixOf(branch: string): string {
  return `refs/heads/${BUILT}${branch}/`;
}

/** GitHub names a branch by what follows `refs/heads/`, or the prefix that it was asked for. */
function refOf(name: string, branch: string): string {
  return name.startsWith(BUILT) ? `refs/heads/${name}` : `${prefixOf(branch)}${name}`;
}
