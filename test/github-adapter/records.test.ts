import { afterAll, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/rest";
import { githubRecords } from "../../src/github/github-records.ts";
import { installationClient } from "../../src/github/installation-client.ts";
import { createRequestScheduler } from "../../src/github/limits/request-scheduler.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";
import { type GitHub, startGitHub } from "../github/start-github.ts";
import { recordsContract } from "../ports/records-contract.ts";
import { cloneRepository } from "../support/clone.ts";
import { seedPeople } from "../support/gated-world.ts";
import { INSTALLATION, OWNER } from "../support/people.ts";
import { withWorkTree } from "../worktree/work-tree.ts";

const REF = { owner: OWNER, name: "zoo" };
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const running: GitHub[] = [];
afterAll(() => Promise.all(running.map((github) => github.close())));

async function zoo(writes: boolean) {
  const github = await startGitHub();
  running.push(github);
  await seedPeople(github, writes);
  await github.seed({ repositories: [{ ...REF, files: { seed: "1" } }] });
  const auth = await github.installationToken({ installation: INSTALLATION });
  const client = installationClient(
    new Octokit({ baseUrl: github.url, auth, log: QUIET }),
    INSTALLATION,
    createRequestScheduler({ ...systemClock, now: () => 0 }),
  );
  return { github, store: githubRecords(client, REF) };
}

const record = { name: "000001-7-aaaaaaaaaaaa.json", text: '{"é":1}\n', message: "One" };

recordsContract("GitHub", async () => {
  const { store } = await zoo(true);
  return { store: () => Promise.resolve(store), close: () => undefined };
});

test("what an App may not write is said to be so, and nothing is kept", async () => {
  const { store } = await zoo(false);
  expect(await store.list()).toMatchObject({ value: { tip: undefined } });
  expect(await store.append(record, undefined)).toMatchObject({ cause: "not-visible" });
  expect(await store.list()).toMatchObject({ value: { tip: undefined } });
});

test("two at once: one is faster, and the other is told", async () => {
  const { store } = await zoo(true);
  const other = { ...record, name: "000001-8-bbbbbbbbbbbb.json" };
  const both = await Promise.all([store.append(record, undefined), store.append(other, undefined)]);
  expect(
    both.map((each) => (each.state === "known" ? each.value : each.reason)).toSorted(),
  ).toEqual(["appended", "moved"]);
  expect(await store.list()).toMatchObject({ value: { records: [expect.anything()] } });
});

test("a clone that fetches them has the same, and how they came about", async () => {
  const { github, store } = await zoo(true);
  const names = ["000001-7-aaaaaaaaaaaa.json", "000002-8-bbbbbbbbbbbb.json"];
  for (const name of names) {
    const listing = await store.list();
    const tip = listing.state === "known" ? listing.value.tip : undefined;
    await store.append({ ...record, name, text: `"${name} é"\n` }, tip);
  }
  const clone = await cloneRepository(`${github.url}/${OWNER}/zoo.git`, "researcher");
  try {
    await withWorkTree(clone.directory, async ({ records }) => {
      expect(await records.list()).toMatchObject({ value: { tip: undefined, records: [] } });
      expect(await records.versions()).toMatchObject({ state: "unavailable" });
    });
    await clone.git("fetch", "--quiet", "origin", "refs/mltrl/records:refs/mltrl/records");
    await withWorkTree(clone.directory, async ({ records }) => {
      const there = await store.list();
      expect(await records.list()).toEqual(there);
      expect(await textsOf(records)).toEqual(names.map((name) => `"${name} é"\n`));
      const versions = await records.versions();
      expect(versions).toMatchObject({
        value: [{ records: [{ name: names[0] }] }, { records: names.map((name) => ({ name })) }],
      });
    });
  } finally {
    await clone.remove();
  }
});

async function textsOf(records: Pick<RecordStore, "list" | "text">): Promise<unknown[]> {
  const listing = await records.list();
  if (listing.state === "unavailable") throw new Error(listing.reason);
  const texts = await Promise.all(listing.value.records.map((each) => records.text(each)));
  return texts.map((text) => (text.state === "known" ? text.value : text));
}
