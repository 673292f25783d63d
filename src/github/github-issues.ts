import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Issue, Issues } from "../ports/issues.ts";
import type { InstallationClient } from "./installation-client.ts";

interface IssueAnswer {
  readonly number: number;
  readonly state: string;
  readonly body?: string | null;
  readonly closed_at: string | null;
  readonly user: { readonly login: string } | null;
  readonly pull_request?: object;
  readonly performed_via_github_app?: { readonly id: number } | null;
}

const PER_PAGE = 100;

/** Nobody has so many issues of ours; of all issues only the latest are looked through. */
const MAX_PAGES = 3;

/**
 * The issues of a repository that this App opened.
 *
 * @param login what the App is called as an author, `mltrl-gate[bot]`; asked for once it is needed
 */
export function githubIssues(
  client: InstallationClient,
  { owner, name: repo }: { readonly owner: string; readonly name: string },
  app: number,
  login: () => Promise<string>,
): Issues {
  const isOurs = (issue: IssueAnswer, self: string): boolean =>
    issue.pull_request === undefined &&
    (issue.performed_via_github_app?.id === app || issue.user?.login === self);
  const list = async (by: { readonly creator?: string }, self: string): Promise<Issue[]> => {
    const found: Issue[] = [];
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const answer = await client.rest<IssueAnswer[]>("GET /repos/{owner}/{repo}/issues", {
        owner,
        repo,
        ...by,
        state: "all",
        sort: "updated",
        direction: "desc",
        per_page: PER_PAGE,
        page,
      });
      found.push(...answer.filter((each) => isOurs(each, self)).map(issueOf));
      if (answer.length < PER_PAGE) break;
    }
    return found;
  };
  let own: Promise<Issue[]> | undefined;
  let all: Promise<Issue[]> | undefined;
  const send = async (number: number, body: object): Promise<Fact<undefined>> =>
    granted(async () => {
      await client.rest("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
        owner,
        repo,
        issue_number: number,
        ...body,
      });
      return undefined;
    });
  const create = async (issue: object): Promise<number> => {
    const made = await client.rest<IssueAnswer>("POST /repos/{owner}/{repo}/issues", {
      owner,
      repo,
      ...issue,
    });
    return made.number;
  };
  const find = async (marker: string): Promise<Issue[]> => {
    const self = await login();
    return holding(marker, await (own ??= list({ creator: self }, self)));
  };
  return {
    find: (marker) => granted(() => find(marker)),
    search: (marker) =>
      granted(async () => {
        const found = await find(marker);
        if (found.length > 0) return found;
        // On some hosts the filter finds nothing of an App's (renovatebot/renovate#44730), and a second
        // issue every day is worse than a request.
        return holding(marker, await (all ??= list({}, await login())));
      }),
    open: ({ title, body }, assignees) =>
      granted(async () => {
        const text = { title, body };
        if (assignees.length === 0) return create(text);
        try {
          return await create({ ...text, assignees });
        } catch (error) {
          if ((error as { status?: number }).status !== 422) throw error;
          return create(text);
        }
      }),
    edit: (number, { title, body }) => send(number, { title, body, state: "open" }),
    close: (number, { title, body }) =>
      send(number, { title, body, state: "closed", state_reason: "completed" }),
  };
}

function holding(marker: string, issues: readonly Issue[]): Issue[] {
  return issues.filter(({ body }) => body.includes(marker));
}

function issueOf({ number, state, body, closed_at: closedAt }: IssueAnswer): Issue {
  return {
    number,
    open: state === "open",
    body: body ?? "",
    ...(closedAt !== null && { closedAt }),
  };
}

/** What GitHub says where issues are turned off (410, 404), or where they are not ours to write (403). */
const REFUSED = new Set([403, 404, 410]);

async function granted<T>(ask: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await ask());
  } catch (error) {
    const { status, message = "" } = error as { status?: number; message?: string };
    if (status === undefined || !REFUSED.has(status)) throw error;
    return unavailable("not-visible", `GitHub answered ${status}: ${message}`);
  }
}
