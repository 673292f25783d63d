import { expect, test } from "@jest/globals";
import { handleCommand, handlePress } from "../../../../src/main/app/handlers/handle-command.ts";
import { handlerWorld, job, REPOSITORY } from "../../../support/handler-world.ts";

const { signal } = new AbortController();

test.each<[string, readonly number[]]>([
  ["told by GitHub", [7]],
  ["found by the commit", []],
])("a button is carried out on the pull requests %s", async (_, pullRequests) => {
  const { surroundings, ports } = handlerWorld();
  const actor = { id: 3, login: "a", bot: false };
  const data = { repository: REPOSITORY, sha: "abc", pullRequests, actor, body: "/mltrl help" };
  await handlePress(surroundings)(job(data), signal);
  expect(ports.acknowledged).toEqual([]);
  expect(ports.said.size).toBe(1);
});

test("a command is carried out", async () => {
  const { surroundings, ports } = handlerWorld();
  const data = {
    repository: REPOSITORY,
    number: 7,
    onPullRequest: true,
    comment: { id: 9, node: "IC_9" },
    actor: { id: 3, login: "a", bot: false },
    body: "/mltrl help",
  };
  await handleCommand(surroundings)(job(data), signal);
  expect(ports.acknowledged).toEqual([9]);
  expect(ports.said.size).toBe(1);
});
