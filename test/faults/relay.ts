import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that stands before others. */
export interface Relay {
  readonly url: string;
  close(): void;
}

/** What a server has answered. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Nobody has answered: what a relay says where the server behind it is gone. */
export const NOBODY = 502;

/** As the App's: whoever closes an idle connection first loses what is sent just then, in milliseconds. */
const IDLE = 75_000;

/** Starts a server that answers as it is told; undefined breaks the connection off. */
export async function startRelay(
  answerTo: (incoming: IncomingMessage, body: Buffer) => Promise<Answer | undefined>,
): Promise<Relay> {
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const answer = await answerTo(incoming, await readAll(incoming));
    if (answer === undefined) outgoing.destroy();
    else outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = createServer({ keepAliveTimeout: IDLE }, (incoming, outgoing) => {
    outgoing.on("error", () => undefined); // whoever asked may be dead
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Asks a server what a relay was asked. */
export async function ask(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
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
    return { status: NOBODY, headers: {}, body: Buffer.from("nobody is there") };
  }
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
