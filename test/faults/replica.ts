import { createHmac, randomUUID } from "node:crypto";
import { type AppProcess, freePort, startAppProcess } from "../support/app-process.ts";
import { SECRET } from "../support/gated-world.ts";
import { PLANNED } from "../support/planned.ts";
import type { StoreAccess } from "./store-witness.ts";
import { layLine, type Tap } from "./tapped-line.ts";

/** One process of the App after the other, with taps on the lines to GitHub, from it and to the store. */
export interface Replica {
  /** Where its webhooks come in. */
  readonly url: string;
  /** The process that runs now, or ran last. */
  app(): AppProcess;
  lives(): boolean;
  /** Starts it; it does not listen yet. */
  start(): AppProcess;
  /** Whether it answers. */
  answers(): Promise<boolean>;
  /** Whether there is nothing to do, for any replica, that somebody waits for. */
  rests(): Promise<boolean>;
  /** Who listens in from now on on what it asks GitHub, and on its webhooks. */
  tapRequests(tap: Tap): void;
  tapWebhooks(tap: Tap): void;
  /** Tells of each change that it makes in the store, until what is given back is called. */
  onWrite: StoreAccess["onWrite"];
  /** Sends a signed webhook that asks for nothing, straight to the process. */
  sendNoise(): Promise<void>;
  close(): Promise<void>;
}

interface Counts {
  readonly queue: string;
  readonly due: number;
  readonly later: number;
  readonly active: number;
}

/** What looks for lost events asks first. It learns of none, so that it cannot make up for what is lost. */
function withoutSweeps({ asked, ...tap }: Tap): Tap {
  return {
    ...tap,
    asked: (passing) =>
      /^\/app\/(installations|hook\/deliveries)(\?|$)/.test(passing.path) ? [] : asked?.(passing),
  };
}

/** Starts a first process. */
export async function startReplica(
  github: string,
  environment: Readonly<Record<string, string>>,
  access: StoreAccess,
): Promise<Replica> {
  const port = await freePort();
  const direct = `http://127.0.0.1:${port}`;
  const requests = await layLine(github);
  const webhooks = await layLine(direct);
  const tapRequests = (tap: Tap): void => requests.tap(withoutSweeps(tap));
  tapRequests({});
  let lives = true;
  const launch = (): AppProcess => {
    const app = startAppProcess({
      directory: access.directory,
      port,
      environment: { ...environment, ...access.environment, GITHUB_API_URL: requests.url },
    });
    lives = true;
    void app.ended.then(() => (lives = false));
    return app;
  };
  let app = launch();
  return {
    url: webhooks.url,
    app: () => app,
    lives: () => lives,
    start: () => (app = launch()),
    answers() {
      const health = fetch(`${direct}/healthz`, { signal: AbortSignal.timeout(5000) });
      return health.then(({ ok }) => ok).catch(() => false);
    },
    async rests() {
      const response = await fetch(`${direct}/readyz`);
      // While its store is out of reach it cannot tell.
      const { queues } = (await response.json()) as { readonly queues?: readonly Counts[] };
      return (
        queues?.every(
          ({ queue, due, later, active }) =>
            due + active === 0 && (later === 0 || PLANNED.has(queue)),
        ) ?? false
      );
    },
    tapRequests,
    tapWebhooks: (tap) => webhooks.tap(tap),
    onWrite: (tell) => access.onWrite(tell),
    async sendNoise() {
      const body = JSON.stringify({ action: "edited", repository: { id: 0 } });
      await fetch(`${direct}/api/github/webhooks`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-github-event": "repository",
          "x-github-delivery": randomUUID(),
          "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
        },
        body,
      });
    },
    async close() {
      app.thaw();
      await app.stop();
      requests.close();
      webhooks.close();
      await access.close();
    },
  };
}
