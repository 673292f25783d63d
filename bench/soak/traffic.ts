import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { SECRET } from "../../test/support/gated-world.ts";
import type { OpenPullRequest } from "./organizations.ts";

/**
 * What a push to a pull request brings about: three webhooks that GitHub's stand-in sends of itself (the push, the
 * pull request, the suite), and those of ten checks and three workflows.
 */
const CHECKS = 10;
const WORKFLOWS = 3;
const OF_GITHUB = 3;
const EVENTS_OF_A_PUSH = OF_GITHUB + 2 * CHECKS + 3 * WORKFLOWS + 2 * WORKFLOWS + 9;

/** The webhooks of one push come within so many milliseconds. */
const STORM = 20_000;
/** So many heads each pull request has had before it moves between them: more than half an hour brings. */
const HEADS = 12;

/** A webhook to be sent at a time. */
interface Planned {
  readonly at: number;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What became of webhooks that were sent. */
export interface Sent {
  count: number;
  /** Those that were not answered with 202, by what was. */
  readonly refused: Map<string, number>;
  /** How long each took to be answered, in milliseconds. */
  took: number[];
}

export interface Traffic {
  readonly sent: Sent;
  /** Ends it; resolves when the last webhook was answered. */
  stop(): Promise<void>;
}

/** Moves pull requests and sends the webhooks of what runs for them, at so many webhooks a second in all. */
export function startTraffic(
  webhooks: string,
  pulls: readonly OpenPullRequest[],
  rate: number,
): Traffic {
  const sent: Sent = { count: 0, refused: new Map(), took: [] };
  const end = new AbortController();
  const underWay = new Set<Promise<void>>();
  let planned: Planned[] = [];
  let moves = 0;
  const follow = (work: Promise<void>): void => {
    underWay.add(work);
    work.catch((error: unknown) => note(sent, String(error))).finally(() => underWay.delete(work));
  };
  const run = async (): Promise<void> => {
    const between = (1000 * EVENTS_OF_A_PUSH) / rate;
    for (let next = Date.now(); !end.signal.aborted;) {
      const now = Date.now();
      if (now >= next) {
        next += between;
        moves += 1;
        const pull = pulls[(moves * 37) % pulls.length];
        const move = moves;
        if (pull)
          follow(push(pull, move).then((sha) => void planned.push(...storm(pull, sha, move))));
      }
      const due = planned.filter(({ at }) => at <= now);
      planned = planned.filter(({ at }) => at > now);
      for (const webhook of due) follow(send(webhooks, webhook, sent));
      await sleep(10);
    }
    await Promise.all(underWay);
  };
  const running = run();
  return {
    sent,
    async stop() {
      end.abort();
      await running;
    },
  };
}

/** Gives a pull request another head, a new one or one that it had before; gives the commit. */
async function push(pull: OpenPullRequest, move: number): Promise<string> {
  const { engineer, reviewer } = pull.home;
  if (move % 4 === 0) await reviewer.review(pull.number, move % 8 === 0 ? "APPROVE" : "COMMENT");
  if (move % 5 === 0) await engineer.comment(pull.number, "Please look again.");
  if (move % 60 === 0) await engineer.comment(pull.number, "/mltrl status");
  if (pull.heads.length < HEADS) {
    const { commit } = (await engineer.wanted(
      "PUT",
      `/contents/docs/step-${pull.heads.length}.md`,
      {
        message: "Take a step",
        content: Buffer.from(`# Step ${pull.heads.length}\n`).toString("base64"),
        branch: pull.branch,
      },
    )) as { commit: { sha: string } };
    pull.heads = [...pull.heads, commit.sha];
    return commit.sha;
  }
  const [oldest = "", ...others] = pull.heads;
  pull.heads = [...others, oldest];
  await engineer.wanted("PATCH", `/git/refs/heads/${pull.branch}`, { sha: oldest, force: true });
  return oldest;
}

/** The webhooks of what runs for a head, spread over the time that it runs. */
function storm(pull: OpenPullRequest, sha: string, move: number): Planned[] {
  const { frame } = pull.home;
  const pull_requests = [{ number: pull.number, head: { sha, ref: pull.branch } }];
  const suite = { id: move, head_sha: sha, head_branch: pull.branch, app: { id: 15368 } };
  const of = (event: string, action: string, part: object): Omit<Planned, "at"> => ({
    event,
    payload: { action, ...frame, ...part },
  });
  const run = (i: number, action: string) =>
    of("workflow_run", action, {
      workflow_run: {
        id: move * 10 + i,
        name: `Workflow ${i}`,
        path: `.github/workflows/workflow-${i}.yml`,
        head_sha: sha,
        head_branch: pull.branch,
        head_repository: frame["repository"],
        run_attempt: 1,
        status: action,
        pull_requests,
      },
    });
  const check = (i: number, action: string) =>
    of("check_run", action, {
      check_run: {
        id: move * 100 + i,
        name: `check ${i}`,
        head_sha: sha,
        app: { id: 15368, slug: "github-actions" },
        check_suite: suite,
        pull_requests,
        output: { title: "Result", summary: PADDING, text: PADDING },
      },
    });
  const talk = (i: number) =>
    of("pull_request", i % 2 === 0 ? "labeled" : "edited", {
      number: pull.number,
      pull_request: {
        number: pull.number,
        body: PADDING,
        head: { sha, ref: pull.branch },
        base: { ref: "main" },
      },
    });
  const events = [
    ...range(WORKFLOWS).flatMap((i) =>
      ["requested", "in_progress", "completed"].map((action) => run(i, action)),
    ),
    ...range(WORKFLOWS).flatMap((i) =>
      ["requested", "completed"].map((action) =>
        of("check_suite", action, { check_suite: { ...suite, id: i } }),
      ),
    ),
    ...range(CHECKS).flatMap((i) => ["created", "completed"].map((action) => check(i, action))),
    ...range(EVENTS_OF_A_PUSH - OF_GITHUB - 5 * WORKFLOWS - 2 * CHECKS).map(talk),
  ];
  const now = Date.now();
  return events.map((event, i) => ({ ...event, at: now + (i * STORM) / events.length }));
}

/** Payloads of GitHub's are about 20 KB, of which the App reads little. */
const PADDING = "What was seen, and where. ".repeat(350);

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

async function send(url: string, { event, payload }: Planned, sent: Sent): Promise<void> {
  const body = JSON.stringify(payload);
  const started = performance.now();
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": event,
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
    },
    body,
  });
  await response.arrayBuffer();
  sent.count += 1;
  sent.took.push(performance.now() - started);
  if (response.status !== 202) note(sent, String(response.status));
}

function note({ refused }: Sent, what: string): void {
  refused.set(what, (refused.get(what) ?? 0) + 1);
}
