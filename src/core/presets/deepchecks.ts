import { every, nothing, type Preset } from "./preset.ts";

/** deepchecks, `SuiteResult.to_json`. As in its own `passed()`, a warning is no pass. */
export const deepchecks: Preset = {
  name: "deepchecks",
  shapes: [
    {
      name: "suite",
      is: [
        "$.results[?@.type == 'CheckResult' || @.type == 'CheckFailure']",
        "$[?@ == 'SuiteResult']",
      ],
      checks: [
        // A check that did not run, which `passed()` leaves out.
        nothing("$.results[?@.type != 'CheckResult']"),
        every("$.results[*].conditions_results[*].Status", "PASS"),
        nothing("$.results[*].conditions_results[?@.Status != 'PASS']"),
      ],
    },
  ],
};
