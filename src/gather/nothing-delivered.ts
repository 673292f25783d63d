import { known, unavailable } from "../core/model/fact.ts";
import type { CiReports } from "../ports/ci-reports.ts";

/** Of the base branch: what runs delivered for it is not looked up, and that of the head is not its own. */
export const NOTHING_DELIVERED: CiReports = {
  runs: () => Promise.resolve(known([])),
  provenance: () => Promise.resolve(unavailable("missing", "nothing is signed here")),
  delivered: ({ id }) =>
    Promise.resolve(unavailable("missing", `what run ${id} delivered is not of this content`)),
};
