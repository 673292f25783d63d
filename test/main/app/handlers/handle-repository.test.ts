import { expect, test } from "@jest/globals";
import { handleRepository } from "../../../../src/main/app/handlers/handle-repository.ts";
import { handlerWorld, job, REPOSITORY } from "../../../support/handler-world.ts";
import { openPullRequest } from "../../../support/open-pull-request.ts";

const { signal } = new AbortController();

test("what is judged because of a whole organisation comes after everything else", async () => {
  const { surroundings, store } = handlerWorld();
  const pullRequests = {
    ...surroundings.pullRequests,
    open: () => Promise.resolve([openPullRequest(1), openPullRequest(2)]),
  };
  const repository = { repository: REPOSITORY, which: "all", priority: "later" } as const;
  await handleRepository({ ...surroundings, pullRequests })(job(repository), signal);
  expect(store.kept.map(({ job: { priority } }) => priority)).toEqual([-1, -1]);
});
