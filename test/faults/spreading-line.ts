import { ask, NOBODY, type Relay, startRelay } from "./relay.ts";

/** Stands before servers as a load balancer does: they take turns, and one that does not answer is passed over. */
export function spread(targets: readonly string[]): Promise<Relay> {
  let turn = 0;
  return startRelay(async (incoming, body) => {
    turn += 1;
    const order = targets.map((_, i) => targets[(turn + i) % targets.length] ?? "");
    let answer = await ask(order[0] ?? "", incoming, body);
    for (const next of order.slice(1)) {
      if (answer.status !== NOBODY) break;
      answer = await ask(next, incoming, body);
    }
    return answer;
  });
}
