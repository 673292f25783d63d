import { expect, test } from "@jest/globals";
import { handleOrganization } from "../../../../src/main/app/handlers/handle-organization.ts";
import { handlerWorld, job, REPOSITORY } from "../../../support/handler-world.ts";

const { signal } = new AbortController();

test("the repositories of an organisation are judged again one after the other", async () => {
  const repositories = [1, 2, 3].map((id) => ({ ...REPOSITORY, id }));
  const installations = {
    ids: () => Promise.resolve([77]),
    repositories: () =>
      Promise.resolve(
        repositories.map((repository) => ({ repository, node: "", openIssues: 0, pushedAt: "" })),
      ),
  };
  const { surroundings, store } = handlerWorld({}, { installations });
  await handleOrganization(surroundings)(job({ installation: 77 }), signal);
  const start = surroundings.clock.now();
  expect(store.kept).toEqual(
    repositories.map((repository, i) => ({
      queue: "repositories",
      job: {
        key: `${repository.id}:`,
        group: "77",
        data: { repository, which: "all", priority: "later" },
        notBefore: start + i * 2_000,
        priority: -1,
      },
    })),
  );
});
