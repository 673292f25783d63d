import { postgresWitness } from "../../test/faults/postgres-witness.ts";
import { sqliteWitness } from "../../test/faults/sqlite-witness.ts";
import type { StoreWitness } from "../../test/faults/store-witness.ts";
import type { CutProxy } from "../../test/support/cut-proxy.ts";
import { startCluster } from "../../test/support/postgres-cluster.ts";

/** What the App keeps its jobs in while it is tortured. */
export interface TorturedStore {
  readonly witness: StoreWitness;
  /** The lines to a database, which can be cut. */
  readonly lines?: readonly CutProxy[];
  /** Ends what the witness does not. */
  close(): Promise<void>;
}

const STORES: Readonly<Record<string, () => Promise<TorturedStore>>> = {
  sqlite: async () => ({ witness: await sqliteWitness(), close: () => Promise.resolve() }),
  async postgres() {
    const cluster = await startCluster();
    const witness = await postgresWitness(cluster.url);
    return { witness, lines: witness.lines, close: () => cluster.stop() };
  },
};

/** Makes a store of this kind; a database gets a server of its own. */
export async function openTortured(kind: string): Promise<TorturedStore> {
  const open = STORES[kind];
  if (open === undefined) throw new Error(`--store is ${Object.keys(STORES).join(" or ")}`);
  return open();
}
