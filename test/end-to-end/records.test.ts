import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Capsule } from "../../src/core/records/capsule-schema.ts";
import { parseCapsule } from "../../src/core/records/capsule.ts";
import { textDigest } from "../../src/core/source/canonical-json.ts";
import { mltrl } from "../cli/command-line.ts";
import type { Clone } from "../support/clone.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText, CONFIG, configText, entryAt } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
});
afterAll(() => world.close());

const REFSPEC = "refs/mltrl/records:refs/mltrl/records";

/** The capsules that a clone gets, with the digest of each. */
async function capsules(clone: Clone): Promise<{ capsule: Capsule; digest: string }[]> {
  await clone.git("fetch", "--quiet", "origin", REFSPEC);
  const names = (await clone.git("ls-tree", "--name-only", "refs/mltrl/records")).split("\n");
  return Promise.all(
    names.map(async (name) => {
      const text = `${await clone.git("show", `refs/mltrl/records:${name}`)}\n`;
      const capsule = parseCapsule(text, name);
      if (capsule.state === "unavailable") throw new Error(capsule.reason);
      return { capsule: capsule.value, digest: textDigest(text) };
    }),
  );
}

describe("a merge on record", () => {
  test.each(["merge", "squash", "rebase"] as const)(
    "by %s: who signed what, and a second record that names the first",
    async (method) => {
      const { clone, propose } = await scannerIn(world, `records-${method}`);
      const before = await clone.git("rev-parse", "origin/main");
      const pull = await propose("raise", raiseFiles(2, 3));
      await clone.push("raise", "A word more", { "README.md": "# The scanner\n" });
      await pull.approve("researcher");
      expect(await pull.tryMerge(undefined, method)).toMatchObject({ merge: 200 });
      await world.quiet();
      const [first] = await capsules(clone);
      await clone.git("fetch", "--quiet", "origin");
      expect(first?.capsule).toMatchObject({
        number: 1,
        previous: null,
        "pull-request": {
          number: pull.number,
          author: "ml-engineer",
          base: "main",
          "base-before": before,
          "merge-commit": await clone.git("rev-parse", "origin/main"),
          "merged-by": "platform-admin",
        },
        events: [
          {
            kind: "graduation",
            component: "nodule-detector",
            from: 2,
            to: 3,
            conclusion: "success",
            seats: [{ holder: "researcher" }],
          },
        ],
        signatures: [{ login: "researcher", state: "approved", from: 2, to: 3, counts: true }],
        contributors: { logins: ["ml-engineer"], unlinked: [] },
      });

      const edit = await propose("edit", { [CONFIG]: configText("existing-grace: 7\n") });
      expect(await edit.tryMerge(undefined, method)).toMatchObject({ merge: 200 });
      await world.quiet();
      const [, second] = await capsules(clone);
      expect(second?.capsule).toMatchObject({
        number: 2,
        previous: first?.digest,
        events: [{ kind: "policy-change", files: [CONFIG] }],
      });
    },
  );
});

/** How the component came, so that its first commit holds as well. */
const CAME = { extra: entryAt(2, [0, 1]) };
const FILES = { [CARD]: cardText({ level: 2, ...CAME }) };

describe("a clone that fetched the records", () => {
  test("shows by replay and audit what held, who signed, and what went past the App", async () => {
    const { clone, propose } = await scannerIn(world, "records-audited", {
      files: FILES,
      requires: {},
    });
    const pull = await propose("raise", raiseFiles(2, 3, CAME));
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
    const back = await propose("back", {
      ...FILES,
      ".mltrl/switchbacks/nodule-detector/2026-06-01-3-to-2.yml": `version: 1
component: nodule-detector
from: 3
to: 2
type: discovery
date: 2026-06-01
reason: Recall is far below what was required of it.
reviewers: [researcher]
`,
    });
    expect(await back.tryMerge()).toMatchObject({ merge: 200 });
    await world.quiet();
    await clone.git("fetch", "--quiet", "origin", "main", REFSPEC);
    const at = { now: Date.now() };
    const folder = clone.directory;
    for (const number of ["1", "2"]) {
      const { code, out, err } = await mltrl(folder, ["replay", number], at);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain("the same decision");
    }
    const held = await mltrl(folder, ["audit", "--branch", "origin/main"], at);
    expect(held.err).toBe("");
    expect(held.out).toContain("✓ nodule-detector 2 → 3, graduation");
    expect(held.out).toContain("✓ nodule-detector 3 → 2, switchback");
    expect(held.out.replaceAll(/\s+/g, " ")).toMatch(
      /researcher as researcher: signed that nodule-detector is ready to go 2 → 3 with this content/,
    );
    expect(held.out).toContain("2 records; the last is 000002-");
    expect(held.code).toBe(0);

    // Nothing requires the check here: somebody pushes past it.
    await clone.start("past");
    await clone.push("past", "Raise it again", { [CARD]: cardText({ level: 3, ...CAME }) });
    await clone.git("push", "--quiet", "origin", "past:main");
    await clone.git("fetch", "--quiet", "origin");
    const broken = await mltrl(folder, ["audit", "--branch", "origin/main"], at);
    expect(broken.code).toBe(1);
    expect(broken.out).toContain("records were kept by then, and there is none of this merge");
  });
});

