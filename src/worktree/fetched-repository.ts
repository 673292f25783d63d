import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"; // prettier-ignore
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { gitEnvironment } from "./git-environment.ts";
import { objectReader } from "./object-reader.ts";
import { type Ref, readRefs } from "./read-refs.ts";
import { type Git, gitIn } from "./run-git.ts";
import { quotedPath } from "./snapshot.ts";
import { worktreeRepository, type WorktreeRepository } from "./worktree-repository.ts";

export interface FetchedRepositoryOptions {
  /** A folder that may hold a clone: its objects need not be fetched. */
  readonly checkout: string;
  /** `https://github.com/acme/zoo` */
  readonly url: string;
  readonly token: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** For how long the server may be silent, in milliseconds. */
  readonly patience: number;
  /** Where temporary folders go. */
  readonly temporary?: string;
}

/**
 * A repository whose objects come from a clone, however shallow, and else from its server. It stands in a
 * folder of its own: nothing is written to the clone, and nothing that the clone configures is heeded.
 */
export interface FetchedRepository {
  readonly repository: WorktreeRepository;
  /** Whether a commit is here with what it holds. */
  readonly has: (commit: string) => Promise<boolean>;
  /** The tree of a commit that is here. */
  readonly treeOf: (commit: string) => Promise<Fact<string>>;
  /** Brings commits that are not here, without those before them. */
  readonly fetch: (commits: readonly string[]) => Promise<Fact<undefined>>;
  /**
   * The tip of a branch as the server has it, brought here. Where it does not answer: the commit that the
   * caller knows of, or else what the clone remembers of it.
   */
  readonly tip: (branch: string, known?: string) => Promise<Fact<string>>;
  readonly close: () => Promise<void>;
}

/** The most of one object that is kept in memory: room for the largest report there is. */
const MAX_OBJECT_BYTES = 64 * 1024 * 1024;

/** How many commits down from both sides their meeting point is looked for before everything is fetched. */
const DEPTHS = [100, 2000] as const;

