import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestbed, type Testbed } from "./testbed.ts";

let bed: Testbed;
const long = `${"x".repeat(511_999)}yz`;
beforeAll(async () => {
  bed = await createTestbed();
  const files = {
    "models/lion.py": "roar = 2\n",
    "docs/long.txt": long,
    "docs/picture.bin": { base64: "AAECAw==" },
  };
  await bed.github.commit({
    repository: "acme/zoo",
    message: "Work\n\nCo-authored-by: Carol <carol@example.test>",
    files,
    branch: "work",
    author: "bob",
  });
  await bed.request("bob", "POST", "/repos/acme/zoo/pulls", {
    title: "Work",
    head: "work",
    base: "main",
  });
});
afterAll(async () => bed.close());

const ask = async (selection: string, variables: object = {}) => {
  const { body } = await bed.graphql(
    "app",
    `{ repository(owner: "acme", name: "zoo") { ${selection} } }`,
    variables,
  );
  return body;
};

// Page "Rate limits and query limits for the GraphQL API"
describe("limits", () => {
  test.each([
    ["pullRequests { totalCount }", "MISSING_PAGINATION_BOUNDARIES"],
    ["pullRequests(first: 101) { totalCount }", "EXCESSIVE_PAGINATION"],
    [
      "pullRequests(first: 100) { nodes { reviews(first: 100) { nodes { comments(first: 100) { totalCount } } } } }",
      "MAX_NODE_LIMIT_EXCEEDED",
    ],
  ])("%s", async (selection, type) => {
    expect(await ask(selection)).toMatchObject({ errors: [{ type }] });
  });

  test("cost and nodes follow the formula of the page's example", async () => {
    const { body } = await bed.graphql(
      "app",
      `{ rateLimit { cost nodeCount remaining limit } repository(owner: "acme", name: "zoo") {
      pullRequests(first: 50) { nodes { reviews(first: 20) { nodes { id } } } } } }`,
    );
    expect(body.data.rateLimit).toMatchObject({ cost: 1, nodeCount: 50 + 50 * 20, limit: 5000 });
  });
});

const nodes = (ids: readonly string[]) =>
  bed.graphql(
    "app",
    `query ($ids: [ID!]!) { rateLimit { cost nodeCount }
     nodes(ids: $ids) { id ... on Repository { pullRequests(first: 2) { totalCount } } } }`,
    { ids },
  );

describe("nodes by their ids", () => {
  test("are null where there is none, and each counts for itself", async () => {
    const { body } = await bed.request("app", "GET", "/repos/acme/zoo");
    const id = body.node_id;
    const asked = [id, "nobody", ...Array.from({ length: 98 }, () => id)];
    const found = (await nodes(asked)).body as unknown as {
      data: { nodes: object[]; rateLimit: object };
      errors: object;
    };
    expect(found.data.nodes.slice(0, 2)).toEqual([{ id, pullRequests: { totalCount: 1 } }, null]);
    expect(found.errors).toMatchObject([{ type: "NOT_FOUND", path: ["nodes", 1] }]);
    expect(found.data.rateLimit).toEqual({ cost: 1, nodeCount: 200 });
  });

  test("are a hundred at most", async () => {
    const { body } = await nodes(Array.from({ length: 101 }, () => "nobody"));
    expect(body).toMatchObject({ errors: [{ type: "ARGUMENT_LIMIT" }] });
  });
});

const search = async (query: string) => {
  const { body } = await bed.graphql(
    "app",
    `query ($query: String!) { search(type: ISSUE, query: $query, first: 9) {
     issueCount nodes { ... on PullRequest { number } } } }`,
    { query },
  );
  return body;
};

describe("a search for pull requests", () => {
  test.each([
    ["user:acme is:pr", 1],
    ["org:ACME is:pr is:open archived:false updated:>=2020-01-01T00:00:00Z sort:updated-asc", 1],
    ["user:acme is:pr updated:>=2100-01-01T00:00:00Z", 0],
    ["user:acme is:pr is:merged", 0],
    ["user:bob is:pr", 0],
  ])("%s", async (query, count) => {
    const { data } = (await search(query)) as unknown as { data: { search: object } };
    const nodes = Array.from({ length: count }, () => ({ number: 1 }));
    expect(data.search).toEqual({ issueCount: count, nodes });
  });

  test.each([
    "user:acme",
    "is:pr label:x",
    "is:pr updated:>=soon",
    "is:pr is:draft",
    "is:pr sort:best",
  ])("by what is not known here: %s", async (query) => {
    expect(await search(query)).toMatchObject({ errors: [{ type: "UNSUPPORTED" }] });
  });
});

