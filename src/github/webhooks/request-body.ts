import type { IncomingMessage } from "node:http";

/** Bytes that all requests together hold in memory. */
export interface Budget {
  take(bytes: number): boolean;
  giveBack(bytes: number): void;
}

/** A budget of so many bytes. */
export function createBudget(most: number): Budget {
  let taken = 0;
  return {
    take: (bytes) => {
      if (taken + bytes > most) return false;
      taken += bytes;
      return true;
    },
    giveBack: (bytes) => {
      taken -= bytes;
    },
  };
}

export type Body =
  | { readonly outcome: "read"; readonly bytes: Buffer; readonly release: () => void }
  | { readonly outcome: "too large" | "no room" | "broken off" };

/** Reads a body, counting its bytes before keeping them. A body that was read is to be released. */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  budget: Budget,
): Promise<Body> {
  const { promise, resolve } = Promise.withResolvers<Body>();
  const chunks: Buffer[] = [];
  let size = 0;
  let settled = false;

  const refuse = (outcome: "too large" | "no room" | "broken off"): void => {
    if (settled) return;
    settled = true;
    chunks.length = 0;
    budget.giveBack(size);
    resolve({ outcome });
  };

  if (Number(request.headers["content-length"]) > maxBytes) refuse("too large");
  request.on("data", (chunk: Buffer) => {
    if (settled) return;
    if (size + chunk.length > maxBytes) return refuse("too large");
    if (!budget.take(chunk.length)) return refuse("no room");
    size += chunk.length;
    chunks.push(chunk);
  });
  request.on("end", () => {
    if (settled) return;
    settled = true;
    const release = (): void => budget.giveBack(size);
    resolve({ outcome: "read", bytes: Buffer.concat(chunks, size), release });
  });
  request.on("error", () => refuse("broken off"));
  request.on("close", () => refuse("broken off"));
  return promise;
}
