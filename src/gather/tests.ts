import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { EvidencePolicy } from "../core/model/policy.ts";
import { TEST_FORMATS, type TestFormat, type TestReport } from "../core/model/test-report.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import { parseTests } from "../evidence/tests/parse-tests.ts";
import { locateTests } from "../evidence/tests/locate-tests.ts";
import type { GatherContext } from "./context.ts";
import { evidenceFor } from "./deployed-evidence.ts";
import { entriesBelow } from "./paths-in.ts";
import { freshFiles, freshReports } from "./reports.ts";
import type { FreshReport } from "./fresh-report.ts";

/** Endings of the formats of test results. */
const ENDING = /\.(?:xml|json|jsonl)$/;

/**
 * Test reports by the name of their evidence: where the policy names it, its files; else the files of
 * the component's own folder whose name begins with it.
 */
export async function gatherTests(
  context: GatherContext,
): Promise<Fact<ReadonlyMap<string, Fact<readonly TestReport[]>>>> {
  const { policy, component, testEvidence } = context;
  const declared = policy.evidence.filter(
    ({ format, component: only }) =>
      isTestFormat(format) && (only === undefined || only === component.id),
  );
  const named = new Set(policy.evidence.map(({ name }) => name));
  const own = ownFiles(
    context,
    testEvidence.filter((name) => !named.has(name)),
  );
  const reports = await Promise.all([
    ...declared.map(
      async (evidence) =>
        [
          evidence.name,
          await parsed(context, formatOf(evidence), await freshReports(context, evidence)),
        ] as const,
    ),
    ...[...own].map(
      async ([name, files]) =>
        [name, await parsed(context, undefined, await freshFiles(context, name, files))] as const,
    ),
  ]);
  return known(new Map(reports));
}

function isTestFormat(format: EvidencePolicy["format"]): format is TestFormat | "tests" {
  return format === "tests" || TEST_FORMATS.some((each) => each === format);
}

function formatOf({ format }: EvidencePolicy): TestFormat | undefined {
  return TEST_FORMATS.find((each) => each === format);
}

/**
 * Committed reports by the name that is asked for and that theirs begins with: `unit-tests-2.xml` is
 * of `unit-tests`, unless `unit-tests-2` is asked for too.
 */
function ownFiles(
  { component, view, deployment }: GatherContext,
  names: readonly string[],
): ReadonlyMap<string, readonly TreeEntry[]> {
  const folder = `.mltrl/evidence/${component.id}`;
  const longestFirst = [...new Set(names)].toSorted((a, b) => b.length - a.length);
  const found = new Map<string, TreeEntry[]>();
  for (const entry of entriesBelow(view.records, folder)) {
    const file = entry.path.slice(folder.length + 1);
    if (!ENDING.test(file) || file.includes("/")) continue;
    const name = longestFirst.find((each) => file.startsWith(each));
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), entry]);
  }
  for (const [name, entries] of found) found.set(name, evidenceFor(deployment?.version, entries));
  return found;
}

async function parsed(
  { view }: GatherContext,
  format: TestFormat | undefined,
  fresh: Fact<readonly FreshReport[]>,
): Promise<Fact<readonly TestReport[]>> {
  if (fresh.state === "unavailable") return fresh;
  const reports: TestReport[] = [];
  for (const { path, bytes } of fresh.value) {
    const report = parseTests(bytes, path, format);
    if (report.state === "unavailable") return report;
    reports.push(report.value);
  }
  if (reports.every(({ suites }) => suites.length === 0)) {
    return unavailable(
      "invalid",
      "the reports have no test case: nothing was run",
      ...reports.map(({ path }) => ({ path })),
    );
  }
  if (!reports.some(hasFault)) return known(reports);
  // The tree is asked for only to show where a test stands that went wrong.
  const tree = await view.files(["**"]);
  const paths = tree.state === "known" ? tree.value.map(({ path }) => path) : [];
  return known(locateTests(reports, paths));
}

function hasFault({ suites }: TestReport): boolean {
  return suites.some(({ cases }) =>
    cases.some(({ status }) => status === "failed" || status === "error"),
  );
}
