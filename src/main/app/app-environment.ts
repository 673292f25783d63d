import { suggestion } from "../../core/source/suggestion.ts";
import { type Variable, type VariableName, VARIABLES } from "./app-variables.ts";
import { shownValue } from "./shown-value.ts";
import { telemetryProblems } from "./telemetry-problems.ts";
import { JUDGES } from "./value-judges.ts";
import { apiAddress, serverOf } from "../github-address.ts";

/** What the environment says. */
export interface AppSettings {
  readonly appId: number;
  /** The one in use, and the one before it while one replaces the other. */
  readonly privateKeys: readonly string[];
  readonly webhookSecrets: readonly string[];
  readonly apiUrl: string;
  readonly webUrl: string;
  /** What signatures are held to; undefined where none counts. */
  readonly trustRoot: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
  readonly host: string;
  readonly port: number;
  /** Where numbers and administration are; undefined where nobody asked for it. */
  readonly operations:
    | { readonly host: string; readonly port: number; readonly token: string | undefined }
    | undefined;
  /** In milliseconds. */
  readonly backlogBound: number;
  readonly stopWithin: number;
  readonly greetUpTo: number;
  readonly logLevel: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Named = (name: VariableName) => string | undefined;

/**
 * Reads the environment. Everything that is wrong is said at once, and no value of a secret.
 *
 * @param readFile gives a file's text; throws where that cannot be read
 */
export function readAppEnvironment(
  environment: Environment,
  readFile: (path: string) => string,
): { readonly settings: AppSettings } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const values = new Map<VariableName, string>();
  for (const name of Object.keys(VARIABLES) as VariableName[]) {
    const found = valueOf(name, environment, readFile);
    if ("problem" in found) problems.push(found.problem);
    else if (found.value !== undefined) values.set(name, found.value);
  }
  problems.push(...telemetryProblems(environment), ...contradictions(values));
  if (problems.length > 0) return { problems };
  return { settings: settingsOf((name) => values.get(name)) };
}

type Found = { readonly problem: string } | { readonly value: string | undefined };

function valueOf(
  name: VariableName,
  environment: Environment,
  readFile: (path: string) => string,
): Found {
  const variable: Variable = VARIABLES[name];
  const sources = [name, ...(variable.secretFrom ?? [])].filter((each) => environment[each]);
  const [source, another] = sources;
  if (another !== undefined) {
    return { problem: `${sources.join(" and ")} are both set; say it once: unset all but one` };
  }
  if (source === undefined) {
    if (variable.otherwise !== "required") return { value: undefined };
    return { problem: missing(name, variable, environment) };
  }
  const written = environment[source] ?? "";
  if (source === name && variable.isFile !== true) return judged(name, source, written);
  try {
    return judged(name, source, readFile(written));
  } catch (error) {
    const { code = "it cannot be read" } = error as { readonly code?: string };
    // What should be in a file is easily put where its name belongs.
    const seen = variable.secretFrom === undefined ? JSON.stringify(written) : "a name of none (not shown)"; // prettier-ignore
    const orItself = variable.secretFrom === undefined ? "" : `, or put what is in it into ${name}`;
    return {
      problem: `${source}: expected a file that can be read; got ${seen}: ${code}. Mend it: name a file that the App's user may read${orItself}`,
    };
  }
}

function missing(
  name: VariableName,
  { allowed, mend, secretFrom = [] }: Variable,
  environment: Environment,
): string {
  const known = new Set<string>(Object.values(VARIABLES).flatMap(namesIn));
  const others = Object.keys(environment).filter((each) => !known.has(each) && !(each in VARIABLES)); // prettier-ignore
  const near = suggestion(name, others);
  const seen = near === undefined ? "nothing" : `nothing, but there is ${near}`;
  const ways = [name, ...secretFrom.filter((each) => each.endsWith("_FILE"))].join(" or ");
  return `${ways}: expected ${allowed}; got ${seen}. Mend it: ${mend}`;
}

function namesIn({ secretFrom = [] }: Variable): readonly string[] {
  return secretFrom;
}