test("trees are read in depth, blobs as far as GitHub shows them", async () => {
  const { data } = await ask(
    `object(expression: "work:docs") { ... on Tree { oid entries { name path type mode size object { ... on Blob { byteSize isBinary isTruncated text } } } } }`,
  );
  const [text, picture] = data.repository.object.entries;
  expect(text).toMatchObject({
    path: "docs/long.txt",
    type: "blob",
    mode: 33_188,
    size: 512_001,
    object: { byteSize: 512_001, isTruncated: true, isBinary: false },
  });
  expect(text?.object.text).toHaveLength(512_000);
  expect(picture?.object).toEqual({ byteSize: 4, isBinary: true, isTruncated: false, text: null });
});

test("expressions: names, ancestors, paths, nothing", async () => {
  const { data } = await ask(`
    tip: object(expression: "work") { oid } parent: object(expression: "work~1") { oid } main: object(expression: "refs/heads/main") { oid }
    none: object(expression: "work:nowhere") { oid } branch: object(expression: "no-such-branch") { oid }`);
  const { parent, main, none, branch } = data.repository;
  expect(parent).toEqual(main);
  expect([none, branch]).toEqual([null, null]);
});

test("a pull request in one question", async () => {
  await bed.request("carol", "POST", "/repos/acme/zoo/pulls/1/reviews", {
    event: "COMMENT",
    body: "Hm.",
  });
  await bed.request("carol", "POST", "/repos/acme/zoo/pulls/1/reviews", { event: "APPROVE" });
  const { data } =
    await ask(`pullRequest(number: 1) { state isDraft isCrossRepository mergeable changedFiles additions author { __typename login }
    files(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { path changeType } }
    commits(last: 1) { totalCount nodes { commit { authors(first: 10) { totalCount nodes { user { login } name } } } } }
    reviews(first: 10, states: [APPROVED]) { totalCount nodes { state author { login } authorAssociation } }
    latestReviews(first: 10) { nodes { state } } latestOpinionatedReviews(first: 10, writersOnly: true) { nodes { state authorCanPushToRepository } } }`);
  expect(data.repository.pullRequest).toMatchObject({
    state: "OPEN",
    mergeable: "MERGEABLE",
    changedFiles: 3,
    author: { __typename: "User", login: "bob" },
    files: {
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [{ path: "docs/long.txt", changeType: "ADDED" }, { path: "docs/picture.bin" }],
    },
    commits: {
      totalCount: 1,
      nodes: [
        {
          commit: {
            authors: {
              totalCount: 2,
              nodes: [{ user: { login: "bob" } }, { user: { login: "carol" }, name: "Carol" }],
            },
          },
        },
      ],
    },
    reviews: {
      totalCount: 1,
      nodes: [{ state: "APPROVED", author: { login: "carol" }, authorAssociation: "COLLABORATOR" }],
    },
    latestOpinionatedReviews: { nodes: [{ state: "APPROVED", authorCanPushToRepository: true }] },
  });
  const { endCursor } = data.repository.pullRequest.files.pageInfo;
  const next = await ask(
    `pullRequest(number: 1) { files(first: 2, after: "${endCursor}") { nodes { path } pageInfo { hasNextPage } } }`,
  );
  expect(next.data.repository.pullRequest.files).toEqual({
    nodes: [{ path: "models/lion.py" }],
    pageInfo: { hasNextPage: false },
  });
});

test("what does not exist is null with a reason", async () => {
  expect(await ask("pullRequest(number: 99) { id }")).toMatchObject({
    data: { repository: { pullRequest: null } },
    errors: [{ type: "NOT_FOUND" }],
  });
  const { body } = await bed.graphql(
    "mallory",
    '{ repository(owner: "acme", name: "vault") { id } }',
  );
  expect(body).toMatchObject({
    data: { repository: null },
    errors: [{ type: "NOT_FOUND", path: ["repository"] }],
  });
});

