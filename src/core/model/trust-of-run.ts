import { endedWell, type WorkflowRun } from "./ci-report.ts";
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
  /** One of either that was another file when the run saw it, on an earlier head. */
  readonly changedSince: Fact<string | undefined>;
  /** Reusable workflows that the policy pins: `acme/ci/.github/workflows/evidence.yml@<commit>`. */
  readonly trusted: readonly string[];
}

/**
 * Where the reports of a run on the content that is judged come from. Each tier asks for what those below
 * it do: a job of an edited workflow could deliver anything beside what a trusted one makes.
 */
export function trustOfRun(basis: RunBasis): Origin {
  const { run } = basis;
  const origin = (tier: Tier, { because, mend }: Obstacle): Origin => ({
    tier,
    from: `was delivered by run ${run.id} of ${run.workflow}${run.fromFork ? " for a fork" : ""}`,
    because,
    ...(mend !== undefined && { mend }),
    url: run.url,
  });
  const doubt = doubtOf(basis);
  if (doubt !== undefined) return origin(1, doubt);
  if (
    run.required ||
    run.called.some(({ path, sha }) => basis.trusted.includes(`${path}@${sha}`))
  ) {
    return origin(3, {
      because: run.fromFork
        ? "a run for a fork gets no token that signs, so that nothing signed can come with it"
        : "whether it is signed is asked only where a rule takes nothing less",
    });
  }
  return origin(2, {
    because: "no workflow made it that a ruleset requires or that the policy pins",
    mend: "Let a reusable workflow make it that `trusted-workflows` pins in `.mltrl/config.yml`, or require its workflow by a ruleset",
  });
}

/** What keeps a report from the next tier, and the shortest way there. */
interface Obstacle {
  readonly because: string;
  readonly mend?: string;
}

/** Whether a file is one of those that a run is made of, or stands in one of its folders. */
export function isMadeOf(madeOf: readonly string[], path: string): boolean {
  return madeOf.some((each) => (each.endsWith("/") ? path.startsWith(each) : path === each));
}

/** Why the pull request itself may have a hand in what its reports say; undefined where it has none. */
function doubtOf(basis: RunBasis): Obstacle | undefined {
  const { run, changedFiles, changedSince, isSetting } = basis;
  if (!endedWell(run)) {
    return {
      because: `the run ended with ${run.conclusion ?? "nothing"}, and what it left undone is not known`,
      mend: `Mend what made run ${run.id} end so, and let it run again; where the gate itself runs in it and the App decides, give it \`enforcement: observe\`, so that its verdict does not fail the run`,
    };
  }
  if (changedFiles.state === "unavailable") {
    return {
      because: `which files this pull request changes is not known: ${changedFiles.reason}`,
    };
  }
  const madeOf: Fact<readonly string[]> = run.required ? NOTHING : basis.madeOf;
  if (madeOf.state === "unavailable") {
    return { because: `what ${run.workflow} uses is not known: ${madeOf.reason}` };
  }
  if (changedSince.state === "unavailable") {
    return { because: `what the run was made of is not known: ${changedSince.reason}` };
  }
  const touched = changedFiles.value
    .flatMap(({ path, previousPath }) => [path, previousPath ?? path])
    .find((path) => isMadeOf(madeOf.value, path) || isSetting(path));
  if (touched !== undefined) {
    const what = isMadeOf(madeOf.value, touched)
      ? "which the run is made of"
      : "which sets up its tests";
    return {
      because: `this pull request changes ${touched}, ${what}`,
      mend: `Move the change of \`${touched}\` into a pull request of its own, and merge that first`,
    };
  }
  return changedSince.value === undefined
    ? undefined
    : {
        because: `${changedSince.value} was another file when it ran`,
        mend: `Let ${run.workflow} run again on this head`,
      };
}

/** A workflow that a ruleset requires lies beyond the reach of the pull request. */
const NOTHING: Fact<readonly string[]> = { state: "known", value: [] };
