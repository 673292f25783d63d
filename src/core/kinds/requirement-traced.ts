import * as z from "zod";
import type { Fact } from "../model/fact.ts";
import { unavailable, type Unavailable } from "../model/fact.ts";
import { type Evidence, fail, notApplicable, pass } from "../model/finding.ts";
import { scoreOf } from "../model/requirements.ts";
import type { TestCase, TestReport } from "../model/test-report.ts";
import { defineKind } from "./define-kind.ts";
import { pathsOf } from "./paths-of.ts";
import { selection, selectRequirements } from "./select-requirements.ts";

/** Each requirement is named by a test that passed, and by none that did not. */
export const requirementTraced = defineKind({
  kind: "requirement-traced",
  needs: ["requirements", "tests"],
  params: z.strictObject({
    ...selection,
    "minimum-risk": z.number().min(0).max(10).default(0).meta({
      description: "Only requirements of this risk or more; one whose risk nobody knows is one",
      stricter: "lower",
    }),
    evidence: z.array(z.string()).default([]).meta({
      description: "Names of the evidence whose tests count; of all test reports if empty",
    }),
  }),
  reports: ({ tests }, { evidence }) =>
    (evidence.length > 0 ? evidence : [...tests.keys()]).flatMap((name) =>
      pathsOf(tests.get(name)),
    ),
  judge({ requirements, tests }, params) {
    const { items, name } = selectRequirements(requirements, params);
    const place = { path: requirements.path };
    if (items.length === 0) {
      return unavailable("missing", `${requirements.path} holds no ${name}`, place);
    }
    const minimum = params["minimum-risk"];
    // NaN and an unknown risk are no reason to leave a requirement out.
    const asked = items.filter(({ risk }) => risk === undefined || !(scoreOf(risk) < minimum));
    if (asked.length === 0) {
      return notApplicable(`none of ${items.length} ${name} has a risk of ${minimum} or more`, {
        ...place,
        seen: items.map(({ id }) => id).join(", "),
      });
    }
    const reports = reportsOf(tests, params.evidence);
    if ("state" in reports) return reports;
    const naming = casesByRequirement(reports);
    const faults = asked.flatMap((requirement) => {
      const fault = faultOf(naming.get(requirement.id) ?? []);
      return fault === undefined ? [] : [{ id: requirement.id, fault, place: requirement.place }];
    });
    const what = minimum > 0 ? `${name} with a risk of ${minimum} or more` : name;
    const [first] = faults;
    if (first === undefined) {
      return pass(
        `each of ${asked.length} ${what} is named by a test that passed`,
        ...reports.map(({ path }) => ({ path, seen: asked.map(({ id }) => id).join(", ") })),
      );
    }
    return fail(
      `${faults.length} of ${asked.length} ${what} are not shown by a test: ${first.id} ${first.fault}${faults.length > 1 ? " …" : ""}`,
      ...faults.map(({ id, fault, place }): Evidence => ({ ...place, seen: `${id} ${fault}` })),
    );
  },
});

/** The reports of the named evidence, or of all; one that cannot be read may hold what fails. */
function reportsOf(
  tests: ReadonlyMap<string, Fact<readonly TestReport[]>>,
  names: readonly string[],
): readonly TestReport[] | Unavailable {
  const asked = names.length > 0 ? names : [...tests.keys()];
  if (asked.length === 0) {
    return unavailable("missing", "there is no test report; expected JUnit XML or CTRF", {
      path: ".mltrl/config.yml",
    });
  }
  const reports: TestReport[] = [];
  for (const name of asked) {
    const fact = tests.get(name);
    if (fact === undefined) {
      return unavailable(
        "missing",
        `there is no test report "${name}"; let CI write one and name it in the policy's \`evidence\``,
        { path: ".mltrl/config.yml" },
      );
    }
    if (fact.state === "unavailable") return fact;
    reports.push(...fact.value);
  }
  return reports;
}

function casesByRequirement(reports: readonly TestReport[]): ReadonlyMap<string, TestCase[]> {
  const naming = new Map<string, TestCase[]>();
  for (const test of reports.flatMap(({ suites }) => suites.flatMap(({ cases }) => cases))) {
    for (const id of new Set(test.requirements)) {
      const others = naming.get(id);
      if (others === undefined) naming.set(id, [test]);
      else others.push(test);
    }
  }
  return naming;
}

function faultOf(naming: readonly TestCase[]): string | undefined {
  const broken = naming.find(({ status }) => status === "failed" || status === "error");
  if (broken !== undefined) return `is named by a test that fails: ${broken.name}`;
  if (naming.some(({ status }) => status === "passed")) return undefined;
  return naming.length === 0
    ? "is named by no test"
    : `is named only by tests that were skipped: ${naming[0]?.name}`;
}
