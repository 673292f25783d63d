import type { DeploymentTest } from "../core/model/deployment-test.ts";
import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { Workflow } from "../core/model/workflow.ts";
import { parseDeploymentTest } from "../evidence/deployment-test.ts";
import { parseWorkflow } from "../evidence/workflow.ts";
import type { GatherContext } from "./context.ts";
import { gatherStructured } from "./structured.ts";

/**
 * Results of tests in or beside production, by the name of their evidence. Which evidence is one is
 * for rules to say: what has another form is invalid here, and nobody asks for it.
 */
export async function gatherDeploymentTests(
  context: GatherContext,
): Promise<Fact<ReadonlyMap<string, Fact<DeploymentTest>>>> {
  return mapFact(
    await gatherStructured(context),
    (reports) =>
      new Map(
        [...reports].map(([name, report]) => [
          name,
          report.state === "known" ? parseDeploymentTest(report.value) : report,
        ]),
      ),
  );
}

/** The workflows that results name as what makes them, by path. */
export async function gatherWorkflows(
  context: GatherContext,
): Promise<Fact<ReadonlyMap<string, Fact<Workflow>>>> {
  const tests = await gatherDeploymentTests(context);
  if (tests.state === "unavailable") return tests;
  const named = new Set(
    [...tests.value.values()].flatMap((test) =>
      test.state === "known" && test.value.workflow !== undefined ? [test.value.workflow] : [],
    ),
  );
  const workflows = await Promise.all(
    [...named].map(async (path): Promise<[string, Fact<Workflow>]> => [
      path,
      await context.view.parsed(path, parseWorkflow),
    ]),
  );
  return known(new Map(workflows));
}
