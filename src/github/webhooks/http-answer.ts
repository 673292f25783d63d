import type { IncomingMessage, ServerResponse } from "node:http";

/** What is answered to a request, as plain text where the headers say nothing else. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer in JSON that nobody may keep. */
export function json(status: number, body: object): Answer {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { status, text: JSON.stringify(body), headers };
}

/** How long the rest of a refused body is read, so that the client gets to see the answer. */
const linger = 2_000;

/** Sends an answer; its connection is closed after it where the request was not read to its end. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, text, headers = {} }: Answer,
): void {
  const unread = !request.complete && !request.destroyed;
  if (unread) response.setHeader("connection", "close");
  response.writeHead(status, {
    "content-type": "text/plain",
    ...headers,
    "content-length": Buffer.byteLength(text),
  });
  if (!unread) {
    response.end(text);
    return;
  }
  // Closing on a client that still sends would reset the connection under our answer.
  response.write(text);
  request.resume();
  const timer = setTimeout(() => response.end(), linger);
  request.once("close", () => {
    clearTimeout(timer);
    response.end();
  });
}
