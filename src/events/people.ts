import type { AppRequest } from "../core/model/request.ts";

export interface PeoplePayload {
  readonly installation?: { readonly id: number };
}

/**
 * Somebody came into a team, left it, or may do something else: `membership`, `team`, `member` and
 * `organization` all mean that whoever can take a seat has to be looked up again.
 */
export function people({ installation }: PeoplePayload): AppRequest | undefined {
  return installation && { type: "people-changed", installation: installation.id };
}
