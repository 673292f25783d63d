import { UpstreamError } from "../core/errors.ts";
import type { Fact } from "../core/model/fact.ts";

/** What a fact says that nothing can be done without; where it is not known, it is tried again later. */
export function needed<T>(fact: Fact<T>): T {
  if (fact.state === "known") return fact.value;
  throw new UpstreamError(fact.reason);
}
