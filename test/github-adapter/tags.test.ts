import { describe, expect, test } from "@jest/globals";
import nock from "nock";
import { githubTags } from "../../src/github/github-tags.ts";
import { recordedClient, recordRest, REPOSITORY } from "../support/fake-github-api.ts";

const id = (digit: string): string => digit.repeat(40);
const path = (tag: string): string => `/repos/acme/scanner/git/tags/${tag}`;
const commitOf = (tag: string) => githubTags(recordedClient(), REPOSITORY).commitOf(tag);
const names = (tag: string, type: string, sha: string) =>
  recordRest("GET", path(tag), { object: { type, sha } });
const refuses = (tag: string, status: number) =>
  nock("https://api.github.test").get(path(tag)).reply(status, { message: "No" });

describe("what a tag names", () => {
  test("is its commit", async () => {
    names(id("a"), "commit", id("b"));
    expect(await commitOf(id("a"))).toBe(id("b"));
  });

  test("is looked for behind a tag of a tag", async () => {
    names(id("a"), "tag", id("b"));
    names(id("b"), "commit", id("c"));
    expect(await commitOf(id("a"))).toBe(id("c"));
  });

  test("is the commit itself where there is no such tag", async () => {
    refuses(id("a"), 404);
    expect(await commitOf(id("a"))).toBe(id("a"));
  });

  test("is not followed for ever", async () => {
    for (const [at, tag] of Array.from("abcde").entries())
      names(id(tag), "tag", id("bcdef".charAt(at)));
    expect(await commitOf(id("a"))).toBe(id("f"));
  });

  test("is asked for again later where GitHub does not say", async () => {
    refuses(id("a"), 403);
    await expect(commitOf(id("a"))).rejects.toThrow("No");
  });
});
