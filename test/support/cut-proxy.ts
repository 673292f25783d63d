import { once } from "node:events";
import { createServer, connect, type Socket } from "node:net";

/** A network between a client and a server on this machine, which can be cut. */
export interface CutProxy {
  readonly port: number;
  /** Breaks what is connected and refuses what comes. */
  refuse(): void;
  /** Lets nothing through and tells nobody, as a firewall or a lost route does. */
  silence(): void;
  /** Lets new connections through again; those that were silenced are broken now. */
  mend(): void;
  /** Hears what clients send, until what is given back is called. */
  listen(hear: (sent: Buffer) => void): () => void;
  close(): Promise<void>;
}

/** Stands on a free port before another one of this machine. */
export async function startCutProxy(target: number): Promise<CutProxy> {
  let state: "open" | "refused" | "silent" = "open";
  const sockets = new Set<Socket>();
  const listeners = new Set<(sent: Buffer) => void>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  };
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    keep(client);
    if (state === "refused") client.destroy();
    if (state !== "open") return;
    const upstream = connect(target, "127.0.0.1");
    keep(upstream);
    const pass = (to: Socket) => (chunk: Buffer) => {
      if (state === "open") to.write(chunk);
    };
    client.on("data", (chunk: Buffer) => {
      for (const hear of listeners) hear(chunk);
    });
    client.on("data", pass(upstream));
    upstream.on("data", pass(client));
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    port: address.port,
    refuse: () => {
      state = "refused";
      breakAll();
    },
    silence: () => {
      state = "silent";
    },
    mend: () => {
      state = "open";
      breakAll();
    },
    listen: (hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    close: async () => {
      breakAll();
      server.close();
      await once(server, "close");
    },
  };
}
