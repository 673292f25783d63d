import { createHmac } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";
import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";

import { afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import nock from "nock";

import type { Delivery } from "../../../src/github/webhooks/receive-webhook.ts";
import type {
  WebhookServer,
  WebhookServerOptions,
} from "../../../src/github/webhooks/webhook-server.ts";
import { createWebhookServer } from "../../../src/github/webhooks/webhook-server.ts";

const secret = "It's a Secret to Everybody";
const body = "Hello, World!";
const published = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
const path = "/api/github/webhooks";

function sign(text: string, key = secret): string {
  return `sha256=${createHmac("sha256", key).update(text).digest("hex")}`;
}

interface Sending {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly chunks?: readonly string[];
  readonly agent?: Agent;
}

interface Reply {
  readonly status: number | undefined;
  readonly text: string;
  readonly connection: string | undefined;
  readonly allow: string | undefined;
}

const agents: Agent[] = [];

let accepted: Delivery[];
let logged: string[];
let accept: WebhookServerOptions["accept"];
let readiness: WebhookServerOptions["readiness"];
let server: WebhookServer;
let port: number;

function log(fields: object, message: string): void {
  logged.push(`${message} ${Object.keys(fields).join()}`);
}

function create(options: Partial<WebhookServerOptions> = {}): WebhookServer {
  return createWebhookServer({
    secrets: [secret],
    accept: (delivery) => accept(delivery),
    health: () => ({ version: "1.2.3" }),
    readiness: () => readiness(),
    logger: { warn: log, error: log },
    ...options,
  });
}

async function start(options: Partial<WebhookServerOptions> = {}): Promise<void> {
  server = create(options);
  port = await server.listen(0, "127.0.0.1");
}

const headers = {
  "content-type": "application/json",
  "x-github-event": "push",
  "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
  "x-hub-signature-256": published,
};

/** Sends a right webhook, but for what is said otherwise. */
function send(sending: Sending = {}): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const agent = sending.agent ?? new Agent();
  agents.push(agent);
  const request = httpRequest(
    {
      host: "127.0.0.1",
      port,
      path: sending.path ?? path,
      method: sending.method ?? "POST",
      headers: { ...headers, ...sending.headers },
      agent,
    },
    (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.on("error", reject);
      response.on("end", () => {
        const { connection, allow } = response.headers;
        resolve({ status: response.statusCode, text, connection, allow });
      });
    },
  );
  request.on("error", reject);
  for (const chunk of sending.chunks ?? [body]) request.write(chunk);
  request.end();
  return promise;
}

function get(path: string): Promise<Reply> {
  return send({ method: "GET", path, chunks: [] });
}

/** Sends mere text and returns all that comes until the connection is closed. */
function talk(text: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let seen = "";
  const socket = connect(port, "127.0.0.1", () => socket.write(text));
  socket.on("data", (data) => {
    seen += data.toString();
  });
  socket.on("close", () => resolve(seen));
  return promise;
}

// nock holds back what is sent until it makes up a request.
beforeAll(() => nock.restore());
beforeEach(() => {
  accepted = [];
  logged = [];
  accept = (delivery) => {
    accepted.push(delivery);
    return Promise.resolve("added");
  };
  readiness = () => Promise.resolve({ ready: true });
});
afterEach(async () => {
  await server.close(0);
  for (const agent of agents.splice(0)) agent.destroy();
});

