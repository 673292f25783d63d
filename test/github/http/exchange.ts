import type { IncomingMessage, ServerResponse } from "node:http";

/** Reads a whole request body. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export type Answer = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly content: Buffer | string;
};

/** Sends an answer and tells how many bytes its body had. */
export function sendAnswer(response: ServerResponse, answer: Answer, bodyless: boolean): number {
  const content = Buffer.from(answer.content);
  const empty = answer.status === 204 || answer.status === 304;
  const headers = {
    ...answer.headers,
    ...(empty ? {} : { "content-length": String(content.length) }),
  };
  response.writeHead(answer.status, headers);
  response.end(bodyless || empty ? undefined : content);
  return empty ? 0 : content.length;
}

/** An answer in JSON. */
export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    content: body === undefined ? "" : JSON.stringify(body),
  };
}
