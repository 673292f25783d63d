import type { Handler } from "../../../ports/job-store.ts";
import { putJob } from "../queues/folding-queue.ts";
import type { OrganizationJob } from "../queues/organizations.ts";
import { REPOSITORIES } from "../queues/repositories.ts";
import type { Surroundings } from "./surroundings.ts";

/** Spreads the judging of everything open over time: an organisation may have thousands of repositories. */
export function handleOrganization({
  store,
  installations,
  clock,
  apart,
}: Surroundings): Handler<OrganizationJob> {
  return async ({ data: { installation } }) => {
    const repositories = await installations.repositories(installation);
    for (const [i, { repository }] of repositories.entries()) {
      const job = { repository, which: "all", priority: "later" } as const;
      await putJob(store, REPOSITORIES, job, clock.now() + i * apart);
    }
  };
}
