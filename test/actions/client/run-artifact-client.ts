import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("artifact-client.ts", import.meta.url));

export type ClientAnswer = {
  readonly result?: unknown;
  readonly error?: string;
  /** What the client wrote to its log. */
  readonly log: string;
};

/** Lets the real client of artifacts do something with a job's runtime token. */
export async function runArtifactClient(
  job: { readonly runtimeToken: string; readonly resultsUrl: string },
  wish: object,
): Promise<ClientAnswer> {
  const child = spawn(process.execPath, [program, JSON.stringify(wish)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      ACTIONS_RUNTIME_TOKEN: job.runtimeToken,
      ACTIONS_RESULTS_URL: job.resultsUrl,
      // The client refuses hosts that it takes for an Enterprise Server, whose service is another.
      GITHUB_SERVER_URL: "https://github.localhost",
    },
  });
  const [log, said] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  const line = said.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("{")) throw new Error(`The artifact client broke: ${said}`);
  return { ...(JSON.parse(line) as { result?: unknown; error?: string }), log };
}