export function openFetchedRepository(options: FetchedRepositoryOptions): FetchedRepository {
  const { checkout, url, token, patience } = options;
  const folder = mkdtempSync(join(options.temporary ?? tmpdir(), "mltrl-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  layOut(folder, join(checkout, ".git"));
  const environment = { ...gitEnvironment(options.environment), GIT_DIR: folder };
  const git = gitIn(folder, environment);
  const online = gitIn(folder, {
    ...gitEnvironment(options.environment, [
      ...credentials(url, token),
      // A server that works at something tells so every few seconds.
      ["http.lowSpeedLimit", "1"],
      ["http.lowSpeedTime", String(Math.ceil(patience / 1000))],
    ]),
    GIT_DIR: folder,
    GIT_ALLOW_PROTOCOL: "http:https",
  });
  const objects = objectReader({ folder, environment, maxBytes: MAX_OBJECT_BYTES });
  /** All tags of the server; those of a clone count where it is whole. */
  const tagRefs = async (): Promise<Fact<readonly Ref[]>> => {
    const whole = existsSync(join(checkout, ".git")) && !existsSync(join(checkout, ".git/shallow"));
    if (whole && token === undefined) return readRefs(git, ["refs/tags/"]);
    const brought = await online(["fetch", "--quiet", "--depth=1", "--no-write-fetch-head", url, "+refs/tags/*:refs/tags/*"]); // prettier-ignore
    return brought.state === "known" || whole
      ? readRefs(git, ["refs/tags/"])
      : unavailable(
          "upstream",
          `the tags could not be fetched (${brought.reason}). Give the job \`contents: read\`, or actions/checkout \`fetch-depth: 0\``,
        );
  };
  const repository = worktreeRepository({ git, objects, refs: tagRefs });
  const has = async (commit: string): Promise<boolean> => {
    const found = await objects.read(`${commit}^{tree}`);
    return found.state === "known" && found.value !== undefined;
  };
  const bring = (depth: string, wanted: readonly string[]): ReturnType<Git> =>
    online(["fetch", "--quiet", "--no-tags", depth, "--no-write-fetch-head", url, ...wanted]);
  const fetch: FetchedRepository["fetch"] = async (commits) => {
    const here = await Promise.all(commits.map(has));
    const lacking = [...new Set(commits.filter((_, i) => here[i] !== true))];
    if (lacking.length === 0) return known(undefined);
    const brought = await bring("--depth=1", lacking);
    return brought.state === "known" ? known(undefined) : notHere(lacking, brought.reason);
  };
  const remembered = async (branch: string): Promise<string | undefined> => {
    const found = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `refs/remotes/origin/${branch}^{commit}`]); // prettier-ignore
    return found.state === "known" ? found.value.toString("latin1").trim() : undefined;
  };
  /** Brings as much of the past of two commits as it takes for them to meet. */
  const meetingOf = async (one: string, other: string): Promise<void> => {
    const depths = [...DEPTHS.map((depth) => `--depth=${depth}`), "--unshallow"];
    for (const depth of depths) {
      if (!existsSync(join(folder, "shallow"))) return;
      const found = await git(["merge-base", "--end-of-options", one, other]);
      if (found.state === "known") return;
      const brought = await bring(depth, [one, other]);
      if (brought.state === "unavailable") return;
    }
  };
  return {
    repository: {
      ...repository,
      async mergeBase(one, other) {
        await meetingOf(one, other);
        return repository.mergeBase(one, other);
      },
      async changedLines(base, head, paths) {
        await meetingOf(base, head);
        return repository.changedLines(base, head, paths);
      },
    },
    has,
    treeOf: async (commit) => {
      const found = await objects.read(`${commit}^{tree}`);
      if (found.state === "unavailable") return found;
      return found.value ? known(found.value.id) : unavailable("missing", `there is no commit ${commit}`); // prettier-ignore
    },
    fetch,
    async tip(branch, told) {
      // Whom nobody may ask with a token is not asked at all while the event has said it.
      if (token === undefined && told !== undefined && (await has(told))) return known(told);
      const listed = await online(["ls-remote", "--quiet", url, `refs/heads/${branch}`]);
      const [, asked] =
        listed.state === "known"
          ? (/^([0-9a-f]{40,64})\t/.exec(listed.value.toString("latin1")) ?? [])
          : [];
      if (listed.state === "known" && asked === undefined) {
        return unavailable("missing", `there is no branch ${branch} at ${url}`);
      }
      const id = asked ?? told ?? (await remembered(branch));
      if (id === undefined) {
        const why = listed.state === "unavailable" ? listed.reason : "";
        return notHere([`the branch ${branch}`], why);
      }
      const brought = await fetch([id]);
      return brought.state === "known" ? known(id) : brought;
    },
    async close() {
      await objects.close();
      process.off("exit", remove);
      remove();
    },
  };
}

/** A bare repository that reads the objects of another, and knows where the past of that is cut off. */
function layOut(folder: string, other: string): void {
  for (const each of ["objects/info", "objects/pack", "refs/heads", "refs/tags"]) {
    mkdirSync(join(folder, each), { recursive: true });
  }
  writeFileSync(join(folder, "HEAD"), "ref: refs/heads/none\n");
  writeFileSync(
    join(folder, "config"),
    "[core]\n\trepositoryformatversion = 0\n\tbare = true\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n",
  );
  if (!existsSync(join(other, "objects"))) return;
  writeFileSync(join(folder, "objects/info/alternates"), `${quotedPath(join(other, "objects"))}\n`);
  for (const each of ["shallow", "packed-refs"]) {
    if (existsSync(join(other, each))) copyFileSync(join(other, each), join(folder, each));
  }
  for (const each of ["refs/tags", "refs/remotes/origin"]) {
    if (existsSync(join(other, each))) cpSync(join(other, each), join(folder, each), { recursive: true }); // prettier-ignore
  }
}

/** The token goes to this server alone, and not on a command line, which everybody on the machine can read. */
function credentials(
  url: string,
  token: string | undefined,
): readonly (readonly [string, string])[] {
  const forgotten = [
    ["credential.helper", ""],
    ["http.followRedirects", "false"],
  ] as const;
  if (token === undefined) return forgotten;
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return [
    ...forgotten,
    [`http.${new URL(url).origin}/.extraheader`, `AUTHORIZATION: basic ${basic}`],
  ];
}

function notHere(commits: readonly string[], reason: string): Fact<never> {
  const names = commits.map((id) => (/^[0-9a-f]{40,}$/.test(id) ? id.slice(0, 7) : id)).join(", ");
  return unavailable(
    "upstream",
    `${names} cannot be read: the checkout does not hold it, and it could not be fetched (${reason}). Give the job \`contents: read\`, or actions/checkout \`fetch-depth: 0\``,
  );
}
