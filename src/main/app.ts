import { readFileSync } from "node:fs";
import { catalogue } from "../generated/catalogue.ts";
import { startApp } from "./start-app.ts";

const REQUIRED = ["APP_ID", "WEBHOOK_SECRET"] as const;
const MINUTES = 60_000;

const { env } = process;
const missing = [
  ...REQUIRED.filter((name) => !env[name]),
  ...(env["PRIVATE_KEY"] || env["PRIVATE_KEY_PATH"] ? [] : ["PRIVATE_KEY or PRIVATE_KEY_PATH"]),
];
if (missing.length > 0) {
  process.stderr.write(`Not started: set ${missing.join(", ")} in the environment.\n`);
  process.exit(2);
}

/** A file that is named and cannot be read is an error of whoever starts the App; what stands in it is told where it is used. */
function trustRoot(path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch {
    process.stderr.write(`Not started: MLTRL_TRUST_ROOT names ${path}, which cannot be read.\n`);
    return process.exit(2);
  }
}

const app = await startApp({
  catalogue,
  appId: Number(env["APP_ID"]),
  privateKey: (
    env["PRIVATE_KEY"] ?? readFileSync(env["PRIVATE_KEY_PATH"] ?? "", "utf8")
  ).replaceAll(String.raw`\n`, "\n"),
  webhookSecrets: [env["WEBHOOK_SECRET"], env["WEBHOOK_SECRET_OLD"]].filter(
    (each) => !!each,
  ) as string[],
  apiUrl: env["GITHUB_API_URL"] ?? "https://api.github.com",
  webUrl: env["GITHUB_SERVER_URL"] ?? "https://github.com",
  trustRoot: trustRoot(env["MLTRL_TRUST_ROOT"]),
  dataDirectory: env["DATA_DIRECTORY"] ?? "data",
  host: env["HOST"] ?? "127.0.0.1",
  port: Number(env["PORT"] ?? 3000),
  logLevel: env["LOG_LEVEL"] ?? "info",
  sweepEvery: 5 * MINUTES,
  lookEvery: 24 * 60 * MINUTES,
  waitFirst: 5 * MINUTES,
  apart: 2_000,
  greetUpTo: Number.parseInt(env["ONBOARD_UP_TO"] ?? "20", 10) || 0,
});
process.stdout.write(`${JSON.stringify({ listening: app.port })}\n`);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  });
}
