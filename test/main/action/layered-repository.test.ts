import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../../src/core/model/fact.ts";
import { configAt } from "../../../src/main/action/config-at.ts";
import { layeredRepository } from "../../../src/main/action/layered-repository.ts";
import type { Repository } from "../../../src/ports/repository.ts";
import {
  type FetchedRepository,
  openFetchedRepository,
} from "../../../src/worktree/fetched-repository.ts";
import { GIT_ENVIRONMENT, makeRepository, type TestRepository } from "../../support/git-repository.ts"; // prettier-ignore

const ELSEWHERE = "e".repeat(40);

let repository: TestRepository;
let clone: FetchedRepository;
let layered: Repository;
let base: string;
let head: string;
beforeAll(() => {
  repository = makeRepository({ ".mltrl/config.yml": "version: 1\n", "a.txt": "a\n" });
  base = repository.git("rev-parse", "HEAD");
  head = repository.commit("more", { "a.txt": "a\nb\n", "policy.yml": "version: 2\n" });
  clone = openFetchedRepository({
    checkout: repository.folder,
    url: "http://127.0.0.1:9/acme/zoo",
    token: "t",
    environment: GIT_ENVIRONMENT,
    patience: 30_000,
  });
  layered = layeredRepository(clone, far);
});
afterAll(async () => {
  await clone.close();
  repository.remove();
});

const listing = known(new Map([["far", { path: "far", type: "blob" as const, id: "1" }]]));
const far: Repository = {
  records: () => Promise.resolve(listing),
  files: () => Promise.resolve(listing),
  root: () => Promise.resolve(listing),
  blob: () => Promise.resolve(known(Buffer.from("far"))),
  tags: () => Promise.resolve(unavailable("upstream", "no tags")),
  customProperties: () => Promise.resolve(known(new Map())),
  mergeBase: () => Promise.resolve(known("far")),
  commitBefore: () => Promise.resolve(known("far")),
  changedLines: () => Promise.resolve(known([])),
};

describe("content", () => {
  test("of a commit that is here comes from here", async () => {
    const [records, files, root] = [
      await layered.records(head),
      await layered.files(head, ""),
      await layered.root(head),
    ];
    expect(records.state === "known" && [...records.value.keys()]).toEqual([".mltrl/config.yml"]);
    expect(files.state === "known" && files.value.has("a.txt")).toBe(true);
    const entry = root.state === "known" ? root.value.get("a.txt") : undefined;
    expect(await layered.blob(entry?.id ?? "")).toEqual(known(Buffer.from("a\nb\n")));
    expect(await layered.mergeBase(base, head)).toEqual(known(base));
    expect(await layered.changedLines(base, head, ["a.txt"])).toMatchObject({
      value: [{ path: "a.txt" }],
    });
  });

  test("of one that is not, from GitHub", async () => {
    expect(await layered.records(ELSEWHERE)).toBe(listing);
    expect(await layered.root(ELSEWHERE)).toBe(listing);
    expect(await layered.files(ELSEWHERE, "")).toBe(listing);
    expect(await layered.blob(ELSEWHERE)).toEqual(known(Buffer.from("far")));
    expect(await layered.mergeBase(base, ELSEWHERE)).toEqual(known("far"));
    expect(await layered.changedLines(ELSEWHERE, head, [])).toEqual(known([]));
    expect(await layered.commitBefore(base, "2026-01-01T00:00:00Z")).toEqual(known("far"));
    expect(await layered.customProperties()).toEqual(known(new Map()));
  });

  test("of tags: those of a whole clone where nobody tells of any", async () => {
    expect(await layered.tags()).toEqual(known([]));
  });
});

describe("a fetched repository whose server does not answer", () => {
  test("takes the word of the event for a branch, and else the clone's", async () => {
    expect(await clone.tip("main", base)).toEqual(known(base));
    repository.git("update-ref", "refs/remotes/origin/next", head);
    const later = openFetchedRepository({
      checkout: repository.folder,
      url: "http://127.0.0.1:9/acme/zoo",
      token: undefined,
      environment: GIT_ENVIRONMENT,
      patience: 30_000,
    });
    expect(await later.tip("next")).toEqual(known(head));
    expect(await later.tip("gone")).toMatchObject({
      reason: expect.stringContaining("the branch gone cannot be read"),
    });
    await later.close();
  });

  test("says what would help for a commit that is not here", async () => {
    expect(await clone.fetch([head])).toEqual(known(undefined));
    expect(await clone.fetch([ELSEWHERE])).toMatchObject({
      reason: expect.stringMatching(/eeeeeee cannot be read.*contents: read.*fetch-depth: 0/),
    });
    expect(await clone.treeOf(ELSEWHERE)).toMatchObject({ cause: "missing" });
  });
});

test("the policy is read where the workflow says that it stands", async () => {
  const placed = configAt(clone.repository, "policy.yml");
  const records = await placed.records(head);
  const entry = records.state === "known" ? records.value.get(".mltrl/config.yml") : undefined;
  expect(await placed.blob(entry?.id ?? "")).toEqual(known(Buffer.from("version: 2\n")));
  const before = await placed.records(base);
  expect(before.state === "known" && before.value.size).toBe(0);
  expect(configAt(clone.repository, ".mltrl/config.yml")).toBe(clone.repository);
  expect(await configAt(far, "ml/policy.yml").records(head)).toMatchObject({ state: "known" });
});
