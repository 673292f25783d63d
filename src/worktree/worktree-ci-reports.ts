import { unavailable } from "../core/model/fact.ts";
import type { CiReports } from "../ports/ci-reports.ts";

/** Of what CI has made a work tree knows nothing. */
export const worktreeCiReports: CiReports = {
  runs: (workflow) =>
    Promise.resolve(
      unavailable("not-visible", `not visible in a work tree: what ${workflow} delivered`),
    ),
  provenance: () =>
    Promise.resolve(
      unavailable("not-visible", "who signed it is not visible in a work tree: only the App checks signatures"), // prettier-ignore
    ),
  delivered: ({ workflow }) =>
    Promise.resolve(
      unavailable("not-visible", `not visible in a work tree: what ${workflow} delivered`),
    ),
};
