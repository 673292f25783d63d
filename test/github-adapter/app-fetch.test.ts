import { createPublicKey } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { appFetch } from "../../src/github/app-fetch.ts";
import { generateAppKey, signAppToken } from "../github/start-github.ts";
import { verify } from "node:crypto";

const [NEW, OLD, FOREIGN] = [generateAppKey(), generateAppKey(), generateAppKey()] as const;
const URL = "https://api.github.test/app";

/** GitHub, knowing some keys of the App; what it was asked is kept. */
function github(keys: readonly string[]) {
  const known = new Set(keys);
  const asked: { readonly version: string | null; readonly key: string }[] = [];
  const changes: string[] = [];
  const send: typeof fetch = (_, init) => {
    const headers = new Headers(init?.headers);
    const authorization = headers.get("authorization") ?? "";
    const key = [NEW, OLD, FOREIGN].find((each) => isSignedBy(authorization, each)) ?? "none";
    asked.push({ version: headers.get("x-github-api-version"), key: nameOf(key) });
    const status = key === "none" || known.has(key) ? 200 : 401;
    return Promise.resolve(new Response("{}", { status }));
  };
  return {
    known,
    asked,
    changes,
    fetch: (own: readonly string[]) => appFetch(send, own, (key) => changes.push(key)),
  };
}

function nameOf(key: string): string {
  return key === NEW ? "new" : key === OLD ? "old" : "none";
}

function isSignedBy(authorization: string, key: string): boolean {
  const [head = "", body = "", signature = ""] = authorization.replace(/^bearer /, "").split(".");
  const content = Buffer.from(`${head}.${body}`);
  return verify("RSA-SHA256", content, createPublicKey(key), Buffer.from(signature, "base64url"));
}

const asApp = { headers: { authorization: `bearer ${signAppToken(4242, NEW)}` } };
const asInstallation = { headers: { authorization: "token ghs_16C7e42F292c6912E7" } };

describe("requests of the App itself", () => {
  test("are signed with the new key while GitHub takes it", async () => {
    const { asked, changes, fetch } = github([NEW, OLD]);
    const send = fetch([NEW, OLD]);
    expect((await send(URL, asApp)).status).toBe(200);
    expect(asked).toEqual([{ version: "2022-11-28", key: "new" }]);
    expect(changes).toEqual([]);
  });

  test("fall back on the old one, stay with it, and return once it is taken away", async () => {
    const { known, asked, changes, fetch } = github([OLD]);
    const send = fetch([NEW, OLD]);
    expect((await send(URL, asApp)).status).toBe(200);
    expect((await send(URL, asApp)).status).toBe(200);
    expect(asked.map(({ key }) => key)).toEqual(["new", "old", "old"]);
    known.add(NEW).delete(OLD);
    expect((await send(URL, asApp)).status).toBe(200);
    expect(asked.map(({ key }) => key)).toEqual(["new", "old", "old", "old", "new"]);
    expect(changes).toEqual(["old", "new"]);
  });

  test("of one moment tell of a change once", async () => {
    const { changes, fetch } = github([OLD]);
    const send = fetch([NEW, OLD]);
    await Promise.all([send(URL, asApp), send(URL, asApp), send(URL, asApp)]);
    expect(changes).toEqual(["old"]);
  });

  test("refused with both are refused, and nothing changes", async () => {
    const { asked, changes, fetch } = github([FOREIGN]);
    const send = fetch([NEW, OLD]);
    expect((await send(URL, asApp)).status).toBe(401);
    expect((await send(URL, asApp)).status).toBe(401);
    expect(asked.map(({ key }) => key)).toEqual(["new", "old", "new", "old"]);
    expect(changes).toEqual([]);
  });

  test("with one key are tried once", async () => {
    const { asked, fetch } = github([FOREIGN]);
    expect((await fetch([NEW])(URL, asApp)).status).toBe(401);
    expect(asked).toHaveLength(1);
  });
});

describe("requests of an installation", () => {
  test("keep their token and the version that they name", async () => {
    const { asked, fetch } = github([]);
    const send = fetch([NEW, OLD]);
    await send(URL, asInstallation);
    await send(URL, {
      headers: { ...asInstallation.headers, "x-github-api-version": "2026-03-10" },
    });
    expect(asked).toEqual([
      { version: "2022-11-28", key: "none" },
      { version: "2026-03-10", key: "none" },
    ]);
  });
});
