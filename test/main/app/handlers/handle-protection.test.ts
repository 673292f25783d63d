import { expect, test } from "@jest/globals";
import { pino } from "pino";
import { UpstreamError } from "../../../../src/core/errors.ts";
import type { BranchState } from "../../../../src/core/model/deployed.ts";
import type { DeploymentAnswer } from "../../../../src/core/model/deployment-request.ts";
import { type Fact, known, unavailable } from "../../../../src/core/model/fact.ts";
import { handleProtection } from "../../../../src/main/app/handlers/handle-protection.ts";
import { PROTECTION_TRIES } from "../../../../src/main/app/queues/protections.ts";
import { fakeChange } from "../../../support/fake-change.ts";
import { ENGINE } from "../../../support/fake-engine.ts";

const DATA = {
  repository: { id: 5, owner: "acme", name: "scanner", installation: 77 },
  environment: "production",
  sha: "abc",
  ref: "main",
  run: 12,
};

function world(read: () => Promise<Fact<BranchState | undefined>>) {
  const said: DeploymentAnswer[] = [];
  const { repository, people } = fakeChange({ base: {}, head: {} });
  const surroundings = {
    engine: ENGINE,
    log: pino({ level: "silent" }),
    ports: {
      ofProtection: () =>
        Promise.resolve({
          repository,
          people,
          defaultBranch: { read },
          branches: { tips: () => Promise.resolve(known(new Map())) },
          gate: {
            answer: (answer: DeploymentAnswer) => {
              said.push(answer);
              return Promise.resolve(known(undefined));
            },
          },
        }),
    },
  } as unknown as Parameters<typeof handleProtection>[0];
  const run = (attempt: number): Promise<void> =>
    handleProtection(surroundings)(
      { id: undefined, key: "k", group: "77", data: DATA, attempt },
      new AbortController().signal,
    );
  return { run, said };
}

test("a deployment is answered once", async () => {
  const { run, said } = world(() => Promise.resolve(known(undefined)));
  await run(1);
  expect(said).toMatchObject([{ state: "approved" }]);
});

test.each([
  ["of GitHub", () => Promise.resolve(unavailable("upstream", "502")), "GitHub did not answer"],
  [
    "that is a refusal of GitHub's",
    () => Promise.reject(Object.assign(new Error("undefined field"), { status: 422 })),
    "GitHub did not answer",
  ],
  ["of ours", () => Promise.reject(new TypeError("of undefined")), "mltrl-gate made a mistake"],
])(
  "a fault %s is tried again, and turns the deployment down at the last try",
  async (_, read, text) => {
    const { run, said } = world(read);
    await expect(run(PROTECTION_TRIES - 1)).rejects.toThrow(/502|undefined/);
    expect(said).toEqual([]);
    await expect(run(PROTECTION_TRIES)).rejects.toThrow(/502|undefined/);
    expect(said).toMatchObject([{ state: "rejected", comment: expect.stringContaining(text) }]);
  },
);

test("a limit of GitHub's turns no deployment down, not even at the last try", async () => {
  const limited = new UpstreamError("used up", { retryAfter: 60_000 });
  const { run, said } = world(() => Promise.reject(limited));
  await expect(run(PROTECTION_TRIES)).rejects.toBe(limited);
  expect(said).toEqual([]);
});