describe("the webhook server", () => {
  test.each([
    ["no secret", []],
    ["an empty secret", [""]],
    ["an empty second secret", [secret, " "]],
    ["Probot's default", ["development"]],
    ["three secrets", ["a", "b", "c"]],
  ])("refuses to be made with %s", async (_, secrets) => {
    await start();
    expect(() => create({ secrets })).toThrow("secret");
  });

  test("accepts GitHub's published example and passes on what was sent", async () => {
    await start();
    expect(await send()).toMatchObject({ status: 202, text: "accepted" });
    expect(accepted).toEqual([{ id: headers["x-github-delivery"], event: "push", payload: body }]);
  });

  test("answers a duplicate with 200", async () => {
    accept = () => Promise.resolve("duplicate");
    await start();
    expect(await send()).toMatchObject({ status: 200 });
  });

  test("asks for the delivery again where it could not be stored", async () => {
    accept = () => Promise.reject(new Error("disk full"));
    await start();
    expect(await send()).toMatchObject({ status: 503, text: "not stored; send it again" });
    expect(logged).toEqual(["a webhook could not be stored err,delivery,event"]);
  });

  test("says so before GitHub gives up where the store does not answer, and hears of it later in peace", async () => {
    const { promise, reject } = Promise.withResolvers<"added">();
    accept = () => promise;
    await start({ acceptWithin: 20 });
    expect(await send()).toMatchObject({ status: 503, text: "not stored; send it again" });
    expect(logged).toEqual(["a webhook could not be stored err,delivery,event"]);
    reject(new Error("the connection broke"));
    accept = () => Promise.resolve("added");
    expect((await send()).status).toBe(202);
  });

  test("takes either of two secrets and no third", async () => {
    await start({ secrets: ["new", secret] });
    const statuses: unknown[] = [];
    for (const key of [secret, "new", "development"]) {
      const signature = { "x-hub-signature-256": sign(body, key) };
      statuses.push((await send({ headers: signature })).status);
    }
    expect(statuses).toEqual([202, 202, 401]);
    expect(accepted.length).toBe(2);
  });

  test.each<[string, number, Sending]>([
    ["a changed body", 401, { chunks: ["Hello, World?"] }],
    ["no signature", 401, { headers: { "x-hub-signature-256": "" } }],
    ["a SHA-1 signature", 401, { headers: { "x-hub-signature-256": `sha1=${"0".repeat(40)}` } }],
    ["a cut signature", 401, { headers: { "x-hub-signature-256": published.slice(0, -1) } }],
    ["a form", 415, { headers: { "content-type": "application/x-www-form-urlencoded" } }],
    ["no event", 400, { headers: { "x-github-event": "" } }],
    ["no delivery id", 400, { headers: { "x-github-delivery": "" } }],
    ["a delivery id that is none", 400, { headers: { "x-github-delivery": "a b" } }],
    ["another method", 405, { method: "PUT" }],
    ["another method of a look", 405, { method: "PUT", path: "/healthz" }],
    ["another path", 404, { path: "/" }],
    ["a path that only begins like it", 404, { path: `${path}/x` }],
  ])("refuses %s", async (_, status, sending) => {
    await start();
    expect(await send(sending)).toMatchObject({ status });
    expect(accepted).toEqual([]);
  });

  test("takes another path, with a query, and JSON with a charset", async () => {
    await start({ path: "/hook" });
    const type = { "content-type": "application/json; charset=utf-8" };
    expect((await send({ path: "/hook?a=b", headers: type })).status).toBe(202);
    expect((await send()).status).toBe(404);
  });

  test("reads a body that comes in pieces, of characters cut in two", async () => {
    await start();
    const chunks = ['{"title":"', "ünïcødé".repeat(30_000), '"}'];
    const signature = { "x-hub-signature-256": sign(chunks.join("")) };
    expect((await send({ chunks, headers: signature })).status).toBe(202);
    expect(accepted[0]?.payload).toBe(chunks.join(""));
  });

  test.each<[string, OutgoingHttpHeaders]>([
    ["by its length", { "content-length": 3_000_000 }],
    ["by its bytes", { "transfer-encoding": "chunked" }],
  ])("refuses a body that is too large, known %s, and is still understood", async (_, extra) => {
    await start({ maxBytes: 100_000 });
    const chunks = Array.from({ length: 30 }, () => "x".repeat(100_000));
    const signature = { "x-hub-signature-256": sign(chunks.join("")) };
    const reply = await send({ chunks, headers: { ...signature, ...extra } });
    expect(reply).toMatchObject({ status: 413, connection: "close" });
    expect(accepted).toEqual([]);
  });

  test("takes a body that is just as large as it may be", async () => {
    await start({ maxBytes: body.length });
    expect((await send()).status).toBe(202);
    expect((await send({ chunks: [`${body}!`] })).status).toBe(413);
  });

  test("bounds what all bodies hold together, and has room again afterwards", async () => {
    await start({ maxBytesTogether: 20 });
    const stored = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    accept = async () => {
      arrived.resolve();
      await stored.promise;
      return "added";
    };
    const first = send();
    await arrived.promise;
    expect((await send()).status).toBe(503);
    stored.resolve();
    expect((await first).status).toBe(202);
    expect((await send()).status).toBe(202);
  });

  test("forgets a body that is broken off", async () => {
    await start({ maxBytesTogether: 20 });
    const { promise, resolve } = Promise.withResolvers<void>();
    const head = Object.entries({ ...headers, host: "x", "content-length": body.length });
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(`POST ${path} HTTP/1.1\r\n${head.map((pair) => pair.join(": ")).join("\r\n")}`);
      socket.write(`\r\n\r\n${body.slice(0, -1)}`, () => socket.destroy());
    });
    socket.on("close", () => resolve());
    await promise;
    // The server may hear of it a moment later.
    let status: number | undefined = 503;
    while (status === 503) ({ status } = await send());
    expect(status).toBe(202);
    expect(accepted.length).toBe(1);
  });

  test("breaks off a client that takes too long over its headers or its body", async () => {
    await start({ requestTimeout: 50 });
    const head = Object.entries({ ...headers, host: "x", "content-length": 10 });
    const lines = head.map((pair) => pair.join(": ")).join("\r\n");
    const seen = await Promise.all([
      talk(`POST ${path} HTTP/1.1\r\nx: y`),
      talk(`POST ${path} HTTP/1.1\r\n${lines}\r\n\r\nab`),
    ]);
    expect(seen[0]).toMatch(/^HTTP\/1.1 408 /);
    expect(seen[1]).toMatch(/^HTTP\/1.1 408 /);
    expect(accepted).toEqual([]);
  });

  test("says that it lives", async () => {
    await start();
    const reply = await get("/healthz");
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text)).toEqual({ live: true, version: "1.2.3" });
    expect((await send({ method: "HEAD", path: "/healthz", chunks: [] })).status).toBe(200);
  });

  test("fails a request, not the process, where its own code fails", async () => {
    await start({
      health: () => {
        throw new Error("a secret detail");
      },
    });
    const reply = await get("/healthz");
    expect(reply).toMatchObject({ status: 500, text: "internal error" });
  });

  test("says whether it is ready, and nothing of the error where it cannot tell", async () => {
    await start();
    expect(await get("/readyz")).toMatchObject({ status: 200, text: '{"ready":true}' });
    const late = { ready: false, age: 60_000 };
    readiness = () => Promise.resolve(late);
    expect(await get("/readyz")).toMatchObject({ status: 503, text: JSON.stringify(late) });
    readiness = () => Promise.reject(new Error("/var/lib/mltrl is gone"));
    expect(await get("/readyz")).toMatchObject({ status: 503, text: '{"ready":false}' });
    expect(logged).toEqual(["not ready err"]);
  });
});

