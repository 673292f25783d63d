import { UpstreamError } from "../core/errors.ts";
import type { HttpError } from "./limit-answer.ts";

/** Server faults and lost connections are worth trying again; what GitHub refuses for a reason is not. */
export function asUpstream(error: unknown): unknown {
  const { status, message } = error as HttpError;
  if (error instanceof UpstreamError) return error;
  return status === undefined || status >= 500
    ? new UpstreamError(`GitHub did not answer: ${message ?? String(error)}`, { cause: error })
    : error;
}