describe("an App that may not write to a repository", () => {
  test("keeps records in its data directory, where audit and replay read them", async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), "mltrl-data-"));
    const reading = await startWorld({ dataDirectory });
    try {
      const { clone, propose } = await scannerIn(reading, "records-kept", { files: FILES });
      const pull = await propose("raise", raiseFiles(2, 3, CAME));
      await pull.approve("researcher");
      expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
      await reading.quiet();
      const [repository = ""] = await readdir(join(dataDirectory, "records"));
      const records = join(dataDirectory, "records", repository);
      await clone.git("fetch", "--quiet", "origin");
      expect(await clone.git("ls-remote", "origin", "refs/mltrl/*")).toBe("");
      const at = { now: Date.now() };
      const replayed = await mltrl(clone.directory, ["replay", "1", "--records", records], at);
      expect(replayed).toMatchObject({ code: 0, err: "" });
      const { code, out } = await mltrl(clone.directory, ["audit", "--branch", "origin/main", "--records", records], at); // prettier-ignore
      expect(out).toContain("✓ nodule-detector 2 → 3, graduation");
      expect(code).toBe(0);
    } finally {
      await reading.close();
    }
  });
});

async function firstCapsule(clone: Clone): Promise<Capsule> {
  const until = Date.now() + 15_000;
  while ((await clone.git("ls-remote", "origin", "refs/mltrl/*")) === "") {
    if (Date.now() > until) throw new Error("nothing was recorded");
    await sleep(100);
  }
  const [first] = await capsules(clone);
  if (first === undefined) throw new Error("there is no record");
  return first.capsule;
}

describe("a merge of which no webhook tells", () => {
  let swept: World;
  beforeAll(async () => {
    swept = await startWorld({ writes: true, sweepEvery: 500 });
  });
  afterAll(() => swept.close());

  test("is put on record by the next look, once, and looked at no more", async () => {
    const { repository, clone, propose } = await scannerIn(swept, "records-lost", { files: FILES });
    const { number } = await propose("raise", raiseFiles(2, 3, CAME));
    const engineer = repository.as("ml-engineer");
    const before = await engineer.verdict(number, "mltrl/main");
    await repository.as("researcher").review(number, "APPROVE");
    await engineer.verdictAfter(number, "mltrl/main", before.id);
    await swept.github.addFault({ kind: "drop-webhook", event: "pull_request.closed" });
    expect((await repository.as("platform-admin").merge(number)).status).toBe(200);
    expect(await firstCapsule(clone)).toMatchObject({
      "pull-request": { number, "merged-by": "platform-admin" },
      events: [{ kind: "graduation", seats: [{ holder: "researcher" }] }],
    });
    await swept.github.clearFaults();
    await sleep(1500);
    await swept.github.clearLedger();
    await sleep(1500);
    const asked = await swept.github.ledger({ app: APP_ID });
    expect(new Set(asked.map(({ operationName, path }) => operationName ?? path))).toEqual(
      new Set(["ChangedPullRequests", "/app/hook/deliveries", "/app/installations"]),
    );
    expect(await capsules(clone)).toHaveLength(1);
  });
});

test("a merge whose base branch is deleted with it is put on record", async () => {
  const { repository, clone, propose } = await scannerIn(world, "records-deleted", {
    branches: { "release/1.0": {} },
    files: FILES,
    requires: {},
  });
  const pull = await propose("raise", raiseFiles(2, 3, CAME), { to: "release/1.0" });
  await pull.approve("researcher");
  await world.quiet();
  await world.github.pauseWebhooks();
  expect((await repository.as("platform-admin").merge(pull.number)).status).toBe(200);
  await clone.git("push", "--quiet", "origin", ":release/1.0");
  await world.github.resumeWebhooks();
  await world.quiet();
  const [first] = await capsules(clone);
  expect(first?.capsule).toMatchObject({
    "pull-request": { number: pull.number, base: "release/1.0" },
    events: [{ kind: "graduation", seats: [{ holder: "researcher" }] }],
  });
});
