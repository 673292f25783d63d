import type { KeyedJob, NewJob } from "../../ports/job-store.ts";
import { newJob, withDemand } from "../waiting-job.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { Surroundings } from "./surroundings.ts";

/** How jobs are asked for. */
export function createDemands(
  { table, clock, queue: queueOf }: Omit<Surroundings, "random">,
  { revive }: Pick<DeadLetters, "revive">,
) {
  return {
    add: (queue: string, job: NewJob<unknown>, body: string): "added" | "duplicate" => {
      const known = table.byId(queue, job.id);
      if (known?.state === "dead") {
        table.saveBody(known.seq, body);
        revive(known);
        return "added";
      }
      if (known !== undefined || table.isDone(queue, job.id)) return "duplicate";
      const { id, group = "", priority } = job;
      const added = newJob(body, { priority, wanted: clock.now() });
      table.insert({ ...added, queue, id, key: null, group });
      return "added";
    },

    put: (queue: string, job: KeyedJob<unknown>, body: string): void => {
      const { key, group = "", priority, notBefore: wanted = clock.now() } = job;
      const demand = newJob(body, { priority, wanted });
      const waiting = table.pending(queue, key);
      if (waiting === undefined) table.insert({ ...demand, queue, id: null, key, group });
      else
        table.saveWithBody({
          ...withDemand(queueOf(queue), table.withBody(waiting), demand),
          group,
        });
    },
  };
}
