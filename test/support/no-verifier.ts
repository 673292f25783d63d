import { unavailable } from "../../src/core/model/fact.ts";

/** Where nothing is there to check signatures with. */
export const NO_VERIFIER = unavailable("not-visible", "nothing here checks signatures");
