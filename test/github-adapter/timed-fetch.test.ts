import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { UpstreamError } from "../../src/core/errors.ts";
import { timedFetch } from "../../src/github/timed-fetch.ts";

/** Answers as its path says: nothing, a beginning, or all of it after so many milliseconds. */
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/silence") return;
    if (request.url === "/half") return void response.write("half of ");
    setTimeout(() => response.end("all of it"), Number(request.url?.slice(1)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const send = timedFetch(fetch, (_, init) => `${init?.method ?? "GET"} /app`, { begin: 200, end: 300 }); // prettier-ignore

describe("an answer that", () => {
  test("comes in time is as it came", async () => {
    const response = await send(`${url}/50`);
    expect([response.status, await response.text()]).toEqual([200, "all of it"]);
    await sleep(350);
  });

  test("does not begin is given up, in words that say what was asked and for how long", async () => {
    const asked = send(`${url}/silence`, { method: "POST" });
    await expect(asked).rejects.toThrow(UpstreamError);
    await expect(asked).rejects.toThrow('no answer to "POST /app" within 0.2 s');
  });

  test("does not end is given up as well", async () => {
    const response = await send(`${url}/half`);
    const read = response.text();
    await expect(read).rejects.toThrow(UpstreamError);
    await expect(read).rejects.toThrow('no full answer to "GET /app" within 0.3 s');
  });

  test("whoever asked waits for no more is not waited for either", async () => {
    const asker = new AbortController();
    const asked = send(`${url}/silence`, { signal: asker.signal });
    asker.abort(new Error("no longer of interest"));
    await expect(asked).rejects.toThrow("no longer of interest");
  });

  test("is refused at once is refused as it was", async () => {
    await expect(send("http://127.0.0.1:1/")).rejects.toThrow("fetch failed");
  });
});
