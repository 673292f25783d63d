import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Resolves to the port, which is a free one where 0 is asked for. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", reject);
  server.listen(port, host, () => {
    server.off("error", reject);
    resolve((server.address() as AddressInfo).port);
  });
  return promise;
}

/** Takes no more connections, and breaks off after `within` milliseconds what is not answered by then. */
export async function drain(server: Server, within: number): Promise<void> {
  if (!server.listening) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  // A connection whose last answer went out before the draining began idles open.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), within);
  await promise;
  clearInterval(sweep);
  clearTimeout(deadline);
}
