import { createPrivateKey } from "node:crypto";
import { apiAddress, isAddress } from "../github-address.ts";
import type { VariableName } from "./app-variables.ts";

/** Whether a value is allowed; where it is not and it can be said, what to write instead. */
type Judge = (value: string) => boolean | string;

const LEVELS = new Set(["trace", "debug", "info", "warn", "error", "fatal", "silent"]);

/** Who judges the value of each variable of the environment. */
export const JUDGES: Readonly<Record<VariableName, Judge>> = {
  APP_ID: (value) => isBetween(value, 1, Number.MAX_SAFE_INTEGER),
  PRIVATE_KEY: isKey,
  PRIVATE_KEY_OLD: isKey,
  WEBHOOK_SECRET: isSecret,
  WEBHOOK_SECRET_OLD: isSecret,
  GITHUB_API_URL: (value) => {
    const address = apiAddress(value);
    return "url" in address || (address.instead ?? false);
  },
  GITHUB_SERVER_URL: isAddress,
  MLTRL_TRUST_ROOT: () => true,
  DATABASE_URL: (value) => /^postgres(ql)?:\/\/\S+$/.test(value) && URL.canParse(value),
  DATA_DIRECTORY: (value) => value !== "",
  HOST: isHost,
  PORT: isPort,
  METRICS_HOST: isHost,
  METRICS_PORT: isPort,
  ADMIN_TOKEN: (value) => /^\S{16,}$/.test(value),
  READY_BACKLOG_SECONDS: (value) => isBetween(value, 1, 86_400),
  STOP_SECONDS: (value) => isBetween(value, 1, 600),
  ONBOARD_UP_TO: (value) => isBetween(value, 0, 10_000),
  LOG_LEVEL: (value) => LEVELS.has(value),
};

function isBetween(value: string, least: number, most: number): boolean {
  return /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
}

function isPort(value: string): boolean {
  return isBetween(value, 0, 65_535);
}

function isHost(value: string): boolean {
  return /^[\w.:%-]+$/.test(value);
}

function isSecret(value: string): boolean {
  // Probot takes this one where it is given none, so that everybody knows it.
  return value !== "" && value.trim() === value && value !== "development";
}

/** What is often taken for the key, by the heading that it has. */
const OTHER_KINDS: readonly (readonly [heading: RegExp, is: string])[] = [
  [/BEGIN ENCRYPTED|Proc-Type: ?4,ENCRYPTED/, "it is encrypted: take one without a passphrase"],
  [/BEGIN [A-Z ]*PUBLIC KEY/, "it is a public key: take the private one"],
  [/BEGIN CERTIFICATE/, "it is a certificate: take the private key"],
  [/BEGIN OPENSSH/, "it is a key of SSH"],
];

const FROM_GITHUB = "the App's settings page on GitHub makes the right one";

function isKey(value: string): boolean | string {
  const other = OTHER_KINDS.find(([heading]) => heading.test(value));
  if (other !== undefined) return `${other[1]}; ${FROM_GITHUB}`;
  try {
    const { asymmetricKeyType: kind } = createPrivateKey(value);
    return kind === "rsa" || `it is a key of kind ${kind}; ${FROM_GITHUB}`;
  } catch {
    return value.includes("-----BEGIN") && `it is cut off or damaged; ${FROM_GITHUB}`;
  }
}
