import type { ComponentDecision, Decision } from "../core/model/decision.ts";
import type { Finding } from "../core/model/finding.ts";
import { inPolicyRepository } from "../core/model/organization.ts";
import type { Place } from "../core/model/place.ts";
import type { Problem } from "../core/model/problem.ts";
import type { Rule } from "../core/model/rule.ts";
import { plain } from "./escape.ts";
import { encodedPath, isInside } from "./link.ts";
import { inOrder } from "./policy-problems.ts";
import { remedyOf } from "./remedy.ts";
import { sarifRule } from "./sarif-rule.ts";
import { byWayToGreen, compare, findingsOf, isEnforced, isUnmet } from "./standing.ts";

/** GitHub keeps so many results of a run, and so many places of a result. */
const MOST_RESULTS = 5_000;
const MOST_PLACES = 100;

/** Where a result stands that no file speaks of: what declares the components. */
const CONFIG: Place = { path: ".mltrl/config.yml" };

export interface SarifContext {
  readonly rules: ReadonlyMap<string, Rule>;
  /** `https://github.com/acme/scanner`, where it is known. */
  readonly repositoryUrl?: string | undefined;
}

type Level = "error" | "warning" | "note";

/** A finding that is not met, of its component. */
interface Unmet {
  readonly component: string;
  readonly finding: Finding;
  readonly level: Level;
}

/**
 * The verdict in SARIF 2.1.0, for code scanning: one result for each rule that is not met. What waits for
 * somebody and what is waived is no defect of a line and is left to the other reports. Where nothing
 * could be judged there are no results at all, which is another thing than none.
 *
 * @param decisions those of one job, such as of each pull request in a merge group: all are one run, since
 *   code scanning takes one of a tool, and it is about the first one's head
 */
export function sarif(
  decisions: readonly [Decision, ...Decision[]],
  context: SarifContext,
): object {
  const { provenance } = decisions[0];
  const judged = decisions.every(({ problems, unavailable }) => problems.length === 0 && unavailable === undefined); // prettier-ignore
  const unmet = unmetOf(decisions, context);
  const shown = unmet.slice(0, MOST_RESULTS);
  const ids = ruleIds(decisions);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "mltrl-gate",
            semanticVersion: provenance.version,
            rules: ids.map((id) => sarifRule(id, context.rules)),
          },
        },
        automationDetails: { id: "mltrl-gate/" },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { ROOT: { description: { text: "The root of the repository" } } },
        ...(context.repositoryUrl !== undefined && {
          versionControlProvenance: [
            { repositoryUri: context.repositoryUrl, revisionId: provenance.head },
          ],
        }),
        invocations: [invocation(decisions, judged, unmet.length - shown.length)],
        ...(judged && { results: shown.map((each) => result(each, ids, context.rules)) }),
      },
    ],
  };
}

/** The worst first, and the shortest way to green; what several decisions find alike is one result. */
function unmetOf(decisions: readonly Decision[], { rules }: SarifContext): Unmet[] {
  const found = decisions.map((decision) =>
    decision.components.flatMap((component) =>
      findingsOf(decision, component)
        .filter(isUnmet)
        .map((finding) => ({
          component: component.id,
          finding,
          level: levelOf(finding, decision, component),
        })),
    ),
  );
  const seen = new Set<string>();
  return found
    .flatMap((each) => {
      const news = each.filter((unmet) => !seen.has(alike(unmet)));
      for (const unmet of news) seen.add(alike(unmet));
      return news;
    })
    .toSorted(
      (a, b) =>
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
        byWayToGreen(
          { ...a.finding, component: a.component },
          { ...b.finding, component: b.component },
          rules,
        ),
    );
}

function alike({ component, finding: { rule, reason }, level }: Unmet): string {
  return JSON.stringify([component, rule, reason, level]);
}

const LEVELS: readonly Level[] = ["error", "warning", "note"];

