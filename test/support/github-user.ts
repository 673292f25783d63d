import { setTimeout as sleep } from "node:timers/promises";

/** An answer of the API, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface ShownCheck {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly app: { readonly id: number };
  readonly output: {
    readonly title: string;
    readonly summary: string;
    readonly text: string | null;
  };
}

export interface ShownComment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string; readonly type: string };
}

/** What a person does on GitHub, by its API. */
export interface GithubUser {
  /** An answer of the repository's API, whatever it says. */
  rest(method: string, path: string, body?: object): Promise<Answer>;
  /** The body of an answer that must be a success. */
  wanted(method: string, path: string, body?: object): Promise<unknown>;
  openPullRequest(head: string, base: string, title?: string): Promise<number>;
  merge(number: number, method?: "merge" | "squash" | "rebase"): Promise<Answer>;
  review(
    number: number,
    event: "APPROVE" | "REQUEST_CHANGES" | "COMMENT",
    body?: string,
  ): Promise<number>;
  comment(number: number, body: string): Promise<number>;
  comments(number: number): Promise<readonly ShownComment[]>;
  /** The latest runs of each name that an App has on a commit. */
  checkRuns(sha: string, app: number): Promise<readonly ShownCheck[]>;
  /** Waits until the check of this name is completed on the pull request's head. */
  verdict(number: number, name: string, app?: number): Promise<ShownCheck>;
  /** The same, but another run than one that was there before. */
  verdictAfter(number: number, name: string, before: number): Promise<ShownCheck>;
  head(number: number): Promise<string>;
}

/** Long enough for a slow machine; a verdict takes well under a second. */
const PATIENCE = 15_000;

export function githubUser(url: string, token: string, repository: string): GithubUser {
  const rest = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${url}/repos/${repository}${path}`, {
      method,
      headers: { authorization: `token ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  const wanted = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await rest(method, path, body);
    if (answer.status < 300) return answer.body;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  const head = async (number: number): Promise<string> => {
    const pull = (await wanted("GET", `/pulls/${number}`)) as { head: { sha: string } };
    return pull.head.sha;
  };
  const shown = async (
    number: number,
    name: string,
    fits: (run: ShownCheck) => boolean,
  ): Promise<ShownCheck> => {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const sha = await head(number);
      const { check_runs: runs } = (await wanted(
        "GET",
        `/commits/${sha}/check-runs?check_name=${encodeURIComponent(name)}&filter=latest`,
      )) as { check_runs: ShownCheck[] };
      const run = runs.find(fits);
      if (run?.status === "completed") return run;
      if (Date.now() > until) throw new Error(`no verdict ${name} on #${number} (${sha})`);
      await sleep(50);
    }
  };
  return {
    rest,
    wanted,
    head,
    comments: async (number) =>
      (await wanted("GET", `/issues/${number}/comments?per_page=100`)) as ShownComment[],
    async checkRuns(sha, app) {
      const { check_runs: runs } = (await wanted(
        "GET",
        `/commits/${sha}/check-runs?app_id=${app}&filter=latest&per_page=100`,
      )) as { check_runs: ShownCheck[] };
      return runs;
    },
    async openPullRequest(from, base, title = from) {
      const pull = (await wanted("POST", "/pulls", { title, head: from, base })) as {
        number: number;
      };
      return pull.number;
    },
    merge: (number, merge_method = "merge") =>
      rest("PUT", `/pulls/${number}/merge`, { merge_method }),
    async review(number, event, body = event === "APPROVE" ? "" : "Please see to it.") {
      const review = (await wanted("POST", `/pulls/${number}/reviews`, { event, body })) as {
        id: number;
      };
      return review.id;
    },
    async comment(number, body) {
      const comment = (await wanted("POST", `/issues/${number}/comments`, { body })) as {
        id: number;
      };
      return comment.id;
    },
    verdict: (number, name, app) =>
      shown(number, name, (run) => app === undefined || run.app.id === app),
    verdictAfter: (number, name, before) => shown(number, name, ({ id }) => id !== before),
  };
}
