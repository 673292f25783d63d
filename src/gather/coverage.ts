import {
  type Coverage,
  COVERAGE_FORMATS,
  type CoverageFormat,
  type CoverageReport,
} from "../core/model/coverage.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { EvidencePolicy } from "../core/model/policy.ts";
import type { ChangedLines, TreeEntry } from "../core/model/tree.ts";
import { parseGoModule } from "../evidence/coverage/go-module.ts";
import type { GoModule } from "../evidence/coverage/map-paths.ts";
import { parseCoverage } from "../evidence/coverage/parse-coverage.ts";
import { measureCoverage } from "../evidence/measure-coverage.ts";
import type { GatherContext } from "./context.ts";
import { onBase } from "./on-base.ts";
import { freshReports } from "./reports.ts";
import type { View } from "./view.ts";

/** More Go modules than this in one repository are not looked into. */
const MAX_GO_MODULES = 50;

/** Coverage of the component's sources, from every report that may speak of it. */
export async function gatherCoverage(context: GatherContext): Promise<Fact<Coverage>> {
  const { component, view } = context;
  const [reports, sources] = await Promise.all([
    coverageReports(context),
    view.files(component.source),
  ]);
  if (reports.state === "unavailable") return reports;
  if (sources.state === "unavailable") return sources;
  const own = new Set(sources.value.map(({ path }) => path));
  // Most reports name the sources as they stand in the tree; only for others is the whole tree read.
  const clear = reports.value.every(
    ({ files, roots }) => roots === undefined && files.every(({ path }) => own.has(path)),
  );
  const tree = clear ? sources : await view.files(["**"]);
  if (tree.state === "unavailable") return tree;
  const [changed, goModules] = await Promise.all([
    changedSourceLines(context, own),
    reports.value.some(({ format }) => format === "go-cover") ? goModulesOf(tree.value, view) : [],
  ]);
  if (changed?.state === "unavailable") return changed;
  return measureCoverage(reports.value, {
    tree: tree.value.map(({ path }) => path),
    sources: [...own],
    changedLines: changed?.value,
    goModules,
  });
}

/** The same of the base branch, to tell whether coverage drops. What is not known there is a value here. */
export async function gatherBaseCoverage(context: GatherContext): Promise<Fact<Fact<Coverage>>> {
  const { deployment, declared, wantsBaseCoverage } = context;
  if (!wantsBaseCoverage) {
    return known(unavailable("not-visible", "no rule asked for the coverage of base"));
  }
  if (declared.base === undefined || deployment !== undefined) {
    return known(unavailable("missing", "there is no base to compare with"));
  }
  return known(await gatherCoverage(onBase(context, declared.base)));
}

async function coverageReports(context: GatherContext): Promise<Fact<readonly CoverageReport[]>> {
  const { policy, component } = context;
  const declared = policy.evidence.filter(
    ({ format, component: only }) =>
      isCoverage(format) && (only === undefined || only === component.id),
  );
  const asked: readonly EvidencePolicy[] =
    declared.length > 0 ? declared : [{ name: "coverage", format: "coverage", files: [] }];
  const reports: CoverageReport[] = [];
  for (const evidence of asked) {
    const fresh = await freshReports(context, evidence);
    if (fresh.state === "unavailable") return fresh;
    const { format } = evidence;
    const options = isFormat(format) ? { format } : {};
    for (const { path, bytes } of fresh.value) {
      const report = parseCoverage(bytes, path, options);
      if (report.state === "unavailable") return report;
      reports.push(report.value);
    }
  }
  return reports.length > 0 ? known(reports) : unavailable("missing", "no coverage report");
}

function isCoverage(format: EvidencePolicy["format"]): boolean {
  return format === "coverage" || isFormat(format);
}

function isFormat(format: EvidencePolicy["format"]): format is CoverageFormat {
  return COVERAGE_FORMATS.some((each) => each === format);
}

async function goModulesOf(tree: readonly TreeEntry[], view: View): Promise<readonly GoModule[]> {
  const paths = tree.map(({ path }) => path).filter((path) => /(?:^|\/)go\.mod$/.test(path));
  const modules = await Promise.all(
    paths.slice(0, MAX_GO_MODULES).map(async (path) => {
      const text = await view.text(path);
      return text.state === "known" ? parseGoModule(text.value, path) : undefined;
    }),
  );
  return modules.filter((each) => each !== undefined);
}

async function changedSourceLines(
  { change, changedPaths, repository, wantsChangedLines }: GatherContext,
  sources: ReadonlySet<string>,
): Promise<Fact<readonly ChangedLines[]> | undefined> {
  if (!wantsChangedLines) return undefined;
  const paths = changedPaths.filter((path) => sources.has(path));
  return paths.length === 0
    ? known([])
    : repository.changedLines(change.baseTip, change.head, paths);
}
