import { auditOf } from "../../core/audit/audit-of.ts";
import type { JudgedMerge } from "../../core/audit/judged-merge.ts";
import type { AuditedRecords, AuditReport } from "../../core/model/audit.ts";
import { type Fact, known } from "../../core/model/fact.ts";
import { nextMidnight } from "../../core/model/grace.ts";
import { unreviewed } from "../../core/model/hotfix.ts";
import type { Policy } from "../../core/model/policy.ts";
import type { HotfixRecord } from "../../core/model/records.ts";
import { type Waiver, waiverState } from "../../core/model/waiver.ts";
import { chainProblems, type Link, linksOf, rewritten } from "../../core/records/chain.ts";
import { gatherHotfixes } from "../../gather/hotfixes.ts";
import { viewAt } from "../../gather/view.ts";
import type { RecordReader, RecordHistory } from "../../ports/record-store.ts";
import type { Engine } from "../engine.ts";
import { policyIn } from "../policy-in.ts";
import { type Branches, judgeLanding, type LandingPorts } from "./judge-landing.ts";
import { landingsOf } from "./landings.ts";

/** What auditing asks of the outside. */
export interface AuditPorts extends LandingPorts {
  readonly records: RecordReader & Partial<Pick<RecordHistory, "versions">>;
}

/** Which branch, and from when on. */
export interface AuditRequest extends Branches {
  readonly tip: string;
  /** ISO 8601: what was merged before is not judged. */
  readonly since?: string;
  readonly now: string;
}

/**
 * Audits a branch: judges each of its merges again by the policy of its day, on git and on the App's
 * records, and checks that nobody has touched the records since.
 */
export async function audit(
  request: AuditRequest,
  ports: AuditPorts,
  engine: Engine,
): Promise<Fact<AuditReport>> {
  const { branch, tip, since, now } = request;
  const commits = await ports.log.commits(tip);
  if (commits.state === "unavailable") return commits;
  const { links, problems, unread } = await chainOf(ports.records);
  const { landings, lost } = landingsOf(commits.value, links, branch);
  const merges: JudgedMerge[] = [];
  for (const landing of landings) {
    if (since !== undefined && landing.date < since) continue;
    merges.push(await judgeLanding(landing, request, ports, engine));
  }
  const first = landings.findIndex(({ link }) => link !== undefined);
  const last = links.at(-1);
  const records: AuditedRecords = {
    count: links.length,
    ...(last && { last: { name: last.name, digest: last.digest } }),
    problems: [
      ...problems,
      ...lost.map(({ name }) => ({
        record: name,
        message: `is of a merge that ${branch} does not have here: fetch the branch, or else it was rewritten`,
      })),
    ],
    ...(unread !== undefined && { unread }),
  };
  const { owed, ended } = await openAtTip(request, ports, engine);
  return known(
    auditOf(merges, {
      branch,
      tip,
      ...(since !== undefined && { since }),
      now,
      records,
      keeping: {
        before: new Set(
          landings.slice(0, first === -1 ? undefined : first).map(({ commit }) => commit),
        ),
        onDefault: branch === request.defaultBranch,
        version: engine.version,
      },
      owed,
      ended,
      catalogue: engine.catalogue,
    }),
  );
}

interface Chain extends Pick<AuditedRecords, "problems" | "unread"> {
  readonly links: readonly Link[];
}

async function chainOf(records: AuditPorts["records"]): Promise<Chain> {
  const listing = await records.list();
  if (listing.state === "unavailable") return { links: [], problems: [], unread: listing.reason };
  if (listing.value.records.length === 0) {
    return { links: [], problems: [], unread: NO_RECORDS };
  }
  const texts = new Map<string, string>();
  for (const record of listing.value.records) {
    const text = await records.text(record);
    if (text.state === "unavailable") return { links: [], problems: [], unread: text.reason };
    texts.set(record.name, text.value);
  }
  const links = linksOf([...texts].map(([name, text]) => ({ name, text })));
  const versions = records.versions && (await records.versions());
  return {
    links,
    problems: [
      ...chainProblems(links, texts),
      ...(versions?.state === "known" ? rewritten(versions.value) : []),
    ],
    ...(versions?.state === "unavailable" && { unread: versions.reason }),
  };
}

const NO_RECORDS =
  'there are none here; if the App keeps some, fetch them with "git fetch origin refs/mltrl/records:refs/mltrl/records"';

/** What the tip still owes, and what has ended there. */
async function openAtTip(
  { tip, now, defaultBranch }: AuditRequest,
  { repository }: LandingPorts,
  { catalogue }: Engine,
): Promise<{ readonly owed: readonly HotfixRecord[]; readonly ended: readonly Waiver[] }> {
  const view = await viewAt(repository, tip);
  if (view.state === "unavailable") return { owed: [], ended: [] };
  const parsed = await policyIn(view.value, catalogue, defaultBranch);
  if (parsed.state === "unavailable" || !parsed.value?.ok) return { owed: [], ended: [] };
  const policy = parsed.value.value;
  const called = await gatherHotfixes(view.value, policy.components, [view.value]);
  return {
    owed: called
      .flatMap(({ hotfixes, reviews }) => unreviewed(hotfixes, reviews))
      .filter(({ until }) => nextMidnight(until) <= now),
    ended: endedWaivers(policy, now),
  };
}

/** Those that cover none of their components any more. */
function endedWaivers({ waivers, waiverMaximumDays }: Policy, now: string): Waiver[] {
  return waivers.filter((waiver) =>
    waiver.components.every(
      (component) => waiverState([waiver], component, waiverMaximumDays, now).ended !== undefined,
    ),
  );
}
