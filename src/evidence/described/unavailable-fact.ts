import * as z from "zod";
import { type Fact, type Known, unavailable } from "../../core/model/fact.ts";

/** A fact that is not known, described by its cause. */
export const unavailableDescription = z.strictObject({
  unavailable: z.enum(["missing", "invalid", "stale", "upstream", "not-visible", "awaited"]),
});

/** The fact that a description stands for: an unavailable one, or what `read` makes of it. */
export function factOf<In, T>(
  described: In | z.output<typeof unavailableDescription>,
  read: (value: In) => Known<T>,
): Fact<T> {
  const cause = unavailableDescription.safeParse(described).data?.unavailable;
  return cause === undefined ? read(described as In) : unavailable(cause, `not known: ${cause}`);
}

/** A description of a value, or of why it is not known. */
export type OrUnknown<T> = T | z.output<typeof unavailableDescription>;
