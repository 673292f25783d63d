import type { Catalogue } from "../../core/model/rule.ts";
import type { Patience } from "../../github/timed-fetch.ts";
import type { OperationsPlace } from "./open-operations.ts";

/** Everything the App has to be told. */
export interface AppOptions {
  readonly appId: number;
  /** What it judges by. */
  readonly catalogue: Catalogue;
  /** One, or two while one replaces the other. */
  readonly privateKeys: readonly string[];
  /** One, or two while one replaces the other. */
  readonly webhookSecrets: readonly string[];
  /** `https://api.github.com`, or `https://HOST/api/v3` of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  /** How long an answer of GitHub's is waited for, where it is not as usual. */
  readonly patience?: Patience | undefined;
  readonly webUrl: string;
  /** Whom signatures are taken of: trust roots of Sigstore in JSON, one a line. Without them none is checked. */
  readonly trustRoot?: string | undefined;
  /** Where deliveries and jobs are kept. */
  readonly dataDirectory: string;
  /** Of the PostgreSQL database that replicas share; without it they are kept in the directory. */
  readonly databaseUrl?: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Where numbers are shown and orders are taken; nowhere where it is left out. */
  readonly operations?: OperationsPlace | undefined;
  /** For how long a job may be due before the App says that it is not ready, in milliseconds. */
  readonly backlogBound: number;
  /** How long a stop may take before what runs goes back to the store, in milliseconds. */
  readonly stopWithin: number;
  readonly logLevel: string;
  /** How often lost events are looked for, in milliseconds. */
  readonly sweepEvery: number;
  /** How often what runs is looked at, in milliseconds. */
  readonly lookEvery: number;
  /** How soon it is looked for the first time whether what a verdict waits for is there, in milliseconds. */
  readonly waitFirst: number;
  /** How far apart repositories are judged again after a change of their organisation's policy, in milliseconds. */
  readonly apart: number;
  /** The App greets the repositories that it comes to where they are no more than this at once. */
  readonly greetUpTo: number;
}
