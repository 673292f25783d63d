import type { Change } from "../../core/model/change.ts";
import type { Decision } from "../../core/model/decision.ts";
import { type Fact, mapFact } from "../../core/model/fact.ts";
import type { ChangeSource } from "../../ports/change-source.ts";
import type { CiReports } from "../../ports/ci-reports.ts";
import type { People } from "../../ports/people.ts";
import type { Repository } from "../../ports/repository.ts";
import { judgeWithPreview } from "../../use-cases/preview-policy.ts";
import type { PublishPorts } from "../../use-cases/publish-check.ts";
import type { FetchedRepository } from "../../worktree/fetched-repository.ts";
import { configAt, configChangedAt } from "./config-at.ts";
import type { JobSurroundings } from "./job-surroundings.ts";
import { ownReports } from "./own-reports.ts";
import { tellingReports, tellingRepository } from "./progress.ts";

/** A change with the verdict on it. Of a merge group there is one for each of its pull requests. */
export interface JudgedChange {
  readonly type: "change";
  readonly change: Change;
  /** The last pull request first; none where no check guards the branch. */
  readonly decisions: readonly Decision[];
  /** Where checks can be shown; undefined where GitHub cannot be asked. */
  readonly publish?: PublishPorts;
}

/** Where content, people and reports come from; nothing of the job's own is asked for a verdict of people. */
export interface Around {
  readonly clone: FetchedRepository;
  readonly repository: Repository;
  readonly people: People;
  readonly ci: CiReports;
}

/** Judges a change by the policy that the workflow names, with what this run made. */
export async function judgeChange(
  source: ChangeSource,
  around: Around,
  ports: PublishPorts | undefined,
  surroundings: JobSurroundings,
): Promise<Fact<JudgedChange>> {
  const { people } = around;
  const { engine, inputs } = surroundings;
  const { config } = inputs;
  const repository = tellingRepository(configAt(around.repository, config), surroundings.say);
  const read = await configChangedAt(source, config).read();
  if (read.state === "unavailable") return read;
  const change = read.value;
  const ci = reportsFor(change, { ...around, repository }, surroundings);
  const verdict = await judgeWithPreview({ source: asRead(read), repository, people, ci }, engine);
  return mapFact(verdict, ({ decision }) => ({
    type: "change",
    change,
    decisions: decision === undefined ? [] : [decision],
    ...(ports && { publish: ports }),
  }));
}

/** What CI made: files that this run made, and what other runs delivered. */
export function reportsFor(
  { head, fromFork }: Change,
  { clone, repository, ci }: Around,
  { job, inputs, engine, clock, say }: JobSurroundings,
): CiReports {
  const { evidence: named, reportsFrom: from } = inputs;
  const { treeOf } = clone;
  return tellingReports(
    ownReports({ job, head, fromFork, named, from, repository, treeOf, engine, clock, elsewhere: ci, say }), // prettier-ignore
    say,
  );
}

/** A change that is read already. */
export function asRead(read: Fact<Change>): ChangeSource {
  return { read: () => Promise.resolve(read) };
}
