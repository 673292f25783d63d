import { ask, type Relay, startRelay } from "./relay.ts";

/** A request on its way. */
export interface Passing {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** Who listens in on a line. */
export interface Tap {
  /** Before a request goes on. What is given back answers it in place of the other side; `lost`: nobody does. */
  readonly asked?: (passing: Passing) => object | "lost" | undefined;
  /** When the other side has answered, before that goes back. `lost`: it does not. */
  readonly answered?: (passing: Passing, status: number) => "lost" | undefined;
}

/** A line over which one process asks another. */
export interface TappedLine extends Relay {
  /** Who listens from now on. */
  tap(next: Tap): void;
}

/** Lays a line to a server, which may be gone for a while. */
export async function layLine(target: string): Promise<TappedLine> {
  let tap: Tap = {};
  const relay = await startRelay(async (incoming, body) => {
    const passing = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      body: body.toString(),
    };
    const instead = tap.asked?.(passing);
    if (instead === "lost") return undefined;
    if (instead !== undefined) {
      const headers = { "content-type": "application/json", date: new Date().toUTCString() };
      return { status: 200, headers, body: Buffer.from(JSON.stringify(instead)) };
    }
    const answer = await ask(target, incoming, body);
    return tap.answered?.(passing, answer.status) === "lost" ? undefined : answer;
  });
  return {
    ...relay,
    tap: (next) => {
      tap = next;
    },
  };
}
