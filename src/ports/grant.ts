import type { Grant } from "../core/model/doctor.ts";
import type { Fact } from "../core/model/fact.ts";

/** What the App was granted where it is installed. */
export interface Grants {
  /** Unavailable where whoever asks may not see it, or the App is not installed. */
  read(): Promise<Fact<Grant>>;
}
