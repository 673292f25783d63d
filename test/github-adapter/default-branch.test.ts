import { describe, expect, test } from "@jest/globals";
import { githubDefaultBranch } from "../../src/github/github-default-branch.ts";
import { githubRepository } from "../../src/github/github-repository.ts";
import { createObjectCache } from "../../src/github/caches/object-cache.ts";
import { createObjectLoader } from "../../src/github/object-loader.ts";
import type { RecordSizes } from "../../src/github/record-texts.ts";
import {
  NO_CI,
  noOrganizationMemory,
  recordedClient,
  recordGraphql,
  REPOSITORY,
  SERVER_TIME,
} from "../support/fake-github-api.ts";

const TIP = "a".repeat(40);
const blob = (name: string, oid: string, size: number) => ({ name, mode: 33188, type: "blob", oid, size }); // prettier-ignore

const NO_POLICY = { state: "known", value: undefined };

function answer(changes: object = {}, size = 3) {
  const target = {
    oid: TIP,
    tree: { oid: "b".repeat(40), entries: [] },
    config: null,
    records: { object: { entries: [blob("config.yml", "c1", size)] } },
    texts: { object: { entries: [{ object: { oid: "c1", byteSize: 3, isBinary: false, isTruncated: false, text: "abc" } }] } }, // prettier-ignore
  };
  const page = { hasNextPage: true, endCursor: "next" };
  const refs = { pageInfo: page, nodes: [tagAnswer("v1.0.0")] };
  const repository = { isArchived: false, defaultBranchRef: { name: "trunk", target }, refs };
  return { data: { repository: { ...repository, ...changes } } };
}

function tagAnswer(name: string) {
  return { name, target: { __typename: "Commit", oid: TIP } };
}

function opened(sizes: RecordSizes = new Map()) {
  const client = recordedClient();
  const cache = createObjectCache(1_000_000);
  const loader = createObjectLoader(client, REPOSITORY, cache);
  const access = {
    client,
    loader,
    cache,
    repository: REPOSITORY,
    organization: noOrganizationMemory(),
    ci: NO_CI,
  };
  const repository = githubRepository(access);
  return { repository, branch: githubDefaultBranch(access, repository, sizes) };
}

describe("the default branch on GitHub", () => {
  test("comes with its records in one request", async () => {
    const asked = recordGraphql(answer());
    const { branch, repository } = opened();
    expect(await branch.read()).toEqual({
      state: "known",
      value: {
        branch: "trunk",
        commit: TIP,
        now: SERVER_TIME,
        codeOwners: { state: "known", value: undefined },
        organization: NO_POLICY,
      },
    });
    const records = await repository.records(TIP);
    expect(records.state === "known" && [...records.value.keys()]).toEqual([".mltrl/config.yml"]);
    expect(await repository.blob("c1")).toEqual({
      state: "known",
      value: new TextEncoder().encode("abc"),
    });
    expect(asked).toHaveLength(1);
  });

  test("asks for further tags only when tags are asked for, and once", async () => {
    const end = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [tagAnswer("v2.0.0")] };
    const asked = recordGraphql(answer(), { data: { repository: { refs: end } } });
    const { branch, repository } = opened();
    await branch.read();
    expect(asked).toHaveLength(1);
    const both = await Promise.all([repository.tags(), repository.tags()]);
    expect(both[0]).toMatchObject({ value: [{ name: "v1.0.0" }, { name: "v2.0.0" }] });
    expect(both[1]).toEqual(both[0]);
    expect(asked).toHaveLength(2);
  });

  test("leaves texts out once there are too many", async () => {
    const asked = recordGraphql(answer({}, 600_000), answer());
    const sizes: RecordSizes = new Map();
    await opened(sizes).branch.read();
    await opened(sizes).branch.read();
    expect(asked.map(({ variables }) => variables["inline"])).toEqual([true, false]);
  });

  test.each([
    ["is archived", { isArchived: true }],
    ["has no commit yet", { defaultBranchRef: null }],
  ])("is none where the repository %s", async (_, changes) => {
    recordGraphql(answer(changes));
    expect(await opened().branch.read()).toEqual({ state: "known", value: undefined });
  });

  test.each([
    [[{ message: "Could not resolve to a Repository" }], "Could not resolve"],
    [[], "gone"],
  ])("cannot be read where GitHub says %j", async (errors, reason) => {
    recordGraphql({ data: { repository: null }, errors });
    expect(await opened().branch.read()).toMatchObject({
      state: "unavailable",
      cause: "upstream",
      reason: expect.stringContaining(reason),
    });
  });
});
