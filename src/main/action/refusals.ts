import type { InstallationClient } from "../../github/installation-client.ts";

/** What GitHub refused for want of a permission, by the permission's name as workflows write it. */
export interface Refusals {
  readonly client: InstallationClient;
  /** Sentences, each once: what is missing, and what could therefore not be judged. */
  readonly told: () => readonly string[];
}

/** A permission of a job, with what is hidden without it. */
interface Permission {
  readonly name: string;
  readonly hides: string;
}

const PERMISSIONS: Readonly<Record<string, Permission>> = {
  checks: {
    name: "checks: read",
    hides: "what CI has run: rules that ask for a check are unknown",
  },
  contents: {
    name: "contents: read",
    hides: "what the repository holds, apart from the checkout",
  },
  pulls: {
    name: "pull-requests: read",
    hides:
      "reviews, comments, authors and the history of the pull request: panels, sign-offs and acceptances cannot be judged",
  },
  actions: {
    name: "actions: read",
    hides:
      "what other workflows delivered: rules that rest on evidence which the policy expects of them cannot be judged",
  },
  people: {
    name: "a token of an App or a person who may see the organisation's members",
    hides:
      "who is in a team: seats of roles that name teams. The job's own token never sees teams; give another as the input `token`",
  },
};

/** The first field of a path that belongs to a permission decides. */
const BY_FIELD: readonly (readonly [RegExp, keyof typeof PERMISSIONS])[] = [
  [/^(?:checkSuites|own|checkRuns)$/, "checks"],
  [/^(?:team|organization|collaborators)$/, "people"],
  [/^(?:p\d+|pullRequest|pullRequests|associatedPullRequests)$/, "pulls"],
  [/^(?:object|ref|refs|defaultBranchRef|branch|head|tree|file)$/, "contents"],
];

/** A client that notes what its token may not see. */
export function notingRefusals(asked: InstallationClient): Refusals {
  const refused = new Map<string, string>();
  const note = ({ name, hides }: Permission): void =>
    void refused.set(name, `The token lacks ${name}, so this was hidden: ${hides}.`);
  const noting = (client: InstallationClient): InstallationClient => ({
    priority: client.priority,
    anew: () => noting(client.anew()),
    async rest(route, parameters) {
      try {
        return await client.rest(route, parameters);
      } catch (error) {
        const named = acceptedPermissions(error);
        const hiding = Object.values(PERMISSIONS).find(({ name }) => name === named);
        if (hiding !== undefined) note(hiding);
        else if (named !== undefined) {
          refused.set(named, `The token lacks ${named}, so this was refused: ${route}.`);
        }
        throw error;
      }
    },
    async graphql(document, variables) {
      const answer = await client.graphql(document, variables);
      for (const { type, message, path = [] } of answer.errors) {
        if (type !== "FORBIDDEN" && !/not accessible/i.test(message)) continue;
        const found = permissionFor(path);
        if (found !== undefined) note(found);
      }
      return answer as never;
    },
  });
  return { told: () => [...refused.values()], client: noting(asked) };
}

function permissionFor(path: readonly (string | number)[]): Permission | undefined {
  // The policy of the account stands in another repository, of which the adapter tells.
  if (path[0] !== "repository" && !/^w\d+$/.test(String(path[0]))) return undefined;
  if (path[0] !== "repository") return PERMISSIONS["people"];
  const fields = path.slice(1).map(String);
  const by = BY_FIELD.find(([pattern]) => fields.some((field) => pattern.test(field)))?.[1];
  return by === undefined ? undefined : PERMISSIONS[by];
}

/** GitHub says with a refusal what it would have taken (docs: rest/overview, "x-accepted-github-permissions"). */
function acceptedPermissions(error: unknown): string | undefined {
  const { status, message, response } = error as {
    readonly status?: number;
    readonly message?: string;
    readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
  };
  if (status !== 403 || !/not accessible/i.test(message ?? "")) return undefined;
  const accepted = response?.headers?.["x-accepted-github-permissions"];
  if (accepted === undefined) return undefined;
  const [first = ""] = accepted.split(";");
  return first
    .split(",")
    .map((each) => each.trim().replaceAll("_", "-").replace("=", ": "))
    .join(" and ");
}
