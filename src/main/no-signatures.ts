import { unavailable } from "../core/model/fact.ts";

/** Of fronts that run in sight of whoever they judge, or without a trust root: they check no signatures. */
export const NO_SIGNATURES = unavailable("not-visible", "signatures cannot be checked here: only the App does that"); // prettier-ignore
