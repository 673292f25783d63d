import type { Handler } from "../../../ports/job-store.ts";
import type { Issues } from "../../../ports/issues.ts";
import { watchDeployed } from "../../../use-cases/watch-deployed.ts";
import type { Surroundings } from "./surroundings.ts";
import { putJob } from "../queues/folding-queue.ts";
import { DEPLOYMENTS, type DeploymentsJob } from "../queues/deployments.ts";
import { nextLook } from "./next-look.ts";

/** GitHub's clock and ours may differ: a finding that changes now is looked at a little later. */
const SOONEST = 60_000;

/** Looks at what runs of a repository, tells its owners, and plans the next look. */
export function handleDeployments({
  store,
  memory,
  clock,
  engine,
  log,
  ports: { ofDeployments },
  lookEvery,
}: Surroundings): Handler<DeploymentsJob> {
  return async ({ data }, signal) => {
    const { repository } = data;
    const ports = await ofDeployments(repository);
    const { report, issueOpen, trouble } = await watchDeployed(
      { ...ports, issues: silencedBy(signal, ports.issues) },
      engine,
      data.issueOpen,
    );
    await memory.remark(repository.id, trouble);
    if (trouble !== undefined) log.warn({ repository: repository.id, trouble }, "not told");
    const now = clock.now();
    const daily = nextLook(repository.id, now, lookEvery);
    const { validUntil } = report ?? {};
    const changes = validUntil === undefined ? daily : Math.max(Date.parse(validUntil), now + SOONEST); // prettier-ignore
    log.info(
      {
        repository: repository.id,
        components: report?.components.map(({ id, conclusion }) => ({ id, conclusion })),
      },
      "looked at what runs",
    );
    const next = { repository, ...(issueOpen !== undefined && { issueOpen }) };
    await putJob(store, DEPLOYMENTS, next, Math.min(daily, changes));
  };
}

/** A run that nobody waits for any more must not write over what a later one says. */
function silencedBy(signal: AbortSignal, issues: Issues): Issues {
  return {
    find: (marker) => issues.find(marker),
    search: (marker) => issues.search(marker),
    open(text, assignees) {
      signal.throwIfAborted();
      return issues.open(text, assignees);
    },
    edit(number, text) {
      signal.throwIfAborted();
      return issues.edit(number, text);
    },
    close(number, text) {
      signal.throwIfAborted();
      return issues.close(number, text);
    },
  };
}
