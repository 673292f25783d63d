import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { type GitHub, startGitHub } from "../github/start-github.ts";
import { type AppProcess, freePort, startAppProcess } from "../support/app-process.ts";
import { createRepository } from "../support/gated-repository.ts";
import { APP_ID, SECRET, seedPeople } from "../support/gated-world.ts";
import { CARD, cardText, scannerFiles } from "../support/repository-files.ts";

/** GitHub's stand-in, and processes of the App on one database. */
export interface AppProcesses {
  readonly github: GitHub;
  /** Starts so many at once; resolves when each of them takes webhooks. */
  start(count: number): Promise<readonly AppProcess[]>;
  /** Lets one of them hear of a new pull request, and waits for its verdict, whoever gives it. */
  judgedWhenHeardBy(process: AppProcess): Promise<string | null>;
  close(): Promise<void>;
}

const BRANCH = "topic";
const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };

export async function startAppProcesses(databaseUrl: string): Promise<AppProcesses> {
  const github = await startGitHub();
  const directory = await mkdtemp(join(tmpdir(), "mltrl-processes-"));
  const environment = {
    APP_ID: String(APP_ID),
    PRIVATE_KEY: await seedPeople(github, true),
    WEBHOOK_SECRET: SECRET,
    GITHUB_API_URL: github.url,
    DATABASE_URL: databaseUrl,
  };
  const ports = new Map<AppProcess, number>();
  const quiet = (): Promise<void> => github.settled();
  let repositories = 0;
  return {
    github,
    async start(count) {
      const free = await Promise.all(Array.from({ length: count }, () => freePort()));
      const started = free.map((port) => {
        const each = startAppProcess({
          directory: join(directory, String(port)),
          port,
          environment,
        });
        ports.set(each, port);
        return each;
      });
      await Promise.all(started.map(({ listening }) => listening));
      return started;
    },
    async judgedWhenHeardBy(hearing) {
      const url = `http://127.0.0.1:${ports.get(hearing)}/api/github/webhooks`;
      await github.setWebhookUrl({ app: APP_ID, url });
      repositories += 1;
      const options = {
        files: scannerFiles(),
        branches: { [BRANCH]: SHORTER },
        tags: ["v1.0.0"],
      };
      const surroundings = { github, clones: [], quiet };
      const made = await createRepository(`scanner-${repositories}`, options, surroundings);
      const pull = await made.propose({ from: BRANCH });
      for (let attempt = 0; attempt < 300; attempt += 1) {
        if ((await pull.checks()).length > 0) {
          const { conclusion } = await pull.verdict();
          if (conclusion !== null) return conclusion;
        }
        await sleep(100);
      }
      throw new Error(`no verdict came; the App said:\n${hearing.said()}`);
    },
    async close() {
      await Promise.all([...ports.keys()].map((each) => each.stop()));
      await github.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
