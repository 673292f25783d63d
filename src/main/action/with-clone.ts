import type { Patience } from "../../github/timed-fetch.ts";
import { type FetchedRepository, openFetchedRepository } from "../../worktree/fetched-repository.ts"; // prettier-ignore
import type { Inputs } from "./inputs.ts";
import type { Environment, Job } from "./job.ts";

/** Opens what git has, and closes it again. */
export async function withClone<T>(
  {
    job,
    inputs,
    environment,
    patience,
  }: {
    readonly job: Job;
    readonly inputs: Inputs;
    readonly environment: Environment;
    readonly patience: Patience;
  },
  use: (clone: FetchedRepository) => Promise<T>,
): Promise<T> {
  const clone = openFetchedRepository({
    checkout: job.workspace,
    url: job.repositoryUrl,
    token: inputs.token,
    environment,
    patience: patience.end,
    temporary: job.temporary,
  });
  try {
    return await use(clone);
  } finally {
    await clone.close();
  }
}
