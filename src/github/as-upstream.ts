import { UpstreamError } from "../core/errors.ts";
import type { HttpError } from "./limits/limit-answer.ts";

/** Server faults and lost connections are worth trying again; what GitHub refuses for a reason is not. */
export function asUpstream(error: unknown): unknown {
  const { status, message, response } = error as HttpError;
  if (error instanceof UpstreamError) return error;
  if (status !== undefined && status < 500) return error;
  // What a server in between says of itself is a page for browsers.
  const said = response === undefined ? `did not answer: ${message ?? String(error)}` : `answered ${status}`; // prettier-ignore
  return new UpstreamError(`GitHub ${said}`, { cause: error });
}
