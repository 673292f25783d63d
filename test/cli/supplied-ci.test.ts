import { known } from "../../src/core/model/fact.ts";
import { factsSchema } from "../../src/main/cli/facts-schema.ts";
import { suppliedCi } from "../../src/main/cli/supplied-ci.ts";
import { ciReportsContract } from "../ports/ci-reports-contract.ts";
import { fakeChange } from "../support/fake-change.ts";
import { fakeCiReports } from "../support/fake-ci-reports.ts";
import { aDelivery, aRun } from "../support/fake-run.ts";

ciReportsContract("a fake", (runs) =>
  Promise.resolve(
    fakeCiReports(
      runs.map(({ branch, files, ...run }) => ({
        run: aRun(run),
        branch,
        ...(files && { delivers: known([aDelivery(files)]) }),
      })),
    ),
  ),
);

ciReportsContract("a file of facts", (runs) => {
  const { "workflow-runs": supplied = [] } = factsSchema.parse({
    "workflow-runs": runs.map(({ files, ...run }) => ({
      ...run,
      url: `https://github.example/acme/vision/actions/runs/${run.id}`,
      ...(run.status === "completed" && { conclusion: "success" }),
      ...(files && {
        delivers: Object.entries(files).map(([path, text]) => ({ path, text })),
      }),
    })),
  });
  return Promise.resolve(suppliedCi(supplied, fakeChange({ base: {}, head: {} }).source));
});
