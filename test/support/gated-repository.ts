import type { GitHub } from "../github/start-github.ts";
import { type Clone, cloneRepository } from "./clone.ts";
import { APP_ID, OWNER, type Person } from "./people.ts";
import { type GithubUser, githubUser } from "./github-user.ts";
import { type Thread, threadIn } from "./thread.ts";
import { type PullRequest, pullRequestIn } from "./pull-request.ts";

export interface RepositoryOptions {
  /** Files of the default branch. */
  readonly files: Readonly<Record<string, string>>;
  /** Branches of the repository that start from the default branch, with what they change. */
  readonly branches?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /** Names of checks that these branches require of the App. */
  readonly requires?: Readonly<Record<string, readonly string[]>>;
  readonly private?: boolean;
  /** Tags on the default branch. */
  readonly tags?: readonly string[];
}

/** A pull request to be opened. */
export interface Proposal {
  readonly by?: Person;
  /** A branch, or `owner:branch` of a fork. */
  readonly from: string;
  readonly to?: string;
  readonly draft?: boolean;
}

/** A repository on the stand-in whose pull requests the App judges. */
export interface GatedRepository {
  readonly name: string;
  as(person: Person): GithubUser;
  /** A clone of the repository, or of a fork, pushing as this person. */
  clone(person: Person, owner?: string): Promise<Clone>;
  /** Opens a pull request, by the ML engineer to main unless it says otherwise. */
  propose(proposal: Proposal): Promise<PullRequest>;
  /** Opens an issue, by the ML engineer unless it says otherwise. */
  openIssue(title: string, by?: Person): Promise<Thread>;
  /** The pull request of a number, read as its author. */
  pullRequest(number: number, author?: Person): PullRequest;
  /** Adds a ruleset to branches, as the repository's admin. */
  rule(branch: string, rule: Readonly<Record<string, unknown>>): Promise<void>;
}

/** What a repository of the world works with. */
export interface Surroundings {
  readonly github: GitHub;
  /** Where clones are noted, to be removed in the end. */
  readonly clones: Clone[];
  readonly quiet: () => Promise<void>;
}

/** Puts a repository into the world. */
export async function createRepository(
  name: string,
  options: RepositoryOptions,
  { github, clones, quiet }: Surroundings,
): Promise<GatedRepository> {
  await github.seed({ repositories: [seedOf(name, options)] });
  const as = (person: Person): GithubUser => githubUser(github.url, person, `${OWNER}/${name}`);
  const rule: GatedRepository["rule"] = async (branch, wanted) => {
    await as("platform-admin").wanted("POST", "/rulesets", {
      name: `rule of ${branch}`,
      target: "branch",
      enforcement: "active",
      conditions: { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } },
      rules: [wanted],
    });
  };
  for (const [branch, checks] of Object.entries(options.requires ?? {})) {
    await rule(branch, requiredChecks(checks));
  }
  for (const tag of options.tags ?? []) await tagMain(as("platform-admin"), tag);
  return {
    name,
    as,
    rule,
    async clone(person, owner = OWNER) {
      const clone = await cloneRepository(`${github.url}/${owner}/${name}.git`, person);
      clones.push(clone);
      return clone;
    },
    pullRequest: (number, author = "ml-engineer") => pullRequestIn({ as, quiet }, number, author),
    async openIssue(title, by = "ml-engineer") {
      const { number } = (await as(by).wanted("POST", "/issues", { title })) as { number: number };
      return threadIn({ as, quiet }, number, by);
    },
    async propose({ by = "ml-engineer", from, to = "main", draft = false }) {
      const { number } = (await as(by).wanted("POST", "/pulls", {
        title: `Change ${from}`,
        head: from,
        base: to,
        draft,
      })) as { number: number };
      return pullRequestIn({ as, quiet }, number, by);
    },
  };
}

/** A rule that asks for checks of the App and of nobody else. */
function requiredChecks(checks: readonly string[]): Record<string, unknown> {
  return {
    type: "required_status_checks",
    parameters: {
      strict_required_status_checks_policy: false,
      required_status_checks: checks.map((context) => ({ context, integration_id: APP_ID })),
    },
  };
}

function seedOf(
  name: string,
  { files, branches = {}, private: hidden = false }: RepositoryOptions,
) {
  return {
    owner: OWNER,
    name,
    defaultBranch: "main",
    private: hidden,
    files,
    commits: Object.entries(branches).map(([branch, changes]) => ({
      branch,
      files: Object.keys(changes).length > 0 ? changes : { ".keep": "" },
      message: `Start ${branch}`,
    })),
    collaborators: {
      "ml-engineer": "write",
      "second-engineer": "write",
      researcher: "write",
      "research-lead": "read",
      "product-manager": "read",
      "platform-admin": "admin",
    },
  } as const;
}

async function tagMain(admin: GithubUser, tag: string): Promise<void> {
  const main = (await admin.wanted("GET", "/git/ref/heads/main")) as { object: { sha: string } };
  await admin.wanted("POST", "/git/refs", { ref: `refs/tags/${tag}`, sha: main.object.sha });
}
