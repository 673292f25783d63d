import type { Clock } from "../../ports/clock.ts";

/** What Octokit keeps the token of an installation in. */
export interface TokenCache {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  /** Forgets the token: the next request gets another one. */
  clear(): void;
}

/** A token is good for an hour, and kept for so many milliseconds: a job takes less than the rest. */
const KEPT_FOR = 55 * 60_000;

export function createTokenCache(clock: Clock): TokenCache {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  return {
    get(key) {
      const found = kept.get(key);
      return found !== undefined && found.until > clock.now() ? found.value : undefined;
    },
    set(key, value) {
      kept.set(key, { value, until: clock.now() + KEPT_FOR });
    },
    clear: () => kept.clear(),
  };
}
