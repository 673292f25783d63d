import { type Logger, pino } from "pino";
import { jobFields } from "./job-context.ts";

/**
 * The App's log: JSON lines, each with the job in whose course it is written. Names of errors, their
 * messages and where they come from are told; what was asked and answered never is.
 */
export function createLog(level: string): Logger {
  return pino({
    level,
    mixin: jobFields,
    serializers: { err: describeFailure },
    // In case somebody logs a request after all.
    redact: ["req.headers.authorization", "req.headers.cookie"],
  });
}

/**
 * What Probot and Octokit may write: at `debug` they tell whole webhooks, and what is written to GitHub,
 * of private repositories too, and a fault it tells as an error however often it is tried. Requests and
 * faults are told by us instead.
 */
export function logOfProbot(log: Logger): Logger {
  const talks = log.isLevelEnabled("fatal");
  return log.child({}, talks ? { level: "fatal" } : {});
}

/** Octokit's errors carry the request with what was to be written, and the whole answer. */
function describeFailure(error: unknown): object {
  if (!Error.isError(error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const { status, code } = error as { readonly status?: number; readonly code?: string };
  return {
    type: name,
    message,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    stack,
    ...(cause !== undefined && { cause: describeFailure(cause) }),
  };
}
