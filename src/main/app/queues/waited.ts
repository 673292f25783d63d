/** Since when a verdict waits for CI (milliseconds), and on which head. */
export interface Waiting {
  readonly head: string;
  readonly since: number;
}

/** What is judged, with what its last verdict waited for. */
export type Waited<Request> = Request & { readonly waits?: Waiting };
