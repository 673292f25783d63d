import type { WorkflowRun } from "./ci-report.ts";
import type { Fact } from "./fact.ts";
import type { ChangedFile } from "./tree.ts";
import type { Origin, Tier } from "./trust.ts";

/** What tells how far a run can be trusted. */
export interface RunBasis {
  readonly run: WorkflowRun;
  /** What the pull request changes. */
  readonly changedFiles: Fact<readonly ChangedFile[]>;
  /** Files of this repository that the run is made of, folders of local actions with a slash at the end. */
  readonly madeOf: Fact<readonly string[]>;
  /** Whether a file sets up the tests. */
  readonly isSetting: (path: string) => boolean;
  /** Reusable workflows that the policy pins: `acme/ci/.github/workflows/evidence.yml@<commit>`. */
  readonly trusted: readonly string[];
}

/**
 * Where the reports of a run on the content that is judged come from. Each tier asks for what those below
 * it do: a job of an edited workflow could deliver anything beside what a trusted one makes.
 */
export function trustOfRun(basis: RunBasis): Origin {
  const { run } = basis;
  const origin = (tier: Tier, because: string): Origin => ({
    tier,
    from: `was delivered by run ${run.id} of ${run.workflow}`,
    because,
    url: run.url,
  });
  const touched = whatIsTouched(basis);
  if (touched !== undefined) return origin(1, touched);
  if (
    run.required ||
    run.called.some(({ path, sha }) => basis.trusted.includes(`${path}@${sha}`))
  ) {
    return origin(
      3,
      run.fromFork ? "a run for a fork cannot sign it" : "nothing signed comes with it",
    );
  }
  return origin(
    2,
    "it was made by no workflow that a ruleset requires or that `trusted-workflows` pins in .mltrl/config.yml",
  );
}

/** Why the pull request itself may have a hand in what its reports say; undefined where it has none. */
function whatIsTouched({ run, changedFiles, madeOf, isSetting }: RunBasis): string | undefined {
  if (changedFiles.state === "unavailable") {
    return `which files this pull request changes is not known: ${changedFiles.reason}`;
  }
  const own: Fact<readonly string[]> = run.required ? { state: "known", value: [] } : madeOf;
  if (own.state === "unavailable") return `what the workflow uses is not known: ${own.reason}`;
  const makes = (path: string): boolean =>
    own.value.some((each) => (each.endsWith("/") ? path.startsWith(each) : path === each));
  const touched = changedFiles.value
    .flatMap(({ path, previousPath }) => [path, previousPath ?? path])
    .find((path) => makes(path) || isSetting(path));
  if (touched === undefined) return undefined;
  const what = makes(touched) ? "which the run is made of" : "which sets up its tests";
  return `this pull request changes ${touched}, ${what}: bring that by a pull request of its own`;
}
