import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { parseCapsule } from "../../src/core/records/capsule.ts";
import { chainProblems, linksOf } from "../../src/core/records/chain.ts";
import type { Clone } from "../support/clone.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import { createRepository, type GatedRepository } from "../support/gated-repository.ts";
import { scannerFiles } from "../support/repository-files.ts";
import { type KillableApp, type Moment, startKillableApp } from "./killable-app.ts";
import { afterRequest, beforeRequest } from "./moments.ts";
import type { Passing } from "./tapped-line.ts";

jest.setTimeout(120_000);

let world: KillableApp;
beforeAll(async () => {
  world = await startKillableApp({ writes: true });
});
afterAll(() => world.close());
beforeEach(() => world.revive());

const asks = ({ path, body }: Passing): boolean =>
  path === "/graphql" && body.includes("query MergedOnto");
const posts =
  (what: string) =>
  ({ method, path }: Passing): boolean =>
    method === "POST" && path.endsWith(`/git/${what}`);

/** A repository with a graduation that is approved and ready to be merged. */
async function raised(
  name: string,
): Promise<{ repository: GatedRepository; merge: () => Promise<void>; clone: Clone }> {
  // prettier-ignore
  const clones: Clone[] = [];
  const repository = await createRepository(
    name,
    { files: scannerFiles(), tags: ["v1.0.0"], requires: { main: ["mltrl/main"] } },
    { github: world.github, clones, quiet: () => world.quiet() },
  );
  const clone = await repository.clone("ml-engineer");
  await clone.start("raise");
  await clone.push("raise", "Raise the level", raiseFiles(2, 3));
  const pull = await repository.propose({ from: "raise" });
  await pull.approve("researcher");
  expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
  return {
    repository,
    clone,
    async merge() {
      expect((await repository.as("platform-admin").merge(pull.number)).status).toBe(200);
    },
  };
}

/** Texts of the records, by name. */
async function recordsOf(clone: Clone): Promise<{ name: string; text: string }[]> {
  await clone.git("fetch", "--quiet", "origin", "refs/mltrl/records:refs/mltrl/records");
  const names = (await clone.git("ls-tree", "--name-only", "refs/mltrl/records")).split("\n");
  return Promise.all(
    names.map(async (name) => ({
      name,
      text: `${await clone.git("show", `refs/mltrl/records:${name}`)}\n`,
    })),
  );
}

describe("a merge is recorded once by an App that dies", () => {
  const steps: [step: string, at: Moment][] = [
    ["while the merge is looked at", beforeRequest(asks, 1)],
    ["before the record is written", beforeRequest(posts("blobs"), 1)],
    ["after the record was written", afterRequest(posts("blobs"), 1)],
    ["after its commit was made", afterRequest(posts("commits"), 1)],
    ["before the reference is made", beforeRequest(posts("refs"), 1)],
    ["after the reference was made", afterRequest(posts("refs"), 1)],
  ];
  test.each(steps)("%s", async (step, at) => {
    const { merge, clone } = await raised(`records-${step.replaceAll(" ", "-")}`);
    const killed = world.killedAt(at);
    await merge();
    const { active } = await killed;
    expect(active).toContain("records");
    await world.startUp();
    await world.deliverLost();
    await world.quiet();
    const records = await recordsOf(clone);
    expect(records.map(({ text }) => parseCapsule(text, "record"))).toMatchObject([
      { value: { number: 1, events: [{ kind: "graduation", conclusion: "success" }] } },
    ]);
    const texts = new Map(records.map(({ name, text }) => [name, text]));
    expect(chainProblems(linksOf(records), texts)).toEqual([]);
    expect((await world.store.stored()).dead).toEqual([]);
  });
});