/** What blocks is an error, what will or would block a warning, advice a note. */
function levelOf(
  { severity, grace }: Finding,
  decision: Decision,
  { id }: ComponentDecision,
): Level {
  if (severity === "advisory") return "note";
  return grace === undefined && isEnforced(decision, id) ? "error" : "warning";
}

/** Every rule that was judged, so that one without results is seen to hold. */
function ruleIds(decisions: readonly Decision[]): string[] {
  const findings = decisions.flatMap(({ components, checks }) => [
    ...components.flatMap((component) => component.findings),
    ...checks.flatMap((check) => check.findings),
  ]);
  return [...new Set(findings.map(({ rule }) => rule))].toSorted(compare);
}

function result(
  { component, finding, level }: Unmet,
  ids: readonly string[],
  rules: ReadonlyMap<string, Rule>,
): object {
  const { rule, reason, since, outcome, evidence } = finding;
  const remedy = remedyOf(finding, component, rules).map((step) => `- ${plain(step)}`);
  const [first = { ...CONFIG, seen: "" }, ...others] = evidence
    .filter(isHere)
    .slice(0, MOST_PLACES);
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level,
    message: {
      text: [
        `${plain(component)}: ${plain(reason)}`,
        ...(remedy.length === 0 ? [] : ["How to mend it:", ...remedy]),
      ].join("\n"),
    },
    locations: [location(first, component)],
    ...(others.length > 0 && {
      relatedLocations: others.map((each, index) => ({
        id: index + 1,
        ...location(each, component),
        message: { text: plain(each.seen, 200) || "here" },
      })),
    }),
    // The same whatever line it stands on, so that a push neither closes the alert nor opens it anew.
    partialFingerprints: { "componentAndRule/v1": `${component}:${rule}` },
    baselineState: since === "existing" ? "unchanged" : "new",
    properties: { component, outcome },
  };
}

/** A file of this repository, which code scanning is about; what a run delivered is none. */
function isHere({ path, run }: Place): boolean {
  return run === undefined && inPolicyRepository(path) === undefined && isInside(path);
}

function location(place: Place, component?: string): object {
  // A line of another commit is not the line of this number here.
  const line = place.commit === undefined ? place.line : undefined;
  return {
    physicalLocation: {
      artifactLocation: { uri: encodedPath(place.path), uriBaseId: "ROOT" },
      ...(line !== undefined && {
        region: {
          startLine: line,
          ...(place.column !== undefined && { startColumn: place.column }),
        },
      }),
    },
    ...(component !== undefined && { logicalLocations: [{ name: component, kind: "module" }] }),
  };
}

/** How the judging went: what kept it from a verdict, and what there was no room for. */
function invocation(
  decisions: readonly Decision[],
  executionSuccessful: boolean,
  left: number,
): object {
  const problems = unique(decisions.flatMap((decision) => decision.problems));
  const lost = new Set(decisions.flatMap(({ unavailable }) => unavailable ?? []));
  const notices = new Set(decisions.flatMap((decision) => decision.notices));
  const troubles = [
    ...[...lost].map((why) => notification("error", why)),
    ...(left === 0
      ? []
      : [
          notification(
            "warning",
            `${left} more results are left out: GitHub keeps ${MOST_RESULTS}`,
          ),
        ]),
    ...[...notices].map((notice) => notification("note", notice)),
  ];
  return {
    executionSuccessful,
    ...(problems.length > 0 && {
      toolConfigurationNotifications: inOrder(problems).map(({ place, message }) => ({
        ...notification("error", message),
        ...(isHere(place) && { locations: [location(place)] }),
      })),
    }),
    ...(troubles.length > 0 && { toolExecutionNotifications: troubles }),
  };
}

/** A policy that cannot be read is the same to every decision. */
function unique(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()];
}

function notification(level: Level, text: string) {
  return { level, message: { text: plain(text, 2000) } };
}
