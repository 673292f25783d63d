/** What a twirp service refuses, by the codes of that protocol. */
export class TwirpError extends Error {
  override readonly name = "TwirpError";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A request that makes no sense. */
export function invalidArgument(message: string): TwirpError {
  return new TwirpError(400, "invalid_argument", message);
}
