import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { runProcess } from "../process/run-process.ts";
import type { JobState, StepEnd } from "../run/job-state.ts";
import { stepLogOf } from "../run/run-command.ts";
import { failed, inputsWith } from "./inputs.ts";

const patience = 60_000;

/** `actions/checkout`: a real fetch and checkout, with the steps of the real one. */
export async function checkout(
  job: JobState,
  given: Readonly<Record<string, string>>,
): Promise<StepEnd> {
  const github = job.contexts["github"] as Readonly<Record<string, string>>;
  const inputs = inputsWith("actions/checkout", given, {
    repository: github["repository"] ?? "",
    ref: "",
    token: job.token,
    path: ".",
    "fetch-depth": "1",
    "fetch-tags": "false",
    "persist-credentials": "true",
    "sparse-checkout": "",
  });
  const own = inputs.repository === github["repository"];
  const folder = join(job.workspace, inputs.path);
  mkdirSync(folder, { recursive: true });
  const git = gitIn(job, folder);
  const url = `${github["server_url"]}/${inputs.repository}`;
  const header = `http.${github["server_url"]}/.extraheader`;
  const credentials = Buffer.from(`x-access-token:${inputs.token}`).toString("base64");

  const wanted = targetOf(inputs.ref, own ? github : undefined);
  const depth = inputs["fetch-depth"] === "0" ? [] : [`--depth=${inputs["fetch-depth"]}`];
  const tags = inputs["fetch-tags"] === "true" ? "--tags" : "--no-tags";
  const all =
    depth.length === 0 ? ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"] : [];
  // Branches and tags come with all others; what is neither comes besides.
  const refs = all.length > 0 && wanted.isBranchOrTag ? all : [...all, wanted.fetched];
  const folders = inputs["sparse-checkout"].split("\n").filter((line) => line.trim() !== "");
  const sparse = folders.length === 0 ? [] : [["sparse-checkout", "set", ...folders]];
  const steps = [
    ["init", "--quiet", "--initial-branch=main", "."],
    ["config", "--local", "gc.auto", "0"],
    ["remote", "add", "origin", url],
    ["config", "--local", header, `AUTHORIZATION: basic ${credentials}`],
    ...sparse,
    ["fetch", "--quiet", tags, "--prune", "--no-recurse-submodules", ...depth, "origin", ...refs],
    ["checkout", "--quiet", "--force", ...wanted.checkedOut],
    ...(inputs["persist-credentials"] === "true"
      ? []
      : [["config", "--local", "--unset-all", header]]),
  ];
  job.masks.add(credentials);
  for (const step of steps) {
    if (!(await git(step)))
      return failed(job, `The process '/usr/bin/git' failed: git ${step[0]} ${wanted.name}`);
  }
  return { succeeded: true, outputs: { ref: wanted.name, commit: wanted.sha ?? "" } };
}

type Target = {
  readonly name: string;
  readonly sha: string | undefined;
  readonly fetched: string;
  readonly isBranchOrTag: boolean;
  readonly checkedOut: readonly string[];
};

/** Without `ref` what the run is about; else a commit, a full ref, or a branch. */
function targetOf(ref: string, github: Readonly<Record<string, string>> | undefined): Target {
  if (ref === "" && github === undefined)
    return {
      name: "HEAD",
      sha: undefined,
      fetched: "HEAD",
      isBranchOrTag: false,
      checkedOut: ["--detach", "FETCH_HEAD"],
    };
  const name = ref === "" ? (github?.["ref"] ?? "") : ref;
  const sha = ref === "" ? github?.["sha"] : undefined;
  const other = { name, sha, isBranchOrTag: false };
  if (/^[0-9a-f]{40}$/.test(name))
    return { ...other, sha: name, fetched: name, checkedOut: ["--detach", name] };
  if (name.startsWith("refs/pull/")) {
    const local = name.replace("refs/pull/", "refs/remotes/pull/");
    return { ...other, fetched: `+${sha ?? name}:${local}`, checkedOut: ["--detach", local] };
  }
  const named = { ...other, isBranchOrTag: true };
  if (name.startsWith("refs/tags/"))
    return { ...named, fetched: `+${sha ?? name}:${name}`, checkedOut: ["--detach", name] };
  const branch = name.replace(/^refs\/heads\//, "");
  const local = `refs/remotes/origin/${branch}`;
  const fetched = `+${sha ?? `refs/heads/${branch}`}:${local}`;
  return { ...named, fetched, checkedOut: ["-B", branch, local] };
}

function gitIn(job: JobState, folder: string): (args: readonly string[]) => Promise<boolean> {
  const log = stepLogOf(job);
  return async (args) => {
    const code = await runProcess({
      command: "git",
      args,
      folder,
      milliseconds: patience,
      line: log.line,
      variables: {
        PATH: process.env["PATH"] ?? "",
        HOME: job.home,
        GIT_TERMINAL_PROMPT: "0",
        GIT_CONFIG_NOSYSTEM: "1",
      },
    });
    return code === 0;
  };
}
