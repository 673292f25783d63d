/**
 * Runs the tests that need PostgreSQL on a server of their own: `npm run test:postgres`, with the names
 * of test files after `--` where only some are to run. Where DATABASE_URL is set that server is used.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";

import { startCluster } from "../test/support/postgres-cluster.ts";

const given = process.env["DATABASE_URL"];
const cluster =
  given === undefined ? await startCluster() : { url: given, stop: () => Promise.resolve() };
try {
  const jest = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--experimental-vm-modules",
      "node_modules/jest/bin/jest.js",
      "--config",
      "jest.postgres.config.js",
      ...process.argv.slice(2),
    ],
    { stdio: "inherit", env: { ...process.env, DATABASE_URL: cluster.url } },
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => jest.kill(signal));
  const [code] = await once(jest, "exit");
  process.exitCode = typeof code === "number" ? code : 1;
} finally {
  await cluster.stop();
}
