import type { Pointer } from "../source/yaml.ts";
import type { Effect, Scale } from "./scales.ts";

/** One value of a policy, whoever set it. */
export interface Setting {
  /** Where a file would say it: `rules.coverage-product.lines`. */
  readonly name: string;
  readonly pointer: Pointer;
  /** As a file would write it. */
  readonly value: unknown;
  /** What is compared, where that is not the value itself. */
  readonly compared?: unknown;
  readonly scale: Scale;
  /** What it comes to where only the other side has it. */
  readonly whenAdded: Effect;
  readonly whenRemoved: Effect;
  /** The setting that holds where this one is not there: of a component, what is said of all. */
  readonly instead?: string;
  /** The setting that this one is a part of: where that comes or goes, this one is not looked at. */
  readonly partOf?: string;
}

/** What it comes to that a setting is there, or no longer there. */
interface Presence {
  readonly whenAdded: Effect;
  readonly whenRemoved: Effect;
}

/** More of it is asked for than of nothing. */
export const ASKS: Presence = { whenAdded: "stricter", whenRemoved: "milder" };
/** Less is asked for than of nothing. */
export const LEAVES_OUT: Presence = { whenAdded: "milder", whenRemoved: "stricter" };
/** Nobody can tell what comes of it. */
export const UNCLEAR: Presence = { whenAdded: "other", whenRemoved: "other" };

/** A setting by where a file would say it. */
export function setting(
  pointer: Pointer,
  value: unknown,
  scale: Scale,
  presence: Presence = ASKS,
): Setting {
  return { name: pointer.join("."), pointer, value, scale, ...presence };
}
