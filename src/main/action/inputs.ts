import { type NamedReports, namedReports } from "../../evidence/named-reports.ts";
import { suggestion } from "../../core/source/suggestion.ts";

/** What the workflow asks of the Action. */
export interface Inputs {
  /** Where the policy stands on the default branch. */
  readonly config: string;
  /** Ids of the components whose outcome counts; all if none is named. */
  readonly components: readonly string[];
  /** What to compare with; what the event says if not given. */
  readonly base: string | undefined;
  /** Reports that this run made, beside those of the policy. */
  readonly evidence: readonly NamedReports[];
  /** The folder of the work space that holds the reports at their paths. */
  readonly reportsFrom: string;
  /** Where to write the reports for an artifact; undefined where that is not asked for. */
  readonly collect: string | undefined;
  readonly enforcement: Enforcement;
  readonly token: string | undefined;
  readonly publish: Publish;
  readonly reports: readonly ReportFile[];
}

export interface ReportFile {
  readonly format: ReportFormat;
  readonly path: string;
}

/** Whether the job fails: as the policy says, never, or also where the policy only watches. */
const ENFORCEMENTS = ["policy", "observe", "warn", "block"] as const;
export type Enforcement = (typeof ENFORCEMENTS)[number];

/** Where the verdict is shown: the job's own result, or check runs besides. */
const PUBLISHES = ["job", "check"] as const;
export type Publish = (typeof PUBLISHES)[number];

const REPORT_FORMATS = { json: "json", md: "markdown", sarif: "sarif", xml: "junit" } as const;
export type ReportFormat = (typeof REPORT_FORMATS)[keyof typeof REPORT_FORMATS];

/** Every input of `action.yml`. */
const INPUT_NAMES = [
  "config",
  "components",
  "base",
  "evidence",
  "reports-from",
  "collect",
  "enforcement",
  "token",
  "publish",
  "report",
] as const;
type InputName = (typeof INPUT_NAMES)[number];

export type ParsedInputs =
  | { readonly ok: true; readonly value: Inputs }
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Reads the inputs; where some are wrong, all of them are told with what was allowed.
 *
 * @param valueOf the text of an input, without spaces around it; empty where it is not given
 */
export function parseInputs(valueOf: (name: InputName) => string): ParsedInputs {
  const faults: string[] = [];
  const oneOf = <T extends string>(name: InputName, allowed: readonly [T, ...T[]]): T => {
    const value = valueOf(name);
    if (value === "") return allowed[0];
    const found = allowed.find((each) => each === value);
    if (found !== undefined) return found;
    const near = suggestion(value, allowed);
    faults.push(
      `${name}: expected one of ${allowed.join(", ")}; got ${JSON.stringify(value)}${near === undefined ? "" : `; did you mean ${near}?`}`,
    );
    return allowed[0];
  };
  const config = valueOf("config") || ".mltrl/config.yml";
  if (!isPath(config)) {
    faults.push(
      `config: expected a path from the root of the repository, without "..", such as .mltrl/config.yml; got ${JSON.stringify(config)}`,
    );
  }
  const components = valueOf("components")
    .split(/[\s,]+/)
    .filter((each) => each !== "");
  for (const id of components) {
    if (!COMPONENT.test(id)) {
      faults.push(
        `components: expected ids of components, of a-z, 0-9 and -, separated by commas or lines; got ${JSON.stringify(id)}`,
      );
    }
  }
  const base = valueOf("base");
  if (base !== "" && !/^(?!-)[\w./-]+$/.test(base)) {
    faults.push(`base: expected a branch or the id of a commit; got ${JSON.stringify(base)}`);
  }
  const reportsFrom = valueOf("reports-from");
  if (reportsFrom !== "" && !isPath(reportsFrom)) {
    faults.push(`reports-from: expected a folder of the work space, without ".."; got ${JSON.stringify(reportsFrom)}`); // prettier-ignore
  }
  const evidence = linesOf(valueOf("evidence")).flatMap((line) => evidenceIn(line, faults));
  const reports = linesOf(valueOf("report")).flatMap((line) => reportIn(line, faults));
  const value: Inputs = {
    config,
    components,
    base: base === "" ? undefined : base,
    evidence,
    reportsFrom,
    collect: valueOf("collect") || undefined,
    enforcement: oneOf("enforcement", ENFORCEMENTS),
    token: valueOf("token") || undefined,
    publish: oneOf("publish", PUBLISHES),
    reports,
  };
  return faults.length === 0 ? { ok: true, value } : { ok: false, faults };
}

const COMPONENT = /^[a-z0-9][a-z0-9-]{0,63}$/;

function evidenceIn(line: string, faults: string[]): NamedReports[] {
  const named = namedReports(line);
  if (!("faults" in named)) return [named];
  faults.push(...named.faults.map((fault) => `evidence: ${fault}`));
  return [];
}

function reportIn(path: string, faults: string[]): ReportFile[] {
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? "";
  const format = Object.entries(REPORT_FORMATS).find(([each]) => each === ending)?.[1];
  if (format === undefined || !isPath(path)) {
    faults.push(
      `report: expected paths within the work space that end with .json, .md, .sarif or .xml (JUnit); got ${JSON.stringify(path)}`,
    );
    return [];
  }
  return [{ format, path }];
}

/** Lies within the folder that it counts from. */
function isPath(path: string): boolean {
  return path !== "" && !/^(?:[/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes("..");
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
