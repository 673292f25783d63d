import type {
  AuditItem,
  AuditKind,
  AuditReason,
  AuditReport,
  AuditVerdict,
} from "../model/audit.ts";
import type { Waiver } from "../model/waiver.ts";
import type { HotfixRecord } from "../model/records.ts";
import type { Catalogue } from "../model/rule.ts";
import type { CapsuleEvent } from "../records/capsule-schema.ts";
import type { JudgedMerge } from "./judged-merge.ts";
import { policyReasons, waiverReasons } from "./policy-reasons.ts";
import { type RecordKeeping, recordReasons } from "./record-reasons.ts";
import { requestReasons } from "./request-reasons.ts";
import { ruleReasons } from "./rule-reasons.ts";
import { signaturesOf } from "./signatures.ts";

/** What an audit looks at besides the merges. */
export interface AuditGround {
  readonly branch: string;
  readonly tip: string;
  readonly since?: string;
  readonly now: string;
  readonly records: AuditReport["records"];
  readonly keeping: RecordKeeping;
  /** Hotfixes whose time is over and whose panel has not met. */
  readonly owed: readonly HotfixRecord[];
  /** Waivers of the tip that have ended, each with its last day. */
  readonly ended: readonly Waiver[];
  readonly catalogue: Catalogue;
}

/** Judges what happened on a branch: what held, what did not, and what cannot be known. */
export function auditOf(merges: readonly JudgedMerge[], ground: AuditGround): AuditReport {
  const { branch, tip, since, now, records } = ground;
  const items = merges
    .flatMap((merge, i) => itemsOf(merge, merges.slice(0, i), merges.slice(i + 1), ground))
    .filter(({ date }) => since === undefined || date >= since);
  const verdict = worst([
    ...items.map((item) => item.verdict),
    ...(records.problems.length > 0 ? ["broken" as const] : []),
    ...(records.unread === undefined ? [] : ["unknown" as const]),
  ]);
  return {
    branch,
    tip,
    ...(since !== undefined && { since }),
    now,
    commits: merges.length,
    items,
    records,
    verdict,
  };
}

function itemsOf(
  merge: JudgedMerge,
  earlier: readonly JudgedMerge[],
  later: readonly JudgedMerge[],
  ground: AuditGround,
): AuditItem[] {
  const { unjudged } = merge;
  return [
    ...merge.events.map((event) => {
      const { kind } = event;
      const about = aboutOf(event);
      return itemOf(merge, kind, reasonsOf(event, merge, earlier, later, ground), {
        ...(about !== undefined && { about }),
        ...("from" in event && { from: event.from }),
        ...("to" in event && { to: event.to }),
        signatures: signaturesOf(event, merge),
        exceptions: exceptionsOf(event, merge),
      });
    }),
    ...withoutStep(merge),
    ...merge.altered.map(({ path, how }) =>
      itemOf(
        merge,
        "altered-record",
        [{ verdict: "broken", message: `${path} was ${how} after it had been merged` }],
        { about: path },
      ),
    ),
    ...(unjudged === undefined
      ? []
      : [itemOf(merge, "unjudged", [{ verdict: "unknown", message: unjudged }])]),
  ];
}

/** The rule that keeps review records with their own step: a record alone would prove a step for later. */
const OWN_STEP = "review-content-stated";

/** Review records that came without the graduation they speak of, and break the rule against it. */
function withoutStep(merge: JudgedMerge): AuditItem[] {
  return merge.reviews.flatMap(({ component, path }) => {
    const graduates = merge.events.some(
      (event) => event.kind === "graduation" && event.component === component,
    );
    const reasons = graduates
      ? []
      : componentReasons(component, merge).filter(({ rule }) => rule === OWN_STEP);
    return reasons.length === 0 ? [] : [itemOf(merge, "review-record", reasons, { about: path })];
  });
}

/** Exceptions that the component's rules were given; a record of before they were kept tells of none. */
function exceptionsOf(event: CapsuleEvent, { record }: JudgedMerge): AuditItem["exceptions"] {
  if (!("component" in event)) return [];
  return (record?.capsule.exceptions ?? [])
    .filter(({ component }) => component === event.component)
    .map(({ rule, reason }) => ({ rule, reason }));
}

function aboutOf(event: CapsuleEvent): string | undefined {
  return "component" in event ? event.component : event.files.join(", ");
}

function itemOf(
  { commit, date, subject, author, record }: JudgedMerge,
  kind: AuditKind,
  reasons: readonly AuditReason[],
  more: Partial<AuditItem> = {},
): AuditItem {
  const { number, author: opened, "merged-by": mergedBy } = record?.capsule["pull-request"] ?? {};
  return {
    kind,
    commit,
    date,
    subject,
    author,
    ...(number !== undefined && {
      pullRequest: { number, author: opened ?? "", ...(mergedBy !== undefined && { mergedBy }) },
    }),
    ...(record && { record: { name: record.name, digest: record.digest } }),
    verdict: worst(reasons.map(({ verdict }) => verdict)),
    reasons,
    signatures: [],
    exceptions: [],
    ...more,
  };
}

function reasonsOf(
  event: CapsuleEvent,
  merge: JudgedMerge,
  earlier: readonly JudgedMerge[],
  later: readonly JudgedMerge[],
  ground: AuditGround,
): AuditReason[] {
  const own = [
    ...recordReasons(event, merge, ground.keeping),
    ...("component" in event ? componentReasons(event.component, merge) : []),
  ];
  switch (event.kind) {
    case "graduation":
      return [...own, ...requestReasons(event, merge, earlier)];
    case "hotfix":
      return [...own, ...owedReasons(event.record, ground)];
    case "policy-change":
      return [...own, ...policyReasons(merge, later, ground.catalogue)];
    case "waiver":
      return [...own, ...waiverReasons(merge), ...endedReasons(merge, ground)];
    case "switchback":
    case "entry":
    case "departure":
      return own;
  }
}

function componentReasons(component: string, { decision, record }: JudgedMerge): AuditReason[] {
  const here = decision?.components.find(({ id }) => id === component);
  const again = record?.replay.state === "known" ? record.replay.value.again : undefined;
  const recorded = again?.components.find(({ id }) => id === component);
  return ruleReasons(here?.findings ?? [], recorded?.findings);
}

function owedReasons(record: string, { owed }: AuditGround): AuditReason[] {
  return owed
    .filter(({ place }) => place.path === record)
    .map(({ until }) => ({
      verdict: "broken",
      message: `it ran until ${until}, and its panel has not met`,
    }));
}

/** Waivers that this merge brought, that have ended, and that stand in the tip all the same. */
function endedReasons({ policies }: JudgedMerge, { ended }: AuditGround): AuditReason[] {
  const before = new Set((policies?.before?.waivers ?? []).map(nameOf));
  const brought = new Set((policies?.after?.waivers ?? []).map(nameOf));
  return ended
    .filter((waiver) => brought.has(nameOf(waiver)) && !before.has(nameOf(waiver)))
    .map(({ rule, components, until }) => ({
      verdict: "broken",
      rule,
      message: `the waiver of ${rule} for ${components.join(", ")} ended on ${until}, and stands there still`,
    }));
}

function nameOf({ rule, components, granted, until }: Waiver): string {
  return JSON.stringify([rule, components, granted.date, until]);
}

function worst(verdicts: readonly AuditVerdict[]): AuditVerdict {
  if (verdicts.includes("broken")) return "broken";
  return verdicts.includes("unknown") ? "unknown" : "held";
}
