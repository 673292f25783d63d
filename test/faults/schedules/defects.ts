import type { Handler, JobStore, Queue } from "../../../src/ports/job-store.ts";
import { GATES } from "../../../src/main/app/queues/gates.ts";
import type { GatePorts } from "../../../src/use-cases/gate.ts";
import type { Webhook } from "./modelled-github.ts";

/** What is wrong with an App: parts of it that are other than they should be. */
export interface Defect {
  /** By what a webhook is known; undefined where it is thrown away. */
  readonly idOf?: (guid: string, webhook: Webhook) => string | undefined;
  readonly store?: (store: JobStore) => JobStore;
  readonly handler?: <Data>(queue: Queue<Data>, handler: Handler<Data>) => Handler<Data>;
  readonly ports?: (repository: number, pull: number, ports: GatePorts) => GatePorts;
}

interface Payload {
  readonly action?: string;
  readonly repository?: { readonly id: number };
  readonly number?: number;
}

/** Mistakes that are easily made, each of which loses a verdict on some course of things. */
export const DEFECTS: Readonly<Record<string, () => Defect>> = {
  "takes webhooks that say the same of the same pull request for one": () => ({
    idOf: (_, { event, payload }) => {
      const { action, repository, number } = payload as Payload;
      return [event, action, repository?.id, number].join(" ");
    },
  }),

  "throws webhooks away that come after later ones": () => {
    const latest = new Map<string, number>();
    return {
      idOf(guid) {
        const [repository = "", number] = guid.split("-");
        if (Number(number) < (latest.get(repository) ?? 0)) return undefined;
        latest.set(repository, Number(number));
        return guid;
      },
    };
  },

  "takes what comes in while it judges to be judged already": () => {
    const judged = new Set<string>();
    return {
      store: (store) => ({
        ...store,
        put: (queue, job) =>
          queue.name === GATES.name && judged.has(job.key)
            ? Promise.resolve()
            : store.put(queue, job),
      }),
      handler: (queue, handler) => async (job, signal) => {
        if (queue.name !== GATES.name || job.key === undefined) return handler(job, signal);
        judged.add(job.key);
        try {
          await handler(job, signal);
        } finally {
          judged.delete(job.key);
        }
      },
    };
  },

  "tries nothing again": () => ({
    handler: (_, handler) => async (job, signal) => {
      await handler(job, signal).catch(() => undefined);
    },
  }),

  "believes what it read of a head before": () => {
    const read = new Map<string, ReturnType<GatePorts["source"]["read"]>>();
    return {
      ports: (repository, pull, ports) => ({
        ...ports,
        source: {
          async read() {
            const found = await ports.source.read();
            if (found.state !== "known") return found;
            const key = `${repository}#${pull} ${found.value.head}`;
            const known = read.get(key) ?? Promise.resolve(found);
            read.set(key, known);
            return known;
          },
        },
      }),
    };
  },

  "remembers what it showed of a pull request and not on which head": () => {
    const shown = new Map<string, string>();
    return {
      ports: (repository, pull, ports) => ({
        ...ports,
        publisher: {
          async check(report, previous) {
            const key = `${repository}#${pull} ${report.name}`;
            const said = `${report.conclusion} ${report.title}`;
            if (shown.get(key) === said) return;
            await ports.publisher.check(report, previous);
            shown.set(key, said);
          },
        },
      }),
    };
  },
};
