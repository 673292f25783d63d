import { catalogue } from "../../../src/generated/catalogue.ts";
import type { Job } from "../../../src/main/action/job.ts";
import type { OwnReportsOptions } from "../../../src/main/action/own-reports.ts";
import { openFetchedRepository } from "../../../src/worktree/fetched-repository.ts";
import { type Files, GIT_ENVIRONMENT, makeRepository } from "../../support/git-repository.ts";

/** What tests say of a job themselves. */
interface Told extends Pick<OwnReportsOptions, "named" | "elsewhere"> {
  readonly run: Job["run"];
  readonly head?: string | undefined;
  readonly say?: OwnReportsOptions["say"];
}

/** Checks acme/zoo out with such files, for a job that judges by what it made itself. */
export function checkOutZoo(files: Files) {
  const url = "http://127.0.0.1:9/acme/zoo";
  const repository = makeRepository(files);
  const checkout = repository.folder;
  const clone = openFetchedRepository({
    checkout,
    url,
    token: undefined,
    environment: GIT_ENVIRONMENT,
    patience: 30_000,
  });
  return {
    repository,
    url,
    optionsOf: ({ run, head, say = () => undefined, ...told }: Told): OwnReportsOptions => ({
      ...told,
      job: {
        event: "pull_request",
        payload: { repository: { id: 1, name: "zoo", owner: { login: "acme" } } },
        repository: { id: 1, owner: "acme", name: "zoo", installation: 0 },
        repositoryUrl: url,
        apiUrl: "",
        graphqlUrl: "",
        sha: "f".repeat(40),
        ref: "",
        workspace: checkout,
        temporary: "",
        run,
      },
      head: head ?? repository.git("rev-parse", "HEAD"),
      fromFork: false,
      from: "",
      repository: clone.repository,
      treeOf: clone.treeOf,
      engine: { catalogue, version: "test" },
      clock: { now: () => 0 },
      say,
    }),
    close: async () => {
      await clone.close();
      repository.remove();
    },
  };
}
