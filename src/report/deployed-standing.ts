import {
  type DeployedComponent,
  type DeployedVersion,
  IN_PRODUCTION,
} from "../core/model/deployed.ts";
import type { Finding } from "../core/model/finding.ts";
import type { Rule } from "../core/model/rule.ts";
import { count } from "./count.ts";
import { plain, shortened } from "./escape.ts";
import { type ComponentFinding, type Standing, standingOfComponent } from "./standing.ts";

type Rules = ReadonlyMap<string, Rule>;

/** GitHub takes 256 characters for the title of an issue. */
const TITLE_LIMIT = 250;

/** What one version that runs has to say, sorted by what the reader does with it. */
export function standingOfVersion(
  { id, level, conclusion }: DeployedComponent,
  { findings }: DeployedVersion,
  rules: Rules,
): Standing {
  const component = { id, level, conclusion, findings, movement: "untouched" } as const;
  const decision = {
    checks: [],
    components: [component],
    unaffected: [],
    problems: [],
    notices: [],
    provenance: { policy: "", ladder: "", version: "", base: "", head: "" },
  };
  return standingOfComponent(decision, component, rules);
}

/** `nodule-detector 1.4.0 in production: 1 check fails, 2 are stale`. */
export function deployedTitle(component: DeployedComponent): string {
  const open = component.versions.filter(({ findings }) => findings.some(isOpen));
  const shown = open.length > 0 ? open : component.versions;
  const names = shown.map(({ deployment }) => deployment.version);
  const verdict = verdictOf(open.flatMap(({ findings }) => findings.filter(isOpen)));
  const where = placeOf(shown);
  return shortened(plain(`${component.id} ${listed(names)} ${where}: ${verdict}`), TITLE_LIMIT);
}

/** `level 9 in eu, us`, or that it is a trial. */
export function deployedPlace({ deployment, level }: DeployedVersion): string {
  const { environments } = deployment;
  const where = environments.length === 0 ? "" : ` in ${environments.join(", ")}`;
  return level < IN_PRODUCTION ? `a trial at level ${level}${where}` : `level ${level}${where}`;
}

/**
 * Why a component should go back where its findings cannot be mended, in one line; undefined where going
 * back would change nothing: the next version is on its way, or only paperwork is missing.
 */
export function switchbackReason(component: DeployedComponent, rules: Rules): string | undefined {
  if (component.level !== IN_PRODUCTION) return undefined;
  const shown = component.versions.flatMap(({ deployment, findings }) =>
    findings
      .filter((finding) => isOpen(finding) && isMeasured(finding, rules))
      .map(({ rule }) => `${rule} (${deployment.version})`),
  );
  return shown.length === 0 ? undefined : `Not met in production: ${shown.join(", ")}`;
}

/** The first line that records the way back, for a shell. */
export function switchbackCall(component: string, reason: string): string {
  const quoted = plain(reason).replaceAll(/[^\w .,:()+-]/g, "");
  return `mltrl new switchback ${component} --to 7 --type embedded --change retrain --reason "${quoted}" --by REVIEWERS`;
}

/** Blocking, and false or not shown. */
export function isOpen({ severity, outcome }: Finding): boolean {
  return severity === "blocking" && (outcome === "fail" || outcome === "unknown");
}

/** What is measured of a model changes with another model; a document does not. */
function isMeasured({ rule }: Finding, rules: Rules): boolean {
  const kind = rules.get(rule)?.kind;
  return kind === "predicate" || kind === "model-age";
}

const VERBS = {
  fails: ["fails", "fail"],
  stale: ["is stale", "are stale"],
  missing: ["is missing", "are missing"],
  unclear: ["cannot be told", "cannot be told"],
} as const;

function verdictOf(findings: readonly Finding[]): string {
  const parts = Object.entries(VERBS).flatMap(([trouble, [one, many]]) => {
    const number = findings.filter((finding) => troubleOf(finding) === trouble).length;
    return number === 0 ? [] : [{ number, verb: number === 1 ? one : many }];
  });
  if (parts.length === 0) return "all checks hold";
  return parts
    .map(({ number, verb }, i) => `${i === 0 ? count(number, "check") : number} ${verb}`)
    .join(", ");
}

/** The engine says in the places of what is not known why it is not. */
function troubleOf({ outcome, evidence }: Finding): keyof typeof VERBS {
  if (outcome === "fail") return "fails";
  if (evidence.some(({ seen }) => seen === "stale")) return "stale";
  return evidence.some(({ seen }) => seen === "missing") ? "missing" : "unclear";
}

function placeOf(versions: readonly DeployedVersion[]): string {
  return versions.some(({ level }) => level === IN_PRODUCTION) ? "in production" : "on trial";
}

function listed(names: readonly string[]): string {
  const [last = ""] = names.slice(-1);
  if (names.length > 3) return `(${names.length} versions)`;
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** What is unmet, blocking first; what waits; what is advised. */
export function openOf(standing: Standing): readonly ComponentFinding[] {
  return [...standing.fixes, ...standing.waiting, ...standing.advice];
}
