/**
 * What goes first where not everything can be done at once: merge queues and deployments, for which others
 * wait in line; branches that are released from; what people do; and what nobody waits for.
 */
export const PRIORITIES = ["later", "usual", "release", "queue"] as const;

export type Priority = (typeof PRIORITIES)[number];

/** Says how urgent it is, or does not. */
interface Urgent {
  readonly priority?: Priority;
}

/** Of two requests that become one: the higher priority, where one of them says any. */
export function moreUrgent(one: Urgent, other: Urgent): Urgent {
  if (one.priority === undefined && other.priority === undefined) return {};
  const [a, b] = [one.priority ?? "usual", other.priority ?? "usual"];
  return { priority: rankOf(a) >= rankOf(b) ? a : b };
}

/** As a number of which the higher goes first, and the usual is 0. */
export function rankOf(priority: Priority): number {
  return PRIORITIES.indexOf(priority) - PRIORITIES.indexOf("usual");
}
