import type { Actor } from "./auth/actor.ts";
import type { World } from "./state/world.ts";

/** A request as secondary limits count it. */
export type CountedRequest = {
  readonly method: string;
  readonly path: string;
  /** Undefined for REST. */
  readonly query?: string | undefined;
};

export type SecondaryLimits = {
  /** Counts a request; gives what it exceeds, undefined where nothing. */
  readonly exceeds: (actor: Actor, request: CountedRequest) => string | undefined;
  readonly switchOn: (on: boolean) => void;
};

const MINUTE = 60_000;
/** Page "Rate limits for the REST API", section "About secondary rate limits". */
const POINTS_OF_REST = 900;
const POINTS_OF_GRAPHQL = 2000;
const CONTENT_OF_MINUTE = 80;
const CONTENT_OF_HOUR = 500;

/** Limits by count, which GitHub does not tell in advance. Off until they are switched on. */
export function createSecondaryLimits(world: World): SecondaryLimits {
  const windows = new Map<string, { readonly at: number; readonly amount: number }[]>();
  let isOn = false;
  const exceeding = (key: string, amount: number, within: number, most: number): boolean => {
    const now = world.clock.now().getTime();
    const kept = (windows.get(key) ?? []).filter(({ at }) => at > now - within);
    windows.set(key, kept);
    const used = kept.reduce((sum, each) => sum + each.amount, 0);
    if (used + amount > most) return true;
    kept.push({ at: now, amount });
    return false;
  };
  return {
    exceeds(actor, { method, path, query }) {
      if (!isOn || actor.type !== "installation") return undefined;
      const who = String(actor.installation.id);
      const writes =
        query === undefined ? method !== "GET" && method !== "HEAD" : isMutation(query);
      const points = writes ? 5 : 1;
      const endpoint = query === undefined ? `${method} ${shapeOf(path)}` : "graphql";
      const most = query === undefined ? POINTS_OF_REST : POINTS_OF_GRAPHQL;
      if (exceeding(`${who} ${endpoint}`, points, MINUTE, most)) return `points of ${endpoint}`;
      if (!writes || (query === undefined && !CONTENT.test(`${method} ${path}`))) return undefined;
      if (exceeding(`${who} minute`, 1, MINUTE, CONTENT_OF_MINUTE)) return "content of a minute";
      if (exceeding(`${who} hour`, 1, 60 * MINUTE, CONTENT_OF_HOUR)) return "content of an hour";
      return undefined;
    },
    switchOn(on) {
      isOn = on;
      windows.clear();
    },
  };
}

/** What people are told of: issues, pull requests, comments, reviews, requests for them. */
const CONTENT = /^POST \/repos\/[^/]+\/[^/]+\/(issues|pulls|commits\/[^/]+\/comments)(\/|$)/;

function isMutation(query: string): boolean {
  return /^\s*mutation\b/.test(query);
}

/** The path of an endpoint, whatever it is asked about. */
function shapeOf(path: string): string {
  return path
    .replace(/^\/repos\/[^/]+\/[^/]+/, "/repos/*/*")
    .replaceAll(/\/(\d+|[0-9a-f]{40})(?=\/|$)/g, "/*");
}
