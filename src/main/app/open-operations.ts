import type { Logger } from "pino";
import type { RepositoryRef } from "../../core/model/change.ts";
import type { InstallationClient, Octokit } from "../../github/installation-client.ts";
import type { JobStore } from "../../ports/job-store.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import type { Probes } from "../../telemetry/metrics.ts";
import { NO_TELEMETRY } from "../../telemetry/no-telemetry.ts";
import { createAdminDesk } from "./admin-desk.ts";
import type { Readiness } from "./readiness.ts";
import type { RepositoryMemory } from "./memory/repository-memory.ts";
import { VERSION } from "../version.ts";
import { QUEUES } from "./workers.ts";

/** Where numbers are shown and orders are taken. */
export interface OperationsPlace {
  readonly host: string;
  readonly port: number;
  /** What orders have to bring; without one none is taken. */
  readonly token: string | undefined;
}

interface Watched {
  readonly store: JobStore;
  readonly readiness: () => Promise<Readiness>;
  readonly hours: Probes["hours"];
  readonly log: Logger;
}

/** What orders are carried out with. */
interface Access {
  readonly memory: RepositoryMemory;
  /** The App itself. */
  readonly self: Octokit;
  readonly clientOf: (installation: number) => Promise<InstallationClient>;
}

export interface Operations {
  readonly telemetry: Telemetry;
  /** Opens the port, where one is asked for, and gives it. */
  listen(access: Access): Promise<number | undefined>;
  close(): Promise<void>;
}

/** What those who run the App see and do; nothing of it is loaded where nobody asked for it. */
export async function openOperations(
  place: OperationsPlace | undefined,
  { store, readiness, hours, log }: Watched,
): Promise<Operations> {
  if (place === undefined) {
    const nothing = { listen: () => Promise.resolve(undefined), close: () => Promise.resolve() };
    return { telemetry: NO_TELEMETRY, ...nothing };
  }
  const [{ createMetrics }, { startOperationsServer }] = await Promise.all([
    import("../../telemetry/metrics.ts"),
    import("./operations-server.ts"),
  ]);
  const metrics = createMetrics({ version: VERSION, readiness, hours });
  let server: Awaited<ReturnType<typeof startOperationsServer>> | undefined;
  return {
    telemetry: metrics.telemetry,
    async listen({ memory, self, clientOf }) {
      const find = (owner: string, name: string): ReturnType<typeof repositoryNamed> =>
        repositoryNamed(owner, name, self, clientOf);
      const desk = createAdminDesk({ store, queues: QUEUES, memory, find });
      server = await startOperationsServer({ ...place, metrics, desk, log });
      return server.port;
    },
    close: async () => server?.close(),
  };
}

interface Found {
  readonly id: number;
  readonly name: string;
  readonly owner: { readonly login: string };
}

async function repositoryNamed(
  owner: string,
  repo: string,
  self: Octokit,
  clientOf: Access["clientOf"],
): Promise<RepositoryRef | undefined> {
  try {
    const { data } = await self.request("GET /repos/{owner}/{repo}/installation", { owner, repo });
    const { id: installation } = data as { readonly id: number };
    const client = await clientOf(installation);
    const found = await client.rest<Found>("GET /repos/{owner}/{repo}", { owner, repo });
    return { id: found.id, owner: found.owner.login, name: found.name, installation };
  } catch (error) {
    if ((error as { readonly status?: number }).status === 404) return undefined;
    throw error;
  }
}
