/** One variable of the environment: what the App reads it for, and what the handbook and its messages say of it. */
export interface Variable {
  readonly meaning: string;
  /** What it may say, in the words of a message: "a whole number from 0 to 65535". */
  readonly allowed: string;
  /** What holds where it is not set, as shown in the handbook; `required` where nothing does. */
  readonly otherwise: string;
  /** What it says is a file, and what counts is the text in it. */
  readonly isFile?: true;
  /** Its value is never shown. A file that holds it may be named instead, by these variables. */
  readonly secretFrom?: readonly string[];
  /** What to do where the value is wrong or missing. */
  readonly mend: string;
}

const NUMBER_OF_PORT = "a whole number from 0 to 65535";
const FROM_ITS_SETTINGS = "the App's settings page on GitHub";

/** Everything that the App reads from the environment, beside OpenTelemetry's own variables. */
export const VARIABLES = {
  APP_ID: {
    meaning: "the App's id",
    allowed: "a whole number above 0",
    otherwise: "required",
    mend: `${FROM_ITS_SETTINGS} shows it as "App ID"; it is not the client id`,
  },
  PRIVATE_KEY: {
    meaning:
      "the App's private key, PEM; spaces or `\\n` may stand for line ends, or all of it in base64",
    allowed: "an RSA private key in PEM",
    otherwise: "required",
    secretFrom: ["PRIVATE_KEY_FILE", "PRIVATE_KEY_PATH"],
    mend: `make one on ${FROM_ITS_SETTINGS} and name its file in PRIVATE_KEY_FILE`,
  },
  PRIVATE_KEY_OLD: {
    meaning: "the key before it, used where GitHub refuses the new one",
    allowed: "an RSA private key in PEM",
    otherwise: "",
    secretFrom: ["PRIVATE_KEY_OLD_FILE"],
    mend: "name the file of the key that is being replaced in PRIVATE_KEY_OLD_FILE, or leave it out",
  },
  WEBHOOK_SECRET: {
    meaning: "what GitHub signs webhooks with",
    allowed: "a text without spaces around it, and not `development`",
    otherwise: "required",
    secretFrom: ["WEBHOOK_SECRET_FILE"],
    mend: `choose a long random one, and set the same on ${FROM_ITS_SETTINGS}`,
  },
  WEBHOOK_SECRET_OLD: {
    meaning: "also accepted, while the secret is being changed",
    allowed: "a text without spaces around it, and not `development`",
    otherwise: "",
    secretFrom: ["WEBHOOK_SECRET_OLD_FILE"],
    mend: "set it to the secret that is being replaced, or leave it out",
  },
  GITHUB_API_URL: {
    meaning:
      "GitHub's API: `https://HOST/api/v3` of an Enterprise Server, `https://api.SUBDOMAIN.ghe.com` of GHE.com",
    allowed:
      "https://api.github.com, https://HOST/api/v3 or https://api.SUBDOMAIN.ghe.com; plain http on this machine only",
    otherwise: "`https://api.github.com`",
    mend: "give the address of the REST API",
  },
  GITHUB_SERVER_URL: {
    meaning: "what links in checks begin with",
    allowed: "an address that begins with https://; plain http on this machine only",
    otherwise: "follows from `GITHUB_API_URL`",
    mend: "give the address that people open in the browser",
  },
  MLTRL_TRUST_ROOT: {
    meaning: "a file of [trust roots](app.md#signatures); without it no signature counts",
    allowed: "a file that can be read",
    otherwise: "",
    isFile: true,
    mend: "name a file that the App's user may read, or leave it out",
  },
  DATABASE_URL: {
    meaning: "PostgreSQL for any number of replicas; without it jobs are kept in `DATA_DIRECTORY`",
    allowed: "postgres://USER:PASSWORD@HOST:PORT/DATABASE",
    otherwise: "",
    secretFrom: ["DATABASE_URL_FILE"],
    mend: "give the address of a database of its own, what is special in the password with a percent sign, as `%40` for `@`; or leave it out for one process alone",
  },
  DATA_DIRECTORY: {
    meaning: "where deliveries, jobs and records are kept, on a local disk",
    allowed: "a folder",
    otherwise: "`data`",
    mend: "name a folder that the process may write to",
  },
  HOST: {
    meaning: "where it takes webhooks; plain HTTP, for a reverse proxy",
    allowed: "a host name or an address",
    otherwise: "`127.0.0.1`",
    mend: "use 0.0.0.0 to listen on all interfaces",
  },
  PORT: {
    meaning: "the port for webhooks; 0 takes a free one",
    allowed: NUMBER_OF_PORT,
    otherwise: "`3000`",
    mend: "give a free port",
  },
  METRICS_HOST: {
    meaning: "where it shows metrics and takes orders of `mltrl admin`",
    allowed: "a host name or an address",
    otherwise: "`127.0.0.1`",
    mend: "keep it away from where webhooks come in",
  },
  METRICS_PORT: {
    meaning: "the port for these; without it nothing listens there. 9464 is usual",
    allowed: NUMBER_OF_PORT,
    otherwise: "",
    mend: "give a free port, or leave it out for no metrics",
  },
  ADMIN_TOKEN: {
    meaning: "what `mltrl admin` has to bring; without it no order is taken",
    allowed: "at least 16 characters",
    otherwise: "",
    secretFrom: ["ADMIN_TOKEN_FILE"],
    mend: "make one with `openssl rand -hex 32`, or leave it out for no administration",
  },
  READY_BACKLOG_SECONDS: {
    meaning: "`/readyz` says no where a job has been due for longer",
    allowed: "a whole number from 1 to 86400",
    otherwise: "`900`",
    mend: "give seconds",
  },
  STOP_SECONDS: {
    meaning: "how long a stop may take before running jobs go back to the store",
    allowed: "a whole number from 1 to 600",
    otherwise: "`10`",
    mend: "give seconds, fewer than whoever stops the process waits",
  },
  ONBOARD_UP_TO: {
    meaning:
      "up to so many repositories that come at once are greeted, see [new repositories](app.md#new-repositories); 0 greets none",
    allowed: "a whole number from 0 to 10000",
    otherwise: "`20`",
    mend: "give a number, or leave it out",
  },
  LOG_LEVEL: {
    meaning: "of pino; JSON lines on standard output",
    allowed: "one of trace, debug, info, warn, error, fatal, silent",
    otherwise: "`info`",
    mend: "leave it out for info",
  },
} as const satisfies Readonly<Record<string, Variable>>;

export type VariableName = keyof typeof VARIABLES;