function judged(name: VariableName, source: string, written: string): Found {
  const { allowed, mend, secretFrom }: Variable = VARIABLES[name];
  const value = secretFrom === undefined ? written.trim() : secretIn(name, written);
  const verdict = JUDGES[name](value);
  if (verdict === true) return { value };
  // Of a secret not even its length is shown: some are short.
  const seen = secretFrom === undefined ? shownValue(written) : "something else (not shown)";
  const instead = verdict === false ? mend : verdict;
  return { problem: `${source}: expected ${allowed}; got ${seen}. Mend it: ${instead}` };
}

/** Files end with a line break that is no part of the secret; keys come in several dresses. */
function secretIn(name: VariableName, written: string): string {
  const text = written.replace(/\r?\n$/, "");
  if (!name.startsWith("PRIVATE_KEY")) return text;
  return pemIn(text) ?? pemIn(Buffer.from(text, "base64").toString("utf8")) ?? text;
}

/** However its line ends came here, as such, as two characters, or as spaces: in PEM they stand for nothing. */
function pemIn(text: string): string | undefined {
  const [, kind, body = ""] = /-----BEGIN ([A-Z ]+)-----(.*?)-----END \1-----/s.exec(text) ?? [];
  if (kind === undefined) return undefined;
  // Of an encrypted one what it is encrypted by stands before; it is refused as it is.
  if (body.includes(":")) return text;
  const lines = body.replaceAll(/\\[rn]|\s/g, "").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ""].join("\n");
}

/** What is right by itself and not together. */
function contradictions(values: ReadonlyMap<VariableName, string>): string[] {
  const port = values.get("PORT") ?? "3000";
  const metricsPort = values.get("METRICS_PORT");
  const found: string[] = [];
  for (const name of ["ADMIN_TOKEN", "METRICS_HOST"] as const) {
    if (values.has(name) && metricsPort === undefined) {
      found.push(
        `${name}: expected METRICS_PORT beside it, where it is used; got none. Mend it: give METRICS_PORT, 9464 is usual, or leave ${name} out`,
      );
    }
  }
  if (metricsPort === port && port !== "0") {
    found.push(
      `METRICS_PORT: expected another one than PORT; got ${port} for both. Mend it: ${VARIABLES.METRICS_PORT.mend}`,
    );
  }
  return found;
}

function settingsOf(value: Named): AppSettings {
  const both = (...names: readonly VariableName[]): string[] =>
    names.map(value).filter((each) => each !== undefined);
  const number = (name: VariableName, otherwise: number): number =>
    Number(value(name) ?? otherwise);
  const api = apiAddress(value("GITHUB_API_URL") ?? "https://api.github.com");
  const apiUrl = "url" in api ? api.url : "";
  const metricsPort = value("METRICS_PORT");
  return {
    appId: number("APP_ID", 0),
    privateKeys: both("PRIVATE_KEY", "PRIVATE_KEY_OLD"),
    webhookSecrets: both("WEBHOOK_SECRET", "WEBHOOK_SECRET_OLD"),
    apiUrl,
    webUrl: (value("GITHUB_SERVER_URL") ?? serverOf(apiUrl)).replace(/\/+$/, ""),
    trustRoot: value("MLTRL_TRUST_ROOT"),
    databaseUrl: value("DATABASE_URL"),
    dataDirectory: value("DATA_DIRECTORY") ?? "data",
    host: value("HOST") ?? "127.0.0.1",
    port: number("PORT", 3000),
    operations:
      metricsPort === undefined
        ? undefined
        : {
            host: value("METRICS_HOST") ?? "127.0.0.1",
            port: Number(metricsPort),
            token: value("ADMIN_TOKEN"),
          },
    backlogBound: number("READY_BACKLOG_SECONDS", 900) * 1000,
    stopWithin: number("STOP_SECONDS", 10) * 1000,
    greetUpTo: number("ONBOARD_UP_TO", 20),
    logLevel: value("LOG_LEVEL") ?? "info",
  };
}
