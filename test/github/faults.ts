/** What can be made to go wrong, and for which requests or deliveries. */
export type Fault = {
  readonly kind:
    | "error"
    | "secondary-limit"
    | "primary-limit"
    | "hang"
    | "drop-connection"
    | "truncate"
    | "unauthorized"
    | "unknown-commit"
    | "drop-webhook"
    | "duplicate-webhook"
    | "delay-webhook"
    | "reorder-webhook";
  /** How often; until cleared if left out. */
  readonly times?: number;
  readonly method?: string;
  /** Regular expression on the path of a request. */
  readonly path?: string;
  /** Name of a GraphQL operation. */
  readonly operationName?: string;
  /** By whose token a request is made. */
  readonly installation?: number;
  /** `event` or `event.action` of a webhook. */
  readonly event?: string;
  /** Status for `error` (500) and `secondary-limit` (403; of GraphQL it may be 200). */
  readonly status?: number;
  /** Seconds in `retry-after`, null to leave the header out. */
  readonly retryAfter?: number | null;
  /** For `hang` and `delay-webhook`. */
  readonly milliseconds?: number;
};

type Armed = { readonly fault: Fault; left: number };

export type FaultyRequest = {
  readonly method: string;
  readonly path: string;
  readonly operationName?: string | undefined;
  readonly installation?: number | undefined;
};

export type Faults = {
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
  /** Uses up one fault of a kind that a request meets. */
  readonly meets: (request: FaultyRequest, ...kinds: Fault["kind"][]) => Fault | undefined;
  readonly meetsWebhook: (event: string, action: string | undefined) => Fault | undefined;
};

/** The switches for faults, all off. */
export function createFaults(): Faults {
  let armed: Armed[] = [];
  const take = (matches: (fault: Fault) => boolean): Fault | undefined => {
    const found = armed.find(({ fault, left }) => left > 0 && matches(fault));
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.fault;
  };
  return {
    add: (fault) => {
      armed.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      armed = [];
    },
    meets: (request, ...kinds) =>
      armed.length === 0
        ? undefined
        : take((fault) => kinds.includes(fault.kind) && fitsRequest(fault, request)),
    meetsWebhook: (event, action) =>
      take(
        (fault) =>
          fault.kind.endsWith("-webhook") &&
          (fault.event === undefined ||
            fault.event === event ||
            fault.event === `${event}.${action}`),
      ),
  };
}

function fitsRequest(fault: Fault, request: FaultyRequest): boolean {
  if (fault.method !== undefined && fault.method !== request.method) return false;
  if (fault.path !== undefined && !new RegExp(fault.path).test(request.path)) return false;
  if (fault.installation !== undefined && fault.installation !== request.installation) return false;
  return fault.operationName === undefined || fault.operationName === request.operationName;
}