describe("the webhook server, closing", () => {
  test("answers what has been asked, closes every connection and takes no new one", async () => {
    await start();
    const stored = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const agent = new Agent({ keepAlive: true });
    expect((await send({ agent })).connection).toBe("keep-alive"); // idles from here on
    accept = async (delivery) => {
      arrived.resolve();
      await stored.promise;
      accepted.push(delivery);
      return "added";
    };
    const pending = send({ agent: new Agent({ keepAlive: true }) });
    await arrived.promise;
    const closing = server.close();
    stored.resolve();
    expect(await pending).toMatchObject({ status: 202, connection: "close" });
    await closing;
    await expect(send()).rejects.toThrow("ECONNREFUSED");
    await server.close();
  });

  test("is not ready while it drains", async () => {
    await start();
    // A connection that has asked for half of something keeps the server open.
    const socket = connect(port, "127.0.0.1");
    const { promise, resolve } = Promise.withResolvers<string>();
    let seen = "";
    socket.on("data", (data) => {
      seen += data.toString();
    });
    socket.on("close", () => resolve(seen));
    socket.write("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
    await new Promise((answered) => socket.once("data", answered));
    socket.write("GET /readyz HTTP/1.1\r\nhost: ");
    await get("/healthz"); // the half has arrived by now
    const closing = server.close();
    socket.write("x\r\n\r\n");
    expect(await promise).toMatch(/503 Service Unavailable(.|\r|\n)*\{"ready":false\}/);
    await closing;
  });

  test("breaks off what does not end in time", async () => {
    await start();
    const arrived = Promise.withResolvers<void>();
    accept = () => {
      arrived.resolve();
      return new Promise(() => {});
    };
    const pending = send();
    const outcome = Promise.allSettled([pending]);
    await arrived.promise;
    await server.close(1);
    expect(await outcome).toMatchObject([{ reason: { code: "ECONNRESET" } }]);
  });

  test("fails to listen where the port is taken", async () => {
    await start();
    await expect(create().listen(port, "127.0.0.1")).rejects.toThrow("EADDRINUSE");
  });
});
