/** Queues of looks in which one is always planned: nobody waits for it. */
export const PLANNED: ReadonlySet<string> = new Set([
  "delivery-log",
  "deployments",
  "setups",
  "sweeps",
]);
