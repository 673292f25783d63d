/*
 * Of the three classes of errors the user's own, problems of policy and evidence, are values (`Problem`):
 * they are all reported at once, with their places, and never thrown.
 */

/** GitHub, git or the network did not do what was asked. Worth trying again. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";
  /** When to try again at the earliest, in milliseconds from now, where the other side said so. */
  readonly retryAfter: number | undefined;

  constructor(message: string, options: { cause?: unknown; retryAfter?: number | undefined } = {}) {
    super(message, { cause: options.cause });
    this.retryAfter = options.retryAfter;
  }
}

/** What an error says; anything may be thrown. */
export function messageOf(error: unknown): string {
  return Error.isError(error) ? error.message : String(error);
}

/** For how many milliseconds the other side bids us wait; undefined where something else is wrong. */
export function waitIn(error: unknown): number | undefined {
  return error instanceof UpstreamError ? error.retryAfter : undefined;
}

/**
 * Whose fault an error is: of GitHub, git or the network, or ours. An error with a status is an answer by which
 * GitHub refuses something: what it takes and lets be seen changes without us.
 */
export function causeOf(error: unknown): "upstream" | "internal" {
  const isAnswer = Error.isError(error) && "status" in error;
  return isAnswer || error instanceof UpstreamError ? "upstream" : "internal";
}

/** A mistake of ours that was thought of. */
export class InternalError extends Error {
  override readonly name = "InternalError";
}

/** Whether an error can come of nothing but a mistake of ours, wherever it is caught. */
export function isDefect(error: unknown): boolean {
  return DEFECTS.some((kind) => error instanceof kind);
}

const DEFECTS = [InternalError, TypeError, ReferenceError, RangeError];
