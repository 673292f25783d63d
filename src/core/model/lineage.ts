import type { Card } from "./card.ts";
import type { Place } from "./place.ts";

/** How a component came out of another: under a new name, as one of several, or together with others. */
export type Descent = "renamed" | "split" | "merged";

/** What a card says of where its component comes from, with what both sides know of that origin. */
export interface Claim {
  readonly how: Descent;
  /** The id that the component comes from. */
  readonly from: string;
  /** Whether the base branch declares that component and can read its card. */
  readonly onBase: boolean;
  /** Whether the component that claims it is on the base branch itself. */
  readonly heirOnBase: boolean;
  /** Whether the origin leaves the policy, or retires. */
  readonly leaves: boolean;
  /** Other components that say they are the renamed one. */
  readonly rivals: readonly string[];
  readonly place: Place;
}

/** Where a component comes from and where it goes in this pull request. */
export interface Lineage {
  /** Claims that the pull request brings; one that stood at base was judged when it came. */
  readonly claims: readonly Claim[];
  /** Components that come out of this one. */
  readonly heirs: readonly { readonly id: string; readonly how: Descent }[];
}

/** Of a component that only stays what it is. */
export const NO_LINEAGE: Lineage = { claims: [], heirs: [] };

/** A component of the head whose card may say where it comes from. */
export interface Descendant {
  readonly id: string;
  readonly card: Card;
  /** Its card on the base branch, where that has it. */
  readonly cardAtBase: Card | undefined;
}

/** What both sides know of components by id. */
export interface Kin {
  /** Declared on the base branch. */
  readonly onBase: ReadonlySet<string>;
  /** Those of them whose card can be read there. */
  readonly carded: ReadonlySet<string>;
  /** Declared by the head and not retired there. */
  readonly staying: ReadonlySet<string>;
}
