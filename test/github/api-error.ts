/** One entry of `errors` in a 422, as on docs.github.com "Troubleshooting the REST API". */
export type FieldError = {
  readonly resource?: string;
  readonly field?: string;
  readonly code?: string;
  readonly message?: string;
};

/** A refusal that REST answers as it stands and GraphQL turns into an entry of `errors`. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly errors: readonly (FieldError | string)[] | undefined;

  /** Permissions that would have done, as `x-accepted-github-permissions` tells them. */
  readonly accepted: string | undefined;

  constructor(
    status: number,
    message: string,
    errors?: readonly (FieldError | string)[],
    accepted?: string,
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.accepted = accepted;
  }
}

/** What a caller gets for things that do not exist and, by design, for what they may not see. */
export function notFound(): ApiError {
  return new ApiError(404, "Not Found");
}

/** "Validation Failed", with what was wrong. */
export function invalid(...errors: (FieldError | string)[]): ApiError {
  return new ApiError(422, "Validation Failed", errors);
}