test("an invalid query has errors and no data; a field without a resolver says so", async () => {
  expect(await ask("nonsense")).toEqual({
    errors: [expect.objectContaining({ message: expect.stringContaining("nonsense") })],
  });
  const { errors } = await ask("stargazerCount");
  expect(errors).toEqual([
    expect.objectContaining({
      message: "The stand-in for GitHub does not resolve Repository.stargazerCount",
    }),
  ]);
});

// Page "Mutations", createCommitOnBranch: expectedHeadOid
test("a commit onto a branch needs the branch's head, and is signed", async () => {
  const mutation = `mutation($head: GitObjectID!, $contents: Base64String!) { createCommitOnBranch(input: {
    branch: {repositoryNameWithOwner: "acme/zoo", branchName: "work"}, expectedHeadOid: $head, message: {headline: "By the App", body: "Because."},
    fileChanges: {additions: [{path: "records/1.yml", contents: $contents}], deletions: [{path: "docs/picture.bin"}]} }) {
    commit { oid message author { user { __typename } } signature { isValid } } } }`;
  const { data } = await ask('ref(qualifiedName: "work") { target { oid } }');
  const head = data.repository.ref.target.oid;
  const contents = Buffer.from("a: 1\n").toString("base64");
  expect((await bed.graphql("app", mutation, { head, contents })).body).toMatchObject({
    errors: [{ type: "FORBIDDEN" }],
  });
  const { body } = await bed.graphql("actions", mutation, { head, contents });
  expect(body.data.createCommitOnBranch.commit).toMatchObject({
    message: "By the App\n\nBecause.",
    signature: { isValid: true },
  });
  expect((await bed.graphql("actions", mutation, { head, contents })).body).toMatchObject({
    errors: [{ type: "STALE_DATA" }],
  });
  const after = await ask("pullRequest(number: 1) { headRefOid changedFiles }");
  expect(after.data.repository.pullRequest).toEqual({
    headRefOid: body.data.createCommitOnBranch.commit.oid,
    changedFiles: 3,
  });
});

test("branches with rules and tags with taggers", async () => {
  await bed.request("alice", "POST", "/repos/acme/zoo/rulesets", {
    name: "gate",
    enforcement: "active",
    target: "branch",
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
    rules: [
      {
        type: "required_status_checks",
        parameters: {
          strict_required_status_checks_policy: false,
          required_status_checks: [{ context: "mltrl/main", integration_id: 4242 }],
        },
      },
    ],
  });
  const { body: main } = await bed.request("bob", "GET", "/repos/acme/zoo/git/ref/heads/main");
  const { body: tag } = await bed.request("bob", "POST", "/repos/acme/zoo/git/tags", {
    tag: "v1",
    message: "One",
    object: main.object.sha,
    type: "commit",
  });
  await bed.request("bob", "POST", "/repos/acme/zoo/git/refs", {
    ref: "refs/tags/v1",
    sha: tag.sha,
  });
  const { data } =
    await ask(`defaultBranchRef { name prefix rules(first: 10) { nodes { type repositoryRuleset { name enforcement } parameters { ... on RequiredStatusChecksParameters { requiredStatusChecks { context integrationId } } } } }
      compare(headRef: "work") { aheadBy behindBy status } }
    refs(refPrefix: "refs/tags/", query: "v", first: 10) { nodes { name target { __typename ... on Tag { message tagger { name } target { oid } } } } }`);
  expect(data.repository).toEqual({
    defaultBranchRef: {
      name: "main",
      prefix: "refs/heads/",
      rules: {
        nodes: [
          {
            type: "REQUIRED_STATUS_CHECKS",
            repositoryRuleset: { name: "gate", enforcement: "ACTIVE" },
            parameters: { requiredStatusChecks: [{ context: "mltrl/main", integrationId: 4242 }] },
          },
        ],
      },
      compare: { aheadBy: 2, behindBy: 0, status: "AHEAD" },
    },
    refs: {
      nodes: [
        {
          name: "v1",
          target: {
            __typename: "Tag",
            message: "One",
            tagger: { name: "bob" },
            target: { oid: main.object.sha },
          },
        },
      ],
    },
  });
});

test("all queries were on GitHub's schema", async () => {
  expect((await bed.offContract()).filter((line) => !line.includes("nonsense"))).toEqual([
    expect.stringContaining("pullRequests"),
    expect.stringContaining("pullRequests"),
  ]);
});
