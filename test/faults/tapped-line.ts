import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request on its way. */
export interface Passing {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Who listens in on a line. */
export interface Tap {
  /** Before a request goes on. What is given back answers it in place of the other side; `lost`: nobody does. */
  readonly asked?: (passing: Passing) => object | "lost" | undefined;
  /** When the other side has answered, before that goes back. `lost`: it does not. */
  readonly answered?: (passing: Passing, status: number) => "lost" | undefined;
}

/** A line over which one process asks another. */
export interface TappedLine {
  readonly url: string;
  /** Who listens from now on. */
  tap(next: Tap): void;
  close(): void;
}

/** Lays a line to a server, which may be gone for a while: then 502 is answered. */
export async function layLine(target: string): Promise<TappedLine> {
  let tap: Tap = {};
  const server = createServer((incoming, outgoing) => {
    outgoing.on("error", () => undefined); // whoever asked may be dead
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    const passing = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      body: body.toString(),
    };
    const instead = tap.asked?.(passing);
    if (instead === "lost") return void outgoing.destroy();
    if (instead !== undefined) {
      const headers = { "content-type": "application/json", date: new Date().toUTCString() };
      return void outgoing.writeHead(200, headers).end(JSON.stringify(instead));
    }
    const answer = await ask(target, incoming, body);
    if (tap.answered?.(passing, answer.status) === "lost") return void outgoing.destroy();
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tap: (next) => {
      tap = next;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function ask(target: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const outgoing = request(`${target}${incoming.url ?? ""}`, {
    method: incoming.method,
    agent: false,
    headers: { ...incoming.headers, connection: "close", "content-length": body.length },
  });
  outgoing.end(body);
  try {
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    const { "transfer-encoding": _, connection: __, ...headers } = response.headers;
    const content = await readAll(response);
    return {
      status: response.statusCode ?? 0,
      headers: { ...headers, "content-length": String(content.length) },
      body: content,
    };
  } catch {
    return { status: 502, headers: {}, body: Buffer.from("nobody is there") };
  }
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
