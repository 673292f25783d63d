import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { WorkflowJob } from "../state/actions.ts";
import type { World } from "../state/world.ts";

const secret = randomBytes(32);
const scope = "Actions.Results";
/** In seconds; as long as the longest job. */
const life = 6 * 3600;

/** `ACTIONS_RUNTIME_TOKEN`: a JSON web token whose scope names run and job as the service knows them. */
export function mintRuntimeToken(world: World, { attempt, backendId }: WorkflowJob): string {
  const scp = `Actions.ExampleScope ${scope}:${attempt.backendId}:${backendId}`;
  const exp = Math.floor(world.clock.now().getTime() / 1000) + life;
  const content = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({ scp, exp })}`;
  return `${content}.${signature(content)}`;
}

/** The job that a token was made for; undefined for what is none, is not ours or has expired. */
export function jobOfToken(world: World, token: string): WorkflowJob | undefined {
  const [head = "", body = "", given = ""] = token.split(".");
  const wanted = signature(`${head}.${body}`);
  if (given.length !== wanted.length) return undefined;
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(wanted))) return undefined;
  const { scp, exp } = JSON.parse(Buffer.from(body, "base64url").toString()) as {
    scp: string;
    exp: number;
  };
  if (exp * 1000 <= world.clock.now().getTime()) return undefined;
  const backendId = scp.split(":").at(-1);
  return [...world.workflowJobs.values()].find(
    (job) => job.backendId === backendId && job.checkRun.status !== "completed",
  );
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function signature(content: string): string {
  return createHmac("sha256", secret).update(content).digest("base64url");
}
