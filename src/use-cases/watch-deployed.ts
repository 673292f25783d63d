import { UpstreamError } from "../core/errors.ts";
import type { DeployedReport } from "../core/model/deployed.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import type { Issues } from "../ports/issues.ts";
import { issueMarker } from "../report/deployed-issue.ts";
import { checkDeployed } from "./check-deployed.ts";
import { type Engine, rulesById } from "./engine.ts";
import type { DeployedPorts } from "./judge-deployed.ts";
import { keepIssues } from "./keep-issues.ts";
import { needed } from "./needed.ts";
import { notingFaults } from "./noting-faults.ts";

/** What watching a repository asks of the outside. */
export interface WatchPorts extends DeployedPorts {
  readonly defaultBranch: DefaultBranch;
  readonly issues: Issues;
  readonly repositoryUrl: string;
}

/** What a look at a repository came to. */
export interface Watched {
  /** Undefined where there is nothing to look at, or the policy cannot be read. */
  readonly report: DeployedReport | undefined;
  /** Whether an issue of ours is open afterwards, as far as that is known. */
  readonly issueOpen: boolean | undefined;
  /** Why people could not be told, in a sentence. */
  readonly trouble?: string;
}

/**
 * Looks at what runs of a repository and tells its owners by issues. Asks for no issue where nothing runs,
 * nor where all is well and was before.
 *
 * @param issueOpen whether an issue was open after the last look; undefined where that is not known
 */
export async function watchDeployed(
  ports: WatchPorts,
  engine: Engine,
  issueOpen: boolean | undefined,
): Promise<Watched> {
  const state = needed(await ports.defaultBranch.read());
  if (state === undefined) return { report: undefined, issueOpen };
  const faults: string[] = [];
  const repository = notingFaults(ports.repository, faults);
  const checked = await checkDeployed(state, { ...ports, repository }, engine);
  const [fault] = faults;
  if (fault !== undefined) throw new UpstreamError(fault);
  if (checked.state === "unavailable") {
    return { report: undefined, issueOpen, trouble: `What runs is not watched: ${checked.reason}` };
  }
  const report = checked.value;
  const troubled = report.components.some(({ conclusion }) => conclusion === "failure");
  const expected = troubled || issueOpen === true;
  const unsure = issueOpen === undefined && report.components.length > 0;
  if (!expected && !unsure) return { report, issueOpen: false };
  const marker = issueMarker();
  const found = await (expected ? ports.issues.search(marker) : ports.issues.find(marker));
  const kept =
    found.state === "unavailable"
      ? found
      : await keepIssues(report, found.value, state.now, ports.issues, {
          rules: rulesById(engine, report.ladder),
          target: { commit: report.commit, repositoryUrl: ports.repositoryUrl },
        });
  if (kept.state === "known") return { report, issueOpen: kept.value };
  return {
    report,
    issueOpen,
    ...(expected && {
      trouble: `How what runs stands could not be said by an issue: ${kept.reason}.`,
    }),
  };
}
