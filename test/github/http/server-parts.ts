import type { Faults } from "../faults.ts";
import type { Ledger } from "../ledger.ts";
import type { RateLimits } from "../rate-limit.ts";
import type { SecondaryLimits } from "../secondary-limits.ts";
import type { World } from "../state/world.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";

/** What the parts of the server share. */
export type ServerParts = {
  readonly world: World;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly rateLimits: RateLimits;
  readonly secondaryLimits: SecondaryLimits;
  readonly dispatcher: Dispatcher;
};
