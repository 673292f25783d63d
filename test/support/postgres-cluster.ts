import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Client } from "pg";

/** A PostgreSQL server of one's own, as durable as a real one. */
export interface Cluster {
  readonly url: string;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/** Where Debian keeps the programs of each version, which it does not put on the path. */
const debian = "/usr/lib/postgresql";

/** The directory of the programs, on the path or in Debian's place, the newest version first. */
function findBinaries(): string {
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const places = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...versions
      .toSorted((a, b) => Number(b) - Number(a))
      .map((version) => join(debian, version, "bin")),
  ];
  const found = places.find((place) => existsSync(join(place, "initdb")));
  if (found === undefined)
    throw new Error(
      "PostgreSQL's programs were not found: install the package postgresql, or put initdb and postgres on the path",
    );
  return found;
}

/** PostgreSQL refuses to run as root: it then runs as the user whom nothing belongs to. */
function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  return { uid: idOfNobody("-u"), gid: idOfNobody("-g") };
}

function idOfNobody(flag: "-u" | "-g"): number {
  return Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
}

/** Makes a cluster in a directory of its own, on a free port of this machine, and starts it. */
export async function startCluster(): Promise<Cluster> {
  const binaries = findBinaries();
  const user = unprivileged();
  const directory = mkdtempSync(join(tmpdir(), "mltrl-postgres-"));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(directory, user.uid, user.gid);
  const data = join(directory, "data");
  const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" };
  execFileSync(
    join(binaries, "initdb"),
    ["--pgdata", data, "--username", "mltrl", "--auth", "trust", "--encoding", "UTF8"],
    { ...user, env, cwd: directory, stdio: ["ignore", "ignore", "inherit"] },
  );
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${directory}`,
    "fsync=on",
    "synchronous_commit=on",
    "max_connections=200",
  ];
  const server = spawn(
    join(binaries, "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...user, env, cwd: directory, stdio: "ignore" },
  );
  const exit = once(server, "exit");
  const url = `postgres://mltrl@127.0.0.1:${port}/postgres`;
  try {
    await untilReady(url, server);
  } catch (error) {
    server.kill("SIGQUIT");
    throw error;
  }
  return {
    url,
    stop: async () => {
      server.kill("SIGINT"); // the fast way: connections are cut, the files are in order
      await exit;
      rmSync(directory, { recursive: true });
    },
  };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}`);
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(100);
    }
  }
  throw new Error("PostgreSQL did not start within 15 seconds");
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
